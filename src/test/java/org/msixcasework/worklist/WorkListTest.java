package org.msixcasework.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Time;
import org.msixcasework.process.TimeMachine;
import org.msixcasework.sla.Clocks;
import org.msixcasework.sla.Deadline;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.CoeFlow;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The board, giving tasks to others, and the register of misses (WRK-1 to WRK-10). */
@CaseworkTest
class WorkListTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 9, 11);

    @Autowired
    Api api;

    @Autowired
    CoeFlow flow;

    @Autowired
    TimeMachine time;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clocks clocks;

    @Autowired
    TransactionTemplate transaction;

    private static Instant at(LocalDate day) {
        return day.atTime(9, 0).atZone(Time.ZONE).toInstant();
    }

    @BeforeEach
    @AfterEach
    void onFriday() {
        time.moveTo(at(FRIDAY));
        jdbc.update("delete from absence");
    }

    private Task taskOf(String number) {
        return tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult();
    }

    private Api.Answer give(String by, String number, String to, boolean take) {
        return api.post(
                by,
                "/api/tasks/" + taskOf(number).getId() + "/assign",
                Map.of("to", to, "reason", "Back from leave in October", "take", take));
    }

    private boolean sees(String user, String number) {
        return !api.tasks(user, number).isEmpty();
    }

    private List<JsonNode> journal(String number, String what) {
        return flow.of(number).get("journal").findParents("what").stream()
                .filter(line -> line.get("what").asText().equals(what))
                .toList();
    }

    @Test
    void aTaskGoesSidewaysToAnotherRegionAndStaysOfferedInItsOwn() {
        var number = flow.approved("brockport");
        flow.elementsArrive(number);
        assertThat(sees("ds-cortland", number)).isFalse();

        var answer = give("sda", number, "ds-cortland", false);
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);

        assertThat(taskOf(number).getAssignee()).isEqualTo("ds-cortland");
        assertThat(sees("ds-cortland", number)).isTrue();
        assertThat(sees("ds-brockport", number)).isTrue();
        assertThat(api.get("ds-cortland", "/api/cases/coe/" + number).status())
                .as("whoever has the task reads the case")
                .isEqualTo(200);
        assertThat(api.get("ds-oswego", "/api/cases/coe/" + number).status()).isEqualTo(403);
        var line = journal(number, "reassigned enterRecord").get(0);
        assertThat(line.get("actor").asText()).isEqualTo("sda");
        assertThat(line.get("detail").asText())
                .isEqualTo("nobody to ds-cortland, offered to data-specialist.cortland")
                .doesNotContain("leave");
        var kept = api.get("sda", "/api/tasks/assignments?process=coe&businessKey=" + number)
                .json()
                .get("items")
                .get(0);
        assertThat(kept.get("reason").asText()).isEqualTo("Back from leave in October");
        assertThat(kept.get("to").asText()).isEqualTo("ds-cortland");

        assertThat(api.complete("ds-cortland", number, "enterRecord", Map.of("searched", true))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aTaskThatAnotherRegionTakesOverLeavesItsOwn() {
        var number = flow.approved("brockport");

        assertThat(give("lead", number, "ds-cortland", true).status()).isEqualTo(204);

        assertThat(sees("ds-cortland", number)).isTrue();
        assertThat(sees("ds-brockport", number)).isFalse();
        assertThat(sees("rpd-brockport", number)).isFalse();
        assertThat(api.post(
                                "ds-brockport",
                                "/engine-rest/task/" + taskOf(number).getId() + "/submit-form",
                                Map.of("variables", Map.of()))
                        .status())
                .isBetween(403, 404);
    }

    @Test
    void whatTheStateDecidesIsGivenToARegionForHelpAndStaysTheStates() {
        var number = flow.approved("brockport");
        tasks.addCandidateGroup(taskOf(number).getId(), "state-data-administrator");
        tasks.deleteCandidateGroup(taskOf(number).getId(), "data-specialist.brockport");

        assertThat(give("sda", number, "ds-brockport", false).status()).isEqualTo(204);

        assertThat(tasks.getIdentityLinksForTask(taskOf(number).getId()))
                .extracting(IdentityLink::getGroupId)
                .contains("state-data-administrator", "data-specialist.brockport");
    }

    @Test
    void aTaskNeverGoesUpNorToSomebodyWithoutARoleForIt() {
        var number = flow.approved("brockport");

        for (var to : List.of("rpd-brockport", "sda", "lead", "recruiter-brockport", "sua", "mis2000")) {
            assertThat(give("sda", number, to, false).status()).as(to).isEqualTo(422);
        }
        assertThat(taskOf(number).getAssignee()).isNull();
        assertThat(journal(number, "reassigned enterRecord")).isEmpty();
        assertThat(give("sda", number, "tutor-brockport", false).status()).isEqualTo(204);
    }

    @Test
    void aDirectorGivesWhatIsOfferedInTheRegionWithinTheRegion() {
        var number = flow.approved("brockport");

        assertThat(give("rpd-cortland", number, "ds-cortland", false).status()).isEqualTo(403);
        assertThat(give("rpd-brockport", number, "ds-cortland", false).status()).isEqualTo(403);
        assertThat(give("ds-brockport", number, "ds-brockport", false).status()).isEqualTo(403);
        assertThat(give("rpd-brockport", number, "ds-brockport", false).status())
                .isEqualTo(204);
        assertThat(give("rpd-brockport", flow.received("brockport"), "idr", false)
                        .status())
                .as("a review is the State's")
                .isEqualTo(403);
    }

    @Test
    void anOrderThatSaysTooLittleIsRefusedByField() {
        var number = flow.approved("brockport");

        var answer = api.post("sda", "/api/tasks/" + taskOf(number).getId() + "/assign", Map.of("to", "nobody"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"to\"", "\"reason\"");
        assertThat(api.post("sda", "/api/tasks/no-such-task/assign", Map.of("to", "ds-oswego", "reason", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(api.post("sda", "/api/tasks/assign", Map.of("to", "ds-oswego", "reason", "x"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void allTasksOfOnePersonInARegionGoToAnother() {
        var first = flow.approved("brockport");
        var second = flow.approved("brockport");
        var others = flow.approved("brockport");
        var elsewhere = flow.approved("cortland");
        for (var number : List.of(first, second)) {
            api.post(
                    "ds-brockport",
                    "/engine-rest/task/" + taskOf(number).getId() + "/claim",
                    Map.of("userId", "ds-brockport"));
        }

        var order = new HashMap<String, Object>(
                Map.of("region", "brockport", "from", "ds-brockport", "to", "tutor-brockport", "reason", "Holiday"));
        assertThat(api.post("rpd-cortland", "/api/tasks/assign", order).status())
                .isEqualTo(403);
        var answer = api.post("rpd-brockport", "/api/tasks/assign", order);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("assigned").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(taskOf(first).getAssignee()).isEqualTo("tutor-brockport");
        assertThat(taskOf(second).getAssignee()).isEqualTo("tutor-brockport");
        assertThat(taskOf(others).getAssignee()).isNull();
        assertThat(taskOf(elsewhere).getAssignee()).isNull();
    }

    @Test
    void ofAWholeRegionWhatSomebodyCannotHaveStaysWhereItIs() {
        var entry = flow.approved("fredonia");
        var review = flow.received("fredonia");

        var answer = api.post(
                "sda", "/api/tasks/assign", Map.of("region", "fredonia", "to", "ds-fredonia", "reason", "New here"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("assigned").asInt()).isGreaterThanOrEqualTo(1);
        assertThat(answer.json().get("skipped").findValuesAsText("taskId"))
                .contains(taskOf(review).getId());
        assertThat(taskOf(entry).getAssignee()).isEqualTo("ds-fredonia");
        assertThat(taskOf(review).getAssignee()).isNull();
    }

    @Test
    void theBoardShowsWhatIsNewTakenWaitingAndResolved() {
        var fresh = flow.approved("genesee");
        var taken = flow.approved("genesee");
        api.post("ds-genesee", "/engine-rest/task/" + taskOf(taken).getId() + "/claim", Map.of("userId", "ds-genesee"));
        var denied = flow.received("genesee");
        api.complete("idr", denied, "review", Map.of("decision", "DENY", "reason", "No qualifying move"));

        var page = new Browser(api.base()).signedInAs("ds-genesee").get("/work?region=genesee");

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(column(page.body(), "fresh"))
                .contains(fresh, "statutory deadline", "certificate")
                .doesNotContain(taken);
        assertThat(column(page.body(), "contact")).contains(taken, "with ds-genesee");
        assertThat(column(page.body(), "resolved")).contains(denied, "denied", "closed today");
        assertThat(page.body()).contains("Rules of priority, version 1").doesNotContain("Give the tasks of a region");
    }

    private static String column(String page, String id) {
        var begin = page.indexOf("id=\"" + id + "\"");
        return page.substring(
                begin, page.indexOf("<section", begin) < 0 ? page.length() : page.indexOf("<section", begin));
    }

    @Test
    void aCardGivesItsTaskToSomebody() {
        var number = flow.approved("cortland");
        var browser = new Browser(api.base()).signedInAs("rpd-cortland");
        var path = "/work/tasks/" + taskOf(number).getId() + "/assign";
        assertThat(browser.get("/work?region=cortland&kind=certificate").body()).contains("action=\"" + path + "\"");

        submit(browser, path, "to=rpd-cortland&reason=Holiday");
        assertThat(browser.get("/work").body()).contains("tasks go down or sideways");
        submit(browser, path, "to=ds-cortland&reason=Holiday");

        assertThat(browser.get("/work").body()).contains("The task was given to ds-cortland.");
        assertThat(taskOf(number).getAssignee()).isEqualTo("ds-cortland");
        submit(browser, "/work/assign", "region=cortland&from=ds-cortland&to=tutor-cortland&reason=Holiday");
        assertThat(taskOf(number).getAssignee()).isEqualTo("tutor-cortland");
    }

    private static void submit(Browser browser, String path, String fields) {
        var answer = browser.post(path, fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    }

    @Test
    void theBoardWaitsWithACaseThatMsixHasNotAnswered() {
        var number = flow.entered();

        var page = new Browser(api.base())
                .signedInAs("sda")
                .get("/work?region=oswego")
                .body();

        assertThat(column(page, "waiting")).contains(number);
        assertThat(page).contains("Give the tasks of a region");
    }

    @Test
    void theBoardShowsNobodyWhatHeIsNotOffered() {
        var number = flow.approved("genesee");

        assertThat(new Browser(api.base())
                        .signedInAs("ds-cortland")
                        .get("/work")
                        .body())
                .doesNotContain(number);
        assertThat(new Browser(api.base())
                        .signedInAs("recruiter-genesee")
                        .get("/work")
                        .body())
                .doesNotContain(number);
        assertThat(new Browser(api.base())
                        .signedInAs("rpd-genesee")
                        .get("/work")
                        .body())
                .contains(number);
        assertThat(new Browser(api.base())
                        .signedInAs("ds-cortland")
                        .get("/work?region=genesee")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theBoardFiltersByKind() {
        var numbers = IntStream.range(0, 3)
                .mapToObj(each -> flow.approved("midhudson"))
                .toList();

        var page = new Browser(api.base()).signedInAs("ds-midhudson").get("/work?region=midhudson&kind=certificate");

        assertThat(page.body()).contains(numbers);
        assertThat(new Browser(api.base())
                        .signedInAs("ds-midhudson")
                        .get("/work?region=midhudson&kind=near%20match")
                        .body())
                .doesNotContain(numbers.get(0));
    }

    @Test
    void aTargetOfHoursIsWordedAsATargetAndSaysTheNextWorkingDay() {
        var ref = new CaseRef("coe", flow.received("cortland"));
        transaction.executeWithoutResult(
                status -> clocks.start(ref, Deadline.WORKLIST_CONTACT, at(FRIDAY), "a notice"));
        try {
            var page = new Browser(api.base())
                    .signedInAs("idr")
                    .get("/work?region=cortland")
                    .body();

            assertThat(column(page, "fresh"))
                    .contains("service target, when possible", "(24 hours; next working day Sep 14, 2026)")
                    .doesNotContain("statutory");
        } finally {
            transaction.executeWithoutResult(status -> clocks.cancel(ref, Deadline.WORKLIST_CONTACT, "a test"));
        }
    }

    @Test
    void statutoryWorkStandsBeforeServiceTargetsInEverybodysList() {
        var review = taskOf(flow.received("genesee"));
        var entry = taskOf(flow.approved("genesee"));

        assertThat(entry.getPriority()).isGreaterThan(review.getPriority());
        for (JsonNode filter : api.get("sda", "/engine-rest/filter?resourceType=Task&itemCount=false")
                .json()) {
            var sorting = filter.get("query").get("sorting");
            assertThat(sorting.get(0).get("sortBy").asText()).isEqualTo("priority");
            assertThat(sorting.get(0).get("sortOrder").asText()).isEqualTo("desc");
            assertThat(sorting.get(1).get("sortBy").asText()).isEqualTo("dueDate");
        }
    }

    /** Clock of a certificate that nobody entered in time. */
    private long lateClock(String region) {
        var number = flow.approved(region);
        return jdbc.queryForObject("select id from clock where business_key = ?", Long.class, number);
    }

    @Test
    void aMissedDutyOfTheLawNeedsAnExplanationAndStandsInTheReport() {
        var clock = lateClock("metro");
        assertThat(api.post("ds-metro", "/api/misses/" + clock, Map.of("text", "It is not late at all"))
                        .status())
                .isEqualTo(422);
        time.moveTo(at(FRIDAY.plusDays(21)));

        var open = miss("ds-metro", clock);
        assertThat(open.get("needs").asText()).isEqualTo("explanation");
        assertThat(open.get("daysLate").asLong()).isEqualTo(7);
        assertThat(open.get("reportLine").asText()).contains("no explanation yet", "metro");
        assertThat(new Browser(api.base())
                        .signedInAs("ds-metro")
                        .get("/work?region=metro")
                        .body())
                .contains("statutory: needs an explanation");

        assertThat(api.post("ds-metro", "/api/misses/" + clock, Map.of("text", "short"))
                        .body())
                .contains("\"text\"");
        assertThat(api.post("ds-genesee", "/api/misses/" + clock, Map.of("text", "Not my region at all"))
                        .status())
                .isEqualTo(403);
        assertThat(api.post("tutor-metro", "/api/misses/" + clock, Map.of("text", "Not my role to say"))
                        .status())
                .isEqualTo(403);
        assertThat(api.post("ds-metro", "/api/misses/" + clock, Map.of("text", "=The school closed for a flood"))
                        .status())
                .isEqualTo(204);
        assertThat(api.post("ds-metro", "/api/misses/" + clock, Map.of("text", "Another explanation"))
                        .status())
                .isEqualTo(409);

        assertThat(miss("sda", clock).get("givenBy").asText()).isEqualTo("ds-metro");
        var report = api.get("sda", "/api/misses/report.csv?region=metro&kind=STATUTORY");
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.body()).contains("\"'=The school closed", "days late: =The school closed");
    }

    private JsonNode miss(String user, long clock) {
        var items =
                api.get(user, "/api/misses?region=metro&kind=STATUTORY").json().get("items");
        for (var item : items) {
            if (item.get("clockId").asLong() == clock) {
                return item;
            }
        }
        throw new AssertionError(items.toString());
    }

    @Test
    void theRegisterOfMissesIsReadWithinOnesRegions() {
        lateClock("metro");
        time.moveTo(at(FRIDAY.plusDays(21)));

        assertThat(api.get("ds-genesee", "/api/misses?region=metro").status()).isEqualTo(403);
        for (var item : api.get("ds-genesee", "/api/misses").json().get("items")) {
            assertThat(item.get("region").asText()).isEqualTo("genesee");
        }
        assertThat(api.get("sda", "/api/misses?kind=HARD").status()).isEqualTo(400);
    }

    @Test
    void thePageOfMissesTakesTheWord() {
        var clock = lateClock("metro");
        time.moveTo(at(FRIDAY.plusDays(21)));
        var browser = new Browser(api.base()).signedInAs("rpd-metro");
        assertThat(browser.get("/misses?region=metro&open=true").body())
                .contains("/misses/" + clock + "\"", "statutory deadline");

        submit(browser, "/misses/" + clock, "text=The+office+was+closed");

        assertThat(browser.get("/misses?region=metro").body()).contains("The office was closed", "given by rpd-metro");
    }

    @Test
    void aSubstituteGivesTasksInTheNameOfTheDirector() {
        var number = flow.approved("brockport");
        api.post(
                "rpd-brockport",
                "/api/absences",
                Map.of("substitute", "rpd-cortland", "from", FRIDAY.toString(), "to", FRIDAY.toString()));

        assertThat(give("rpd-cortland", number, "ds-brockport", false).status()).isEqualTo(204);

        assertThat(journal(number, "reassigned enterRecord").get(0).get("actor").asText())
                .isEqualTo("rpd-cortland for rpd-brockport");
    }
}
