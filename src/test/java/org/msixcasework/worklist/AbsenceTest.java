package org.msixcasework.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.msixcasework.core.Time;
import org.msixcasework.process.TimeMachine;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.CoeFlow;
import org.msixcasework.support.Root;
import org.msixcasework.support.Samples;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A substitute has the rights of whom he stands in for, as long as that lasts, and every trail says so (WRK-9). */
@CaseworkTest
class AbsenceTest {

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

    private static Instant at(LocalDate day) {
        return day.atTime(9, 0).atZone(Time.ZONE).toInstant();
    }

    @BeforeEach
    void onFriday() {
        time.moveTo(at(FRIDAY));
    }

    @AfterEach
    void everybodyIsBack() {
        time.moveTo(at(FRIDAY));
        jdbc.update("delete from absence");
    }

    private Api.Answer absent(String by, String user, String substitute, LocalDate from, LocalDate to) {
        return api.post(
                by,
                "/api/absences",
                Map.of("user", user, "substitute", substitute, "from", from.toString(), "to", to.toString()));
    }

    private long isAbsent(String user, String substitute, LocalDate from, LocalDate to) {
        var answer = absent(user, user, substitute, from, to);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").asLong();
    }

    private String taskOf(String number) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getId();
    }

    private List<String> actors(String number, String what) {
        return jdbc.queryForList(
                "select actor from case_journal where business_key = ? and what = ?", String.class, number, what);
    }

    private void assertSees(Root root, String user, String task, boolean sees) {
        var list = root.send(api, user, "POST", "/task?maxResults=1000", "{\"taskDefinitionKey\":\"enterRecord\"}");
        assertThat(list.body().contains(task)).as(list.body()).isEqualTo(sees);
        assertThat(root.send(api, user, "GET", "/task/" + task, null).status())
                .matches(status -> sees ? status == 200 : status >= 400 && status <= 404);
    }

    @ParameterizedTest
    @EnumSource
    void theSubstituteSeesAndCompletesTheTasksWhileItLasts(Root root) {
        var number = flow.approved("genesee");
        flow.elementsArrive(number);
        var task = taskOf(number);
        assertSees(root, "ds-cortland", task, false);

        isAbsent("ds-genesee", "ds-cortland", FRIDAY.plusDays(3), FRIDAY.plusDays(5));
        assertSees(root, "ds-cortland", task, false);
        assertThat(api.get("ds-cortland", "/api/cases/coe/" + number).status()).isEqualTo(403);

        time.moveTo(at(FRIDAY.plusDays(6)));
        assertSees(root, "ds-cortland", task, false);

        time.moveTo(at(FRIDAY.plusDays(5)));
        assertSees(root, "ds-cortland", task, true);
        assertThat(api.get("ds-cortland", "/api/cases/coe/" + number).status()).isEqualTo(200);
        assertThat(root.send(api, "ds-cortland", "POST", "/task/" + task + "/claim", "{\"userId\":\"ds-cortland\"}")
                        .status())
                .isEqualTo(204);
        var done = root.send(
                api,
                "ds-cortland",
                "POST",
                "/task/" + task + "/submit-form",
                "{\"variables\":{\"searched\":{\"value\":true}}}");
        assertThat(done.status()).as(done.body()).isEqualTo(204);
        assertThat(actors(number, "completed enterRecord")).containsExactly("ds-cortland for ds-genesee");
    }

    @ParameterizedTest
    @EnumSource
    void aWithdrawnAbsenceEndsTheRightsAtOnce(Root root) {
        var task = taskOf(flow.approved("genesee"));
        var id = isAbsent("ds-genesee", "ds-cortland", FRIDAY, FRIDAY);
        assertSees(root, "ds-cortland", task, true);

        assertThat(api.send("ds-cortland", "DELETE", "/api/absences/" + id, null)
                        .status())
                .isEqualTo(403);
        assertThat(api.send("ds-genesee", "DELETE", "/api/absences/" + id, null).status())
                .isEqualTo(204);

        assertSees(root, "ds-cortland", task, false);
        assertThat(root.send(api, "ds-cortland", "POST", "/task/" + task + "/submit-form", "{\"variables\":{}}")
                        .status())
                .isBetween(400, 404);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheAbsentPersonHadClaimedIsCompletedByTheSubstitute(Root root) {
        var number = flow.approved("genesee");
        flow.elementsArrive(number);
        var task = taskOf(number);
        assertThat(root.send(api, "ds-genesee", "POST", "/task/" + task + "/claim", "{\"userId\":\"ds-genesee\"}")
                        .status())
                .isEqualTo(204);
        isAbsent("ds-genesee", "ds-cortland", FRIDAY, FRIDAY);
        assertSees(root, "ds-cortland", task, true);

        assertThat(root.send(api, "ds-cortland", "POST", "/task/" + task + "/unclaim", "{}")
                        .status())
                .isEqualTo(204);
        assertThat(root.send(api, "ds-cortland", "POST", "/task/" + task + "/claim", "{\"userId\":\"ds-cortland\"}")
                        .status())
                .isEqualTo(204);
        assertThat(root.send(
                                api,
                                "ds-cortland",
                                "POST",
                                "/task/" + task + "/submit-form",
                                "{\"variables\":{\"searched\":{\"value\":true}}}")
                        .status())
                .isEqualTo(204);
        assertThat(actors(number, "completed enterRecord")).containsExactly("ds-cortland for ds-genesee");
    }

    @Test
    void remindersReachTheSubstituteToo() {
        var number = flow.approved("genesee");
        isAbsent("ds-genesee", "ds-cortland", FRIDAY, FRIDAY.plusDays(14));

        time.travelTo(at(FRIDAY.plusDays(8)));

        assertThat(jdbc.queryForList("select recipient_id from mail where business_key = ?", String.class, number))
                .containsExactlyInAnyOrder("ds-genesee", "ds-cortland");
    }

    @Test
    void tasklistShowsTheSubstituteTheTasksOfTheRole() {
        var task = taskOf(flow.approved("genesee"));
        isAbsent("ds-genesee", "ds-cortland", FRIDAY, FRIDAY);
        var filter = api.get("sda", "/engine-rest/filter?name=Tasks%20of%20my%20region%20and%20role")
                .json()
                .get(0)
                .get("id")
                .asText();

        assertThat(Root.WEBAPPS
                        .send(api, "ds-cortland", "POST", "/filter/" + filter + "/list?maxResults=1000", "{}")
                        .body())
                .contains(task);
    }

    @Test
    void whatOnesOwnRoleAllowsIsDoneForOneself() {
        isAbsent("ds-genesee", "ds-cortland", FRIDAY, FRIDAY);
        var number = flow.approved("cortland");
        flow.elementsArrive(number);

        assertThat(api.complete("ds-cortland", number, "enterRecord", Map.of("searched", true))
                        .status())
                .isEqualTo(204);
        assertThat(actors(number, "completed enterRecord")).containsExactly("ds-cortland");
    }

    @Test
    void aRoleOfTheStateIsCoveredToo() {
        isAbsent("idr", "sda2", FRIDAY, FRIDAY);
        var number = flow.received("cortland");

        assertThat(api.complete("sda2", number, "review", Map.of("decision", "APPROVE"))
                        .status())
                .isEqualTo(204);
        assertThat(actors(number, "completed review")).containsExactly("sda2 for idr");
        assertThat(jdbc.queryForList(
                        "select actor from clock_event join clock c on c.id = clock_id where c.business_key = ?",
                        String.class,
                        number))
                .contains("sda2 for idr");
    }

    @Test
    void aCaseIsStartedForTheColleagueWhoMayStartIt() {
        var number = Samples.newNumber();
        api.put("mis2000", "/api/coes/" + number, Samples.coe(number).toString());
        assertThat(api.start("tutor-oswego", "coe", number, Map.of("region", "oswego"))
                        .status())
                .isEqualTo(403);

        isAbsent("recruiter-oswego", "tutor-oswego", FRIDAY, FRIDAY);

        assertThat(api.start("tutor-oswego", "coe", number, Map.of("region", "oswego"))
                        .status())
                .isEqualTo(200);
        assertThat(actors(number, "opened")).containsExactly("tutor-oswego for recruiter-oswego");
    }

    @Test
    void whatOurApiWritesSaysForWhom() {
        var number = flow.approved("oswego");
        var student = Samples.primaryStudent(Samples.child(number, 2));
        isAbsent("ds-oswego", "recruiter-oswego", FRIDAY, FRIDAY);

        assertThat(api.put(
                                "recruiter-oswego",
                                "/api/students/" + student.get("stateStudentId").asText(),
                                student.toString())
                        .status())
                .isBetween(200, 201);
        assertThat(jdbc.queryForList(
                        "select distinct actor from element_change where actor like 'recruiter-oswego%'", String.class))
                .containsExactly("recruiter-oswego for ds-oswego");
    }

    @Test
    void theSystemAndItsUsersAreNeverCovered() {
        isAbsent("sua", "tutor-metro", FRIDAY, FRIDAY);
        var browser = new Browser(api.base()).signedInAs("tutor-metro");
        assertThat(browser.send("GET", "/camunda/api/engine/engine/default/group?maxResults=100", null)
                        .body())
                .doesNotContain("data-specialist.oswego");
        assertThat(absent("tutor-metro", "ds-oswego", "ds-metro", FRIDAY, FRIDAY)
                        .status())
                .as("a right of one's own is needed to name somebody")
                .isEqualTo(403);

        assertThat(absent("sda", "mis2000", "ds-metro", FRIDAY, FRIDAY).body()).contains("\"user\"");
        assertThat(absent("sda", "admin", "ds-metro", FRIDAY, FRIDAY).status()).isEqualTo(400);
    }

    @Test
    void oneNamesASubstituteForOneselfADirectorForTheRegionAdministratorsForAnybody() {
        assertThat(absent("ds-oswego", "ds-metro", "ds-oswego", FRIDAY, FRIDAY).status())
                .isEqualTo(403);
        assertThat(absent("rpd-oswego", "ds-metro", "ds-oswego", FRIDAY, FRIDAY).status())
                .isEqualTo(403);
        assertThat(absent("rpd-oswego", "ds-oswego", "ds-metro", FRIDAY, FRIDAY).status())
                .isEqualTo(201);
        assertThat(absent("sua", "ds-genesee", "ds-metro", FRIDAY, FRIDAY).status())
                .isEqualTo(201);
        assertThat(absent("sda", "ds-fredonia", "ds-metro", FRIDAY, FRIDAY).status())
                .isEqualTo(201);

        assertThat(api.get("ds-oswego", "/api/absences").body())
                .contains("ds-oswego")
                .doesNotContain("genesee");
        assertThat(api.get("ds-metro", "/api/absences").json().get("items")).hasSize(3);
        assertThat(api.get("tutor-brockport", "/api/absences").json().get("items"))
                .isEmpty();
    }

    @Test
    void whatIsWrongIsNamedAndNothingIsStored() {
        var answer = api.post("ds-oswego", "/api/absences", Map.of("from", "soon", "to", "2026-02-30"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"substitute\"", "\"from\"", "\"to\"");

        assertThat(absent("ds-oswego", "ds-oswego", "ds-oswego", FRIDAY, FRIDAY).body())
                .contains("must be somebody else");
        assertThat(absent("ds-oswego", "ds-oswego", "nobody", FRIDAY, FRIDAY).body())
                .contains("not a member of staff");
        assertThat(absent("ds-oswego", "ds-oswego", "mis2000", FRIDAY, FRIDAY).status())
                .isEqualTo(400);
        assertThat(absent("ds-oswego", "ds-oswego", "ds-metro", FRIDAY.minusDays(1), FRIDAY)
                        .body())
                .contains("past");
        assertThat(absent("ds-oswego", "ds-oswego", "ds-metro", FRIDAY.plusDays(2), FRIDAY.plusDays(1))
                        .body())
                .contains("before the first day");
        assertThat(absent("ds-oswego", "ds-oswego", "ds-metro", FRIDAY, FRIDAY.plusYears(2))
                        .body())
                .contains("within a year");
        assertThat(jdbc.queryForObject("select count(*) from absence", Integer.class))
                .isZero();
    }

    @Test
    void periodsDoNotOverlapAndSubstitutesFormNoChains() {
        isAbsent("ds-oswego", "ds-metro", FRIDAY, FRIDAY.plusDays(4));

        assertThat(absent("ds-oswego", "ds-oswego", "ds-genesee", FRIDAY.plusDays(4), FRIDAY.plusDays(9))
                        .status())
                .isEqualTo(409);
        assertThat(absent("ds-genesee", "ds-genesee", "ds-oswego", FRIDAY.plusDays(3), FRIDAY.plusDays(9))
                        .status())
                .isEqualTo(409);
        assertThat(absent("ds-metro", "ds-metro", "ds-genesee", FRIDAY.plusDays(1), FRIDAY.plusDays(1))
                        .status())
                .isEqualTo(409);
        assertThat(absent("ds-metro", "ds-metro", "ds-genesee", FRIDAY.plusDays(5), FRIDAY.plusDays(6))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void thePageNamesAndWithdraws() {
        var browser = new Browser(api.base()).signedInAs("ds-oswego");
        assertThat(browser.get("/absences").body()).contains("Name a substitute", "value=\"ds-oswego\"");

        post(browser, "/absences", "user=ds-oswego&substitute=ds-oswego&from=2026-09-11&to=2026-09-11");
        assertThat(browser.get("/absences").body()).contains("must be somebody else");

        post(browser, "/absences", "user=ds-oswego&substitute=ds-metro&from=2026-09-11&to=2026-09-12");
        assertThat(browser.get("/absences").body()).contains("ds-metro stands in", "Withdraw the absence of ds-oswego");

        var id = jdbc.queryForObject("select id from absence", Long.class);
        post(browser, "/absences/" + id + "/end", "");
        assertThat(browser.get("/absences").body()).contains("withdrawn").doesNotContain("Withdraw the absence");
    }

    private static void post(Browser browser, String path, String fields) {
        var answer = browser.send(
                "POST",
                path,
                fields + "&_csrf=" + browser.cookie("CASEWORK-XSRF").orElse(""),
                Map.of("Content-Type", "application/x-www-form-urlencoded"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    }
}
