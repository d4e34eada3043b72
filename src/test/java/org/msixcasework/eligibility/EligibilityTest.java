package org.msixcasework.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The policy for the end of eligibility, re-interviews and findings of ineligibility, sentence by sentence. */
class EligibilityTest extends Scenario {

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Reinterviews reinterviews;

    EligibilityTest() {
        super("coe");
    }

    @AfterEach
    void noSample() {
        jdbc.update("delete from reinterview");
        jdbc.update("delete from reinterview_sample");
    }

    private String child() {
        return Samples.child(flow.uploaded("fredonia"), 2);
    }

    private void expires(String child, LocalDate day) {
        jdbc.update("""
                update record_item set elements = jsonb_set(elements, '{eligibilityExpirationDate}', to_jsonb(?::text))
                where student_id = ? and kind = 'QUALIFYING_MOVE'
                """, day.toString(), child);
    }

    private JsonNode record(String child) {
        return api.get("sda", "/api/students/" + child + "?purpose=PARTICIPATION")
                .json();
    }

    private Api.Answer find(String user, String child, Object body) {
        return api.post(user, "/api/students/" + child + "/ineligible", body);
    }

    private String lastAction(String child) {
        return jdbc
                .queryForList(
                        "select action from submission where state_student_id = ? order by id desc limit 1",
                        String.class,
                        child)
                .stream()
                .findFirst()
                .orElse("");
    }

    private List<String> mailed(String kind) {
        return jdbc.queryForList("select business_key from mail where kind = ?", String.class, kind);
    }

    private JsonNode sample(int size, long seed) {
        var answer = api.post("idr", "/api/reinterviews", Map.of("year", 2026, "size", size, "seed", seed));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private Api.Answer result(String user, String child, String body) {
        return api.put(user, "/api/reinterviews/2026/" + child, body);
    }

    @Test
    void theRegionIsToldSixtyAndThirtyDaysBeforeEligibilityEndsOnceEach() {
        var child = child();
        expires(child, FRIDAY.plusDays(70));
        var told = "select count(*) from expiry_notice where student_id = ?";
        time.travelTo(at(FRIDAY.plusDays(9), 9));
        assertThat(jdbc.queryForObject(told, Integer.class, child)).isZero();

        time.travelTo(at(FRIDAY.plusDays(10), 9));
        time.travelTo(at(FRIDAY.plusDays(11), 9));
        assertThat(jdbc.queryForObject(told, Integer.class, child)).isEqualTo(1);
        time.travelTo(at(FRIDAY.plusDays(41), 9));
        time.travelTo(at(FRIDAY.plusDays(42), 9));

        assertThat(jdbc.queryForList(
                        "select days from expiry_notice where student_id = ? order by days desc", Integer.class, child))
                .containsExactly(60, 30);
        assertThat(browser("admin").get("/mail").body())
                .contains("Eligibility ends: children of your region")
                .doesNotContain(child);
    }

    @Test
    void thePageShowsWhoseEligibilityEndsByRegionAndMonth() {
        var child = child();
        expires(child, FRIDAY.plusDays(20));

        assertThat(browser("ds-fredonia").get("/eligibility?days=30").body()).contains(child, "Oct 2026");
        assertThat(browser("ds-metro").get("/eligibility?region=fredonia").body())
                .doesNotContain(child);
        assertThat(api.get("ds-fredonia", "/api/eligibility?days=19").body()).doesNotContain(child);
        assertThat(api.get("ds-fredonia", "/api/eligibility?days=20").body()).contains(child);
        assertThat(api.get("ds-fredonia", "/api/eligibility?days=20&page=1").body())
                .doesNotContain(child);
        assertThat(api.get("ds-metro", "/api/eligibility?region=fredonia").status())
                .isEqualTo(403);
        assertThat(api.get("sda", "/api/eligibility?region=atlantis&days=0").status())
                .isEqualTo(400);
    }

    @Test
    void servicesBeyondTheEndOfEligibilityNeedAContinuationReason() {
        var number = flow.approved("oswego");
        flow.elementsArrive(number);
        var child = Samples.child(number, 2);
        expires(child, LocalDate.of(2026, 9, 1));
        assertThat(api.complete("ds-oswego", number, "enterRecord", Map.of("searched", true))
                        .body())
                .contains("Continuation of Services Reason");
        var student = Samples.primaryStudent(child);
        ((ObjectNode) student.get("enrollments").get(0)).put("continuationOfServicesReason", "02");
        flow.put(student);

        assertThat(api.complete("ds-oswego", number, "enterRecord", Map.of("searched", true))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aChildFoundIneligibleGetsNoServicesIsWithdrawnFromMsixAndTheRegionIsTold() {
        var child = child();
        assertThat(record(child).get("serviceEligible").asBoolean()).isTrue();
        assertThat(find("ds-fredonia", child, Map.of("on", "2026-09-11", "reason", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(fields(find("idr", child, Map.of("on", "2026-09-12", "reason", " "))))
                .containsExactlyInAnyOrder("on", "reason");

        assertThat(find("idr", child, Map.of("on", "2026-09-10", "reason", "No qualifying work, said Muestra."))
                        .status())
                .isEqualTo(204);

        assertThat(record(child).get("serviceEligible").asBoolean()).isFalse();
        assertThat(record(child).get("qualifyingMoves")).hasSize(1);
        flow.uploads();
        assertThat(lastAction(child)).isEqualTo("D");
        assertThat(mailed("INELIGIBLE").stream().filter(("child-" + child)::equals))
                .hasSize(2);
        assertThat(find("idr", child, Map.of("on", "2026-09-10", "reason", "again"))
                        .status())
                .isEqualTo(422);
        assertThat(browser("ds-fredonia").get("/eligibility").body()).contains(child, "said Muestra");
        assertThat(browser("ds-fredonia")
                        .get("/eligibility/" + child + "/letter")
                        .body())
                .contains(child, "said Muestra", "stop services");
        assertThat(browser("ds-metro").get("/eligibility/" + child + "/letter").statusCode())
                .isEqualTo(403);
        assertThat(api.get("sda", "/api/eligibility?days=1200").body()).doesNotContain(child);
    }

    @Test
    void aChildFoundIneligibleOnItsWayToMsixIsWithdrawnAsSoonAsMsixHasIt() {
        var number = flow.entered();
        var child = Samples.child(number, 2);
        assertThat(find("idr", child, Map.of("on", "2026-09-11", "reason", "No qualifying work."))
                        .status())
                .isEqualTo(204);

        flow.uploads();
        assertThat(lastAction(child)).isEqualTo("D");
        flow.uploads();

        assertThat(jdbc.queryForList(
                        "select action || ' ' || state from submission where state_student_id = ? order by id",
                        String.class,
                        child))
                .containsExactly("I ACCEPTED", "D ACCEPTED");
        assertThat(api.get("sda", "/api/cases/coe/" + number)
                        .json()
                        .get("outcome")
                        .asText())
                .isEqualTo("uploaded");
    }

    @Test
    void aNewApprovalMakesAChildEligibleAgain() {
        var number = flow.uploaded("fredonia");
        var child = Samples.child(number, 2);
        find("idr", child, Map.of("on", "2026-09-11", "reason", "No qualifying work."));
        var corrected = Samples.coe(number).put("region", "fredonia").put("comments", "The family was asked again.");
        assertThat(api.put("mis2000", "/api/coes/" + number, corrected.toString())
                        .status())
                .isEqualTo(200);

        assertThat(api.complete("idr", number + ".2", "review", Map.of("decision", "APPROVE"))
                        .status())
                .isEqualTo(204);

        assertThat(record(child).get("serviceEligible").asBoolean()).isTrue();
    }

    @Test
    void aChildThatACorrectionLeavesWithoutAMoveIsWithdrawnFromMsix() {
        var number = flow.uploaded("fredonia");
        var child = Samples.child(number, 2);
        var corrected =
                Samples.coe(number).put("region", "fredonia").put("comments", "The second child lives elsewhere.");
        ((ArrayNode) corrected.get("children")).remove(1);
        assertThat(api.put("mis2000", "/api/coes/" + number, corrected.toString())
                        .status())
                .isEqualTo(200);

        api.complete("idr", number + ".2", "review", Map.of("decision", "APPROVE"));
        flow.uploads();

        assertThat(lastAction(child)).isEqualTo("D");
        assertThat(mailed("INELIGIBLE")).contains("child-" + child);
    }

    @Test
    void aSeedDrawsTheSameSampleAgainAcrossRegions() {
        flow.uploaded("fredonia");
        flow.uploaded("metro");
        var first = sample(3, 42).get("children").findValuesAsText("stateStudentId");
        assertThat(api.post("idr", "/api/reinterviews", Map.of("year", 2026, "size", 3))
                        .status())
                .isEqualTo(422);
        jdbc.update("delete from reinterview");
        jdbc.update("delete from reinterview_sample");

        assertThat(sample(3, 42).get("children").findValuesAsText("stateStudentId"))
                .hasSize(3)
                .isEqualTo(first);
        assertThat(fields(api.post("idr", "/api/reinterviews", Map.of("year", 2020, "size", 0))))
                .containsExactly("year", "size");
        assertThat(api.post("ds-metro", "/api/reinterviews", Map.of("year", 2026, "size", 3))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void resultsAreEnteredAndAnIneligibleChildIsWithdrawn() {
        flow.uploaded("fredonia");
        var drawn = sample(5_000, 7).get("children").findValuesAsText("stateStudentId");
        var held = drawn.stream()
                .filter(child -> lastAction(child).matches("[IU]"))
                .toList();
        var child = held.get(0);
        assertThat(fields(result("idr", child, "{\"result\":\"INELIGIBLE\",\"on\":\"2026-08-31\"}")))
                .containsExactly("on", "correctiveAction");
        assertThat(fields(result("idr", child, "{\"result\":\"PERHAPS\"}"))).containsExactly("result", "on");
        assertThat(result("idr", "NYX0", "{\"result\":\"ELIGIBLE\",\"on\":\"2026-09-10\"}")
                        .status())
                .isEqualTo(404);

        result("idr", held.get(1), "{\"result\":\"ELIGIBLE\",\"on\":\"2026-09-10\"}");
        var answer = result(
                "lead",
                child,
                "{\"result\":\"INELIGIBLE\",\"on\":\"2026-09-10\",\"correctiveAction\":\"The recruiter is trained again.\"}");

        assertThat(answer.json().get("sample").get("interviewed").asInt()).isEqualTo(2);
        assertThat(record(child).get("serviceEligible").asBoolean()).isFalse();
        flow.uploads();
        assertThat(lastAction(child)).isEqualTo("D");
        assertThat(browser("lead").get("/reinterviews").body())
                .contains("2 of", "50.0 % of those who answered are ineligible", "trained again");
        assertThat(result("idr", child, "{\"result\":\"ELIGIBLE\",\"on\":\"2026-09-10\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void certificatesOlderThanAYearWithEligibleChildrenAreDueForASignature() {
        var number = flow.uploaded("fredonia");
        assertThat(browser("ds-fredonia").get("/reinterviews").body()).doesNotContain(number);

        time.moveTo(at(LocalDate.of(2027, 9, 13), 9));

        assertThat(browser("ds-fredonia").get("/reinterviews").body()).contains(number);
        assertThat(browser("ds-metro").get("/reinterviews").body()).doesNotContain(number);
    }

    @Test
    void theFormsOfThePagesStoreAndTellWhatIsWrong() {
        var child = child();
        var browser = browser("idr");
        browser.get("/reinterviews");
        assertThat(posted(browser, "/reinterviews", "year=2026&size=0", "/reinterviews?year=2026"))
                .contains("size: must be between 1 and 5,000");
        assertThat(posted(browser, "/reinterviews", "year=2026&size=5000&seed=3", "/reinterviews?year=2026"))
                .contains("The sample is drawn.", child);
        var noResponse = "studentId=" + child + "&result=NO_RESPONSE&on=2026-09-11";
        assertThat(posted(browser, "/reinterviews/2026", noResponse, "/reinterviews?year=2026"))
                .contains("1 without response");
        var finding = "studentId=" + child + "&on=2026-09-11&reason=";
        assertThat(posted(browser, "/eligibility/ineligible", finding, "/eligibility"))
                .contains("reason: is required");
        assertThat(posted(browser, "/eligibility/ineligible", finding + "No+work", "/eligibility"))
                .contains("The finding is stored", "No work");
    }

    private static String posted(Browser browser, String path, String fields, String page) {
        assertThat(browser.post(path, fields).statusCode()).isEqualTo(302);
        return browser.get(page).body();
    }

    @Test
    void anInterviewHasAnOwnerWhoIsToldBeforeTheYearEndsAndACorrectiveActionIsFollowedUp() {
        flow.uploaded("fredonia");
        var drawn = sample(5_000, 7).get("children");
        var mine = drawn.findValuesAsText("stateStudentId").stream()
                .filter(child -> "fredonia"
                        .equals(jdbc.queryForObject(
                                "select region from reinterview where student_id = ?", String.class, child)))
                .findFirst()
                .orElseThrow();
        var idr = browser("idr");
        idr.get("/reinterviews");
        assertThat(posted(
                        idr,
                        "/reinterviews/2026/owner",
                        "studentId=" + mine + "&owner=tutor-oswego",
                        "/reinterviews?year=2026"))
                .contains("owner: must be the id of a reviewer");
        assertThat(posted(
                        idr,
                        "/reinterviews/2026/owner",
                        "studentId=" + mine + "&owner=recruiter-fredonia",
                        "/reinterviews?year=2026"))
                .contains("The interview is theirs.", "recruiter-fredonia");

        jdbc.update("delete from mail where kind = 'REINTERVIEW'");
        time.moveTo(at(LocalDate.of(2027, 7, 1), 9));
        reinterviews.remind();
        assertThat(mailed("REINTERVIEW")).isEmpty();
        time.moveTo(at(LocalDate.of(2027, 7, 2), 9));
        reinterviews.remind();
        reinterviews.remind();
        assertThat(jdbc.queryForList("select recipient_id from mail where kind = 'REINTERVIEW'", String.class))
                .contains("recruiter-fredonia", "idr")
                .doesNotHaveDuplicates();

        time.moveTo(at(FRIDAY, 9));
        result(
                "idr",
                mine,
                "{\"result\":\"ELIGIBLE\",\"on\":\"2026-09-10\",\"correctiveAction\":\"Correct the date.\"}");
        assertThat(idr.get("/reinterviews?year=2026").body()).contains("Corrective action done");
        assertThat(posted(
                        idr,
                        "/reinterviews/2026/correction",
                        "studentId=" + mine + "&on=2026-09-09",
                        "/reinterviews?year=2026"))
                .contains("not before the interview");
        assertThat(posted(
                        idr,
                        "/reinterviews/2026/correction",
                        "studentId=" + mine + "&on=2026-09-11",
                        "/reinterviews?year=2026"))
                .contains("The corrective action is done.", "done Sep 11, 2026");
    }
}
