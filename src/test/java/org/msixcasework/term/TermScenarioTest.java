package org.msixcasework.term;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Api;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** The policy for the end of a term, sentence by sentence. The region is this test's alone. */
// its leaps in time run whatever is due, and so whatever other tests left
@Order(1)
class TermScenarioTest extends Scenario {

    private static final String REGION = "cortland";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ManagementService management;

    @Autowired
    Terms terms;

    TermScenarioTest() {
        super("term");
    }

    private static String newTerm() {
        return "T%d-%s".formatted(COUNT.incrementAndGet(), REGION);
    }

    private static String body(String start, String end, String more) {
        return "{\"region\":\"%s\",\"type\":\"FALL\",\"start\":\"%s\",\"end\":\"%s\"%s}"
                .formatted(REGION, start, end, more);
    }

    /** A term that ended yesterday, and is stored but not closed. */
    private String ended() {
        var term = newTerm();
        assertThat(api.put("sda", "/api/terms/" + term, body("2026-09-03", "2026-09-10", ""))
                        .status())
                .isEqualTo(201);
        return term;
    }

    /** A term that ends on Sunday. */
    private String running() {
        var term = newTerm();
        api.put("sda", "/api/terms/" + term, body("2026-09-03", "2026-09-13", ""));
        return term;
    }

    private String closed() {
        var term = ended();
        assertThat(api.post("sda", "/api/terms/" + term + "/close", "{}").status())
                .isEqualTo(202);
        time.settle();
        return term;
    }

    /** A child of the region whom MSIX has accepted. */
    private String child() {
        return Samples.child(flow.uploaded(REGION), 1);
    }

    private JsonNode clock(String key) {
        return of(key).get("clocks").get(0);
    }

    private JsonNode term(String id) {
        return api.get("sda", "/api/terms/" + id).json();
    }

    private void expires(String child, String day) {
        jdbc.update("""
                update record_item set elements = jsonb_set(elements, '{eligibilityExpirationDate}', to_jsonb(?::text))
                where student_id = ? and kind = 'QUALIFYING_MOVE'
                """, day, child);
    }

    private Api.Answer answer(String key, String outcome, boolean attested) {
        return api.complete("ds-" + REGION, key, "enterUpdates", Map.of("outcome", outcome, "attested", attested));
    }

    /** Takes an element away that every child needs. */
    private void incomplete(String child) {
        var student = enrollment(child);
        ((ObjectNode) student.get("enrollments").get(0)).putNull("pfsFlag");
        flow.put(student);
    }

    private static ObjectNode enrollment(String child) {
        var student = Samples.secondaryStudent(child);
        student.remove(List.of("courses", "assessments"));
        return student;
    }

    @Test
    void closingATermOpensOneCaseForEachChildWithThirtyCalendarDays() {
        var number = flow.uploaded(REGION);

        var term = closed();
        api.post("sda", "/api/terms/" + term + "/close", "{}");
        time.settle();

        for (var child = 1; child <= 2; child++) {
            var key = term + ":" + Samples.child(number, child);
            assertThat(tasks(key)).containsExactly("enterUpdates");
            assertThat(clock(key).get("startedOn").asText()).isEqualTo("2026-09-10");
            assertThat(clock(key).get("dueOn").asText()).isEqualTo("2026-10-10");
            assertThat(of(key).get("region").asText()).isEqualTo(REGION);
        }
        var progress = term(term).get("progress");
        assertThat(term(term).get("status").asText()).isEqualTo("CLOSED");
        assertThat(progress.get("opened").asInt())
                .isEqualTo(progress.get("children").asInt());
        assertThat(jdbc.queryForObject(
                        "select count(*) from case_file where business_key like ?", Integer.class, term + ":%"))
                .isEqualTo(progress.get("children").asInt());
    }

    @Test
    void aTermThatEndedClosesByItself() {
        var child = child();
        var term = running();
        assertThat(api.post("sda", "/api/terms/" + term + "/close", "{}").status())
                .isEqualTo(422);

        time.travelTo(at(LocalDate.of(2026, 9, 14), 1));

        assertThat(tasks(term + ":" + child)).containsExactly("enterUpdates");
    }

    @Test
    void childrenWhoLostEligibilityInTheTermOrTheSchoolYearAreOwedToo() {
        var during = child();
        expires(during, "2026-09-05");
        var before = child();
        expires(before, "2026-09-02");
        var lastYear = child();
        expires(lastYear, "2026-08-15");

        var term = closed();

        assertThat(tasks(term + ":" + during)).containsExactly("enterUpdates");
        assertThat(tasks(term + ":" + before)).containsExactly("enterUpdates");
        assertThat(of(term + ":" + lastYear).path("status").asText()).isEqualTo("404");
        assertThat(jdbc.queryForObject(
                        "select reason from term_child where term_id = ? and student_id = ?",
                        String.class,
                        term,
                        during))
                .isEqualTo("LOST_ELIGIBILITY");
    }

    @Test
    void updatesThatAreEnteredReachMsixAndMeetTheClock() {
        var child = child();
        var key = closed() + ":" + child;

        assertThat(answer(key, "UPDATES_READY", false).status()).isEqualTo(204);
        time.settle();
        flow.uploads();

        assertThat(of(key).get("outcome").asText()).isEqualTo("uploaded");
        assertThat(clock(key).get("state").asText()).isEqualTo("MET");
        engine.holdsNoneOf("ejemplo", "maquetta");
    }

    @Test
    void updatesAreNotReadyWhileElementsAreMissing() {
        var child = child();
        incomplete(child);
        var key = closed() + ":" + child;

        var answer = answer(key, "UPDATES_READY", false);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").findValuesAsText("field")).containsExactly("PFS Flag");
        assertThat(tasks(key)).containsExactly("enterUpdates");
    }

    @Test
    void nothingFurtherIsAttestedWithNameAndDate() {
        var child = child();
        var key = closed() + ":" + child;

        assertThat(answer(key, "NOTHING_FURTHER", false).json().get("errors").findValuesAsText("field"))
                .containsExactly("attested");
        assertThat(answer(key, "NOTHING_FURTHER", true).status()).isEqualTo(204);

        assertThat(of(key).get("outcome").asText()).isEqualTo("nothingDue");
        assertThat(clock(key).get("state").asText()).isEqualTo("MET");
        assertThat(browser("ds-" + REGION).get("/cases/term/" + key).body())
                .contains("nothing further, by ds-" + REGION, "enrolled at Example Middle School", "the term ended");
    }

    @Test
    void whatMis2000SendsCompletesTheWaitingTask() {
        var child = child();
        incomplete(child);
        var key = closed() + ":" + child;
        assertThat(tasks(key)).containsExactly("enterUpdates");

        var student = enrollment(child);
        flow.put(student);
        time.settle();

        assertThat(tasks(key)).isEmpty();
        flow.uploads();
        assertThat(of(key).get("outcome").asText()).isEqualTo("uploaded");
    }

    @Test
    void aRejectedChildIsRepairedAndSentAgain() {
        var child = child();
        var key = closed() + ":" + child;
        var student = enrollment(child);
        ((ObjectNode) student.get("enrollments").get(0)).put("facilityName", "Unknown School of Samples");
        flow.put(student);
        time.settle();
        flow.uploads();
        assertThat(tasks(key)).containsExactly("resolveRejection");

        flow.put(enrollment(child));
        assertThat(api.complete("ds-" + REGION, key, "resolveRejection", Map.of("repaired", true))
                        .status())
                .isEqualTo(204);
        time.settle();
        flow.uploads();

        assertThat(of(key).get("outcome").asText()).isEqualTo("uploaded");
    }

    @Test
    void aChangedEndCountsClockTaskAndTimersAnewAndTheLedgerSaysWhoAndWhy() {
        var key = closed() + ":" + child();
        var term = key.substring(0, key.indexOf(':'));
        key = term + ":" + openChildOf(term);

        assertThat(api.put("sda", "/api/terms/" + term, body("2026-09-03", "2026-09-08", ""))
                        .json()
                        .get("errors")
                        .findValuesAsText("field"))
                .containsExactly("reason");
        assertThat(api.put(
                                "sda",
                                "/api/terms/" + term,
                                body("2026-09-03", "2026-09-08", ",\"reason\":\"the calendar was wrong\""))
                        .status())
                .isEqualTo(200);
        time.settle();

        assertThat(clock(key).get("dueOn").asText()).isEqualTo("2026-10-08");
        assertThat(api.tasks("sda", key).get(0).get("due").asText()).startsWith("2026-10-08");
        assertThat(jdbc.queryForObject("""
                        select e.actor || ': ' || e.reason from clock_event e join clock c on c.id = e.clock_id
                        where c.business_key = ? and e.event = 'RECALCULATED'
                        """, String.class, key))
                .isEqualTo("sda: The term ends on 2026-09-08: the calendar was wrong");
        time.travelTo(at(LocalDate.of(2026, 10, 9), 9));
        assertThat(clock(key).get("overdue").asBoolean()).isTrue();
        assertThat(overdue(key)).isEqualTo(1);
        assertThat(term(term).get("versions")).hasSize(2);
    }

    private String openChildOf(String term) {
        return jdbc.queryForObject(
                "select student_id from term_child where term_id = ? order by student_id limit 1", String.class, term);
    }

    @Test
    void anEndThatMovesLaterTakesTheMarkAwayAndTheCaseRemindsAndClimbsAgain() {
        var child = child();
        var term = closed();
        var key = term + ":" + child;
        time.travelTo(at(LocalDate.of(2026, 10, 14), 9));
        assertThat(clock(key).get("level").asInt()).isEqualTo(2);
        assertThat(overdue(key)).isEqualTo(1);

        api.put(
                "sra",
                "/api/terms/" + term,
                body("2026-09-03", "2026-10-02", ",\"reason\":\"the school year was longer\""));
        time.settle();

        assertThat(clock(key).get("dueOn").asText()).isEqualTo("2026-11-01");
        assertThat(clock(key).get("level").asInt()).isZero();
        assertThat(overdue(key)).isZero();
        time.travelTo(at(LocalDate.of(2026, 10, 28), 9));
        assertThat(jdbc.queryForObject("""
                        select count(*) from clock_milestone m join clock c on c.id = m.clock_id
                        where c.business_key = ? and m.kind = 'REMINDER'
                        """, Integer.class, key)).isEqualTo(2);
        time.travelTo(at(LocalDate.of(2026, 11, 2), 9));
        assertThat(clock(key).get("level").asInt()).isEqualTo(1);
        assertThat(overdue(key)).isEqualTo(1);
    }

    @Test
    void aWithdrawalDuringTheTermOpensTheCaseAtOnce() {
        var child = child();
        var term = newTerm();
        api.put("sda", "/api/terms/" + term, body("2026-09-03", "2026-12-18", ""));
        var student = enrollment(child);
        ((ObjectNode) student.get("enrollments").get(0)).put("withdrawalDate", "2026-09-10");

        flow.put(student);
        time.settle();

        var key = term + ":" + child;
        assertThat(of(key).get("status").asText()).isEqualTo("OPEN");
        assertThat(clock(key).get("dueOn").asText()).isEqualTo("2027-01-17");
        assertThat(entryClock(key).get("dueOn").asText()).isEqualTo("2026-09-18");
        assertThat(entryClock(key).get("kind").asText()).isEqualTo("SERVICE");
        assertThat(tasks(key)).containsExactly("enterWithdrawal");
        assertThat(jdbc.queryForObject(
                        "select reason from term_child where term_id = ? and student_id = ?",
                        String.class,
                        term,
                        child))
                .isEqualTo("WITHDREW");

        ((ObjectNode) student.get("enrollments").get(0)).put("enrollmentComment", "Left with the crew");
        flow.put(student);
        flow.uploads();

        assertThat(entryClock(key).get("state").asText()).isEqualTo("MET");
        assertThat(of(key).get("outcome").asText()).isEqualTo("uploaded");
    }

    @Test
    void aWithdrawalThatNobodyEntersRemindsAndClimbsByItsTarget() {
        var child = child();
        var term = newTerm();
        api.put("sda", "/api/terms/" + term, body("2026-09-03", "2026-12-18", ",\"district\":\"3600003\""));
        var student = enrollment(child);
        ((ObjectNode) student.get("enrollments").get(0))
                .put("schoolDistrictId", "3600003")
                .put("withdrawalDate", "2026-09-10");
        flow.put(student);
        var key = term + ":" + child;
        time.travelTo(at(LocalDate.of(2026, 9, 16), 9));
        time.travelTo(at(LocalDate.of(2026, 9, 17), 9));
        time.travelTo(at(LocalDate.of(2026, 9, 21), 9));
        assertThat(entryClock(key).get("level").asInt()).isEqualTo(1);
        time.travelTo(at(LocalDate.of(2026, 9, 28), 9));
        assertThat(entryClock(key).get("level").asInt()).isEqualTo(2);

        assertThat(api.complete(
                                "ds-" + REGION,
                                key,
                                "enterWithdrawal",
                                Map.of("outcome", "NOTHING_FURTHER", "attested", true))
                        .status())
                .isEqualTo(204);
        time.settle();

        assertThat(entryClock(key).get("state").asText()).isEqualTo("MISSED");
        assertThat(of(key).get("outcome").asText()).isEqualTo("nothingDue");
        assertThat(clock(key).get("state").asText()).isEqualTo("MET");
    }

    private JsonNode entryClock(String key) {
        for (var each : of(key).get("clocks")) {
            if (each.get("deadline").asText().equals("TERM_ENTRY")) {
                return each;
            }
        }
        throw new AssertionError("no TERM_ENTRY");
    }

    @Test
    void aDistrictWithTermsOfItsOwnIsLeftOutOfTheRegions() {
        var child = child();
        var own = newTerm();
        api.put("sda", "/api/terms/" + own, body("2026-09-03", "2026-12-18", ",\"district\":\"3600001\""));

        var term = closed();

        assertThat(of(term + ":" + child).path("status").asText()).isEqualTo("404");
        jdbc.update("delete from term_version where term_id = ?", own);
        jdbc.update("delete from term where id = ?", own);
    }

    @Test
    void whatAStopLeftIsOpenedLater() {
        var child = child();
        var term = ended();
        terms.close(term);
        assertThat(term(term).get("status").asText()).isEqualTo("CLOSING");

        time.settle();

        assertThat(term(term).get("status").asText()).isEqualTo("CLOSED");
        assertThat(tasks(term + ":" + child)).containsExactly("enterUpdates");
    }

    @Test
    void aClockThatWentBackMeanwhileKeepsNobodyFromTheCasesOfAClosedTerm() {
        var child = child();
        var term = running();
        time.moveTo(at(LocalDate.of(2026, 9, 14), 1));
        terms.close(term);

        time.travelTo(at(FRIDAY, 9));

        assertThat(tasks(term + ":" + child)).containsExactly("enterUpdates");
    }

    @Test
    void whoeverMovesTheClockDoesNotLendItHisRights() {
        var child = child();
        var term = running();
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken("tutor-metro", "", "tutor.metro"));

        try {
            time.travelTo(at(LocalDate.of(2026, 9, 14), 1));
        } finally {
            SecurityContextHolder.clearContext();
        }

        assertThat(tasks(term + ":" + child)).containsExactly("enterUpdates");
    }

    @Test
    void badTermsNameEveryWrongFieldAndStoreNothing() {
        var answer = api.put(
                "sda",
                "/api/terms/12345",
                "{\"region\":\"nowhere\",\"type\":\"WINTER\",\"start\":\"2026-09-10\",\"end\":\"2026-09-01\",\"district\":\"?\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("id", "region", "type", "end", "district");
        assertThat(api.get("sda", "/api/terms/12345").status()).isEqualTo(404);
        assertThat(api.put("ds-cortland", "/api/terms/" + newTerm(), body("2026-09-03", "2026-09-10", ""))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void oneByOneStartsAreChecked() {
        var child = child();
        var term = closed();

        assertThat(api.start(
                                "sda",
                                "term",
                                term + ":" + child,
                                Map.of("studentId", child, "termId", term, "reason", "TERM_ENDED"))
                        .status())
                .isEqualTo(409);
        var answer = api.start(
                "sda",
                "term",
                "other:" + child,
                Map.of("studentId", "NYXNOBODY", "termId", "none", "reason", "TERM_ENDED"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("termId", "studentId", "businessKey");
        assertThat(api.start("ds-" + REGION, "term", "x:y", Map.of()).status()).isEqualTo(403);
    }

    @Test
    void thePageShowsHowFarATermHasComeAndWhenItsBeginningIsDue() {
        child();
        var term = closed();
        var running = newTerm();
        api.put("sda", "/api/terms/" + running, body("2026-09-03", "2026-12-18", ""));
        var specialist = browser("ds-" + REGION);

        time.settle();

        assertThat(specialist.get("/terms").body())
                .contains(term, "opened", "0 %", "/cases/termstart/" + running, "due Sep 18, 2026")
                .doesNotContain("Set a term");
        assertThat(browser("sra").get("/terms").body()).contains("Set a term");
        assertThat(specialist.send("POST", "/terms/" + running + "/close", "").statusCode())
                .isEqualTo(403);
        jdbc.update("delete from term_version where term_id = ?", running);
        jdbc.update("delete from term where id = ?", running);
    }

    private JsonNode beginning(String term) {
        return api.get("sda", "/api/cases/termstart/" + term).json();
    }

    private String begun() {
        var term = newTerm();
        assertThat(api.put("sda", "/api/terms/" + term, body("2026-09-11", "2026-12-18", ""))
                        .status())
                .isEqualTo(201);
        time.settle();
        return term;
    }

    @Test
    void aTermThatBeginsIsConfirmedByItsRegionWithinTheTarget() {
        var term = begun();

        assertThat(beginning(term).get("clocks").get(0).get("dueOn").asText()).isEqualTo("2026-09-18");
        assertThat(beginning(term).get("clocks").get(0).get("kind").asText()).isEqualTo("SERVICE");
        time.settle();
        assertThat(tasks(term)).containsExactly("confirmBeginning");
        var refused = api.complete("ds-" + REGION, term, "confirmBeginning", Map.of("confirmed", false));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("confirmed");
        assertThat(api.complete("ds-" + REGION, term, "confirmBeginning", Map.of("confirmed", true))
                        .status())
                .isEqualTo(204);

        assertThat(beginning(term).get("clocks").get(0).get("state").asText()).isEqualTo("MET");
        assertThat(beginning(term).get("outcome").asText()).isEqualTo("confirmed");
        assertThat(browser("ds-" + REGION).get("/terms").body()).contains("confirmed by ds-" + REGION);
    }

    @Test
    void aBeginningThatNobodyConfirmsRemindsAndClimbs() {
        var child = Samples.child(flow.approved(REGION), 1);
        var term = begun();
        time.travelTo(at(LocalDate.of(2026, 9, 16), 9));
        time.travelTo(at(LocalDate.of(2026, 9, 17), 9));
        time.travelTo(at(LocalDate.of(2026, 9, 21), 9));
        assertThat(beginning(term).get("clocks").get(0).get("level").asInt()).isEqualTo(1);
        time.travelTo(at(LocalDate.of(2026, 9, 28), 9));
        assertThat(beginning(term).get("clocks").get(0).get("level").asInt()).isEqualTo(2);
        var page = browser("ds-" + REGION);
        assertThat(page.get("/terms").body()).contains("overdue");
        assertThat(page.get("/cases/termstart/" + term).body()).contains("without an enrollment in the term", child);

        api.complete("ds-" + REGION, term, "confirmBeginning", Map.of("confirmed", true));

        assertThat(beginning(term).get("clocks").get(0).get("state").asText()).isEqualTo("MISSED");
    }

    @Test
    void onlyATermThatHasBegunAndNotEndedIsConfirmed() {
        var later = newTerm();
        api.put("sda", "/api/terms/" + later, body("2026-10-01", "2026-12-18", ""));
        time.settle();

        assertThat(beginning(later).get("status").asText()).isEqualTo("404");
        assertThat(api.start("sda", "termstart", later, Map.of())
                        .json()
                        .get("errors")
                        .findValuesAsText("field"))
                .containsExactly("businessKey");
        assertThat(api.start("sda", "termstart", "no-term", Map.of()).status()).isEqualTo(400);
        assertThat(api.start("ds-" + REGION, "termstart", later, Map.of()).status())
                .isEqualTo(403);
        assertThat(api.start("sda", "termstart", begun(), Map.of()).status()).isEqualTo(409);
    }
}
