package org.msixcasework.coe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.Time;
import org.msixcasework.exchange.FailingTransport;
import org.msixcasework.process.TimeMachine;
import org.msixcasework.support.Api;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.CoeFlow;
import org.msixcasework.support.Samples;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The policy for certificates, sentence by sentence, through the doors people and systems use. */
// its leaps in time run whatever is due, and so whatever other tests left
@Order(2)
@CaseworkTest
class CoeScenarioTest {

    private static final String START_UPLOAD = "/engine-rest/process-definition/key/upload/start";

    private static final LocalDate FRIDAY = LocalDate.of(2026, 9, 11);

    @Autowired
    Api api;

    @Autowired
    CoeFlow flow;

    @Autowired
    TimeMachine time;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    FailingTransport transport;

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(LocalTime.of(hour, 0)).atZone(Time.ZONE).toInstant();
    }

    @BeforeEach
    void fridayMorning() {
        time.travelTo(at(FRIDAY, 9));
    }

    @AfterEach
    void backToFriday() {
        transport.is(FailingTransport.Mood.WELL);
        time.moveTo(at(FRIDAY, 9));
    }

    @Test
    void aCertificateTravelsFromReviewToAcceptedUpload() {
        var number = flow.entered();

        flow.uploads();

        var file = flow.of(number);
        assertThat(file.get("status").asText()).isEqualTo("CLOSED");
        assertThat(file.get("outcome").asText()).isEqualTo("uploaded");
        var clock = flow.clock(number);
        assertThat(clock.get("deadline").asText()).isEqualTo("COE_UPLOAD");
        assertThat(clock.get("state").asText()).isEqualTo("MET");
        assertThat(clock.get("startedOn").asText()).isEqualTo("2026-09-11");
        assertThat(clock.get("dueOn").asText()).isEqualTo("2026-09-25");
        assertThat(clock.get("explanation").findValuesAsText("counted").stream().filter("true"::equals))
                .hasSize(10);
        assertThat(file.get("journal").findValuesAsText("what"))
                .contains("opened", "completed review", "completed enterRecord", "closed");
        assertThat(api.get("mis2000", "/api/submissions?case=" + number).json().findValuesAsText("state"))
                .containsOnly("ACCEPTED");
    }

    @Test
    void aQueuedStepDoesNotWaitForAClockThatWentBack() {
        var number = flow.approved();
        flow.elementsArrive(number);
        api.complete("ds-oswego", number, "enterRecord", Map.of("searched", true));

        time.travelTo(at(FRIDAY, 8));

        assertThat(runtime.createEventSubscriptionQuery()
                        .processInstanceId(
                                flow.of(number).get("processInstanceId").asText())
                        .activityId("answered")
                        .count())
                .as("the case waits for MSIX's answer")
                .isEqualTo(1);
    }

    @Test
    void anApprovalElsewhereSkipsTheReviewAndStartsTheClockInThePast() {
        var number = Samples.newNumber();
        api.put("mis2000", "/api/coes/" + number, Samples.coe(number).toString());

        api.start("mis2000", "coe", number, Map.of("region", "oswego", "approvedOn", "2026-09-10"));

        assertThat(flow.tasks(number)).containsExactly("enterRecord");
        assertThat(flow.clock(number).get("startedOn").asText()).isEqualTo("2026-09-10");
        assertThat(flow.clock(number).get("dueOn").asText()).isEqualTo("2026-09-24");
    }

    @Test
    void anApprovalLongAgoIsOverdueAtOnce() {
        var number = Samples.newNumber();
        time.travelTo(at(LocalDate.of(2026, 11, 16), 9));
        api.put("mis2000", "/api/coes/" + number, Samples.coe(number).toString());

        api.start("mis2000", "coe", number, Map.of("region", "oswego", "approvedOn", "2026-09-11"));
        time.settle();

        assertThat(overdueIncidents(number))
                .singleElement()
                .satisfies(incident -> assertThat(incident.getActivityId()).isEqualTo("coeUpload"));
        assertThat(flow.clock(number).get("level").asInt()).isPositive();
    }

    @Test
    void aDeniedCertificateEndsTheCaseAndStoresNoChild() {
        var number = flow.received();

        api.complete("idr", number, "review", Map.of("decision", "DENY", "reason", "No qualifying work"));

        assertThat(flow.of(number).get("outcome").asText()).isEqualTo("denied");
        assertThat(api.get("sda", "/api/students/" + Samples.child(number, 1) + "?purpose=PARTICIPATION")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aReviewWithoutReasonIsRefusedAndTheTaskStays() {
        var number = flow.received();

        var answer = api.complete("idr", number, "review", Map.of("decision", "RETURN"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").findValuesAsText("field")).containsExactly("reason");
        assertThat(flow.tasks(number)).containsExactly("review");
    }

    @Test
    void aReturnedCertificateIsCorrectedAndComesBackToTheReviewer() {
        var number = flow.received();
        api.complete("idr", number, "review", Map.of("decision", "RETURN", "reason", "Check the arrival date"));
        assertThat(flow.tasks(number)).containsExactly("correctCoe");

        var tooEarly = api.complete("recruiter-oswego", number, "correctCoe", Map.of("corrected", true));
        assertThat(tooEarly.status()).isEqualTo(422);

        var corrected = Samples.coe(number);
        corrected.put("comments", "The family confirmed the date of arrival.");
        assertThat(api.put("recruiter-oswego", "/api/coes/" + number, corrected.toString())
                        .status())
                .isEqualTo(200);
        assertThat(api.complete("recruiter-oswego", number, "correctCoe", Map.of("corrected", true))
                        .status())
                .isEqualTo(204);

        assertThat(flow.tasks(number)).containsExactly("review");
        assertThat(api.complete("idr", number, "review", Map.of("decision", "APPROVE"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void entryIsRefusedWhileApplicableElementsAreMissingAndNamesThem() {
        var number = flow.approved();

        var answer = api.complete("ds-oswego", number, "enterRecord", Map.of("searched", true));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").findValuesAsText("field"))
                .anyMatch(field -> field.startsWith(Samples.child(number, 1)))
                .anyMatch(field -> field.startsWith(Samples.child(number, 2)));
        assertThat(flow.tasks(number)).containsExactly("enterRecord");
    }

    @Test
    void entryAsksForTheSearchAndForADecisionOnEveryCandidate() {
        var first = flow.entered();
        var number = Samples.newNumber();
        var twin = Samples.coe(number);
        twin.set("children", Samples.coe(first).get("children").deepCopy());
        twin.get("children")
                .forEach(child -> ((com.fasterxml.jackson.databind.node.ObjectNode) child)
                        .put(
                                "stateStudentId",
                                "X" + child.get("stateStudentId").asText().substring(1)));
        api.put("mis2000", "/api/coes/" + number, twin.toString());
        api.start("mis2000", "coe", number, Map.of("region", "oswego", "approvedOn", "2026-09-10"));

        var entry = api.get("ds-oswego", "/api/coes/" + number + "/entry").json();
        assertThat(entry.get("children").get(0).get("candidates").findValuesAsText("stateStudentId"))
                .contains(Samples.child(first, 1));
        var answer = api.complete("ds-oswego", number, "enterRecord", Map.of("searched", true));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("known already");

        var id = entry.get("children").get(0).get("stateStudentId").asText();
        assertThat(api.post(
                                "ds-oswego",
                                "/api/coes/" + number + "/children/" + id + "/link",
                                Map.of("existing", Samples.child(first, 1)))
                        .status())
                .isBetween(200, 204);
        var other = entry.get("children").get(1).get("stateStudentId").asText();
        assertThat(api.post("ds-oswego", "/api/coes/" + number + "/children/" + other + "/distinct", Map.of())
                        .status())
                .isBetween(200, 204);
        flow.put(Samples.primaryStudent(other));
        flow.enter(number);
        flow.uploads();
        assertThat(flow.of(number).get("outcome").asText()).isEqualTo("uploaded");
    }

    @Test
    void aRejectionOpensATaskAndTheRepairedChildClosesTheCase() {
        var number = flow.approved();
        flow.elementsArrive(number);
        var unknownSchool = Samples.secondaryStudent(Samples.child(number, 1));
        ((com.fasterxml.jackson.databind.node.ObjectNode)
                        unknownSchool.get("enrollments").get(0))
                .put("facilityName", "Unknown School of Samples");
        flow.put(unknownSchool);
        flow.enter(number);
        flow.uploads();

        assertThat(flow.tasks(number)).containsExactly("resolveRejection");
        assertThat(api.get("ds-oswego", "/api/submissions?case=" + number).body())
                .contains("NCES");
        assertThat(flow.clock(number).get("state").asText()).isEqualTo("RUNNING");

        flow.put(Samples.secondaryStudent(Samples.child(number, 1)));
        assertThat(api.complete("ds-oswego", number, "resolveRejection", Map.of("repaired", true))
                        .status())
                .isEqualTo(204);
        time.settle();
        flow.uploads();
        assertThat(flow.of(number).get("outcome").asText()).isEqualTo("uploaded");
        assertThat(flow.clock(number).get("state").asText()).isEqualTo("MET");
    }

    @Test
    void anUntouchedClockRemindsAndThenClimbsLevelByLevel() {
        var number = flow.approved();
        assertThat(mails(number)).isEmpty();

        time.travelTo(at(LocalDate.of(2026, 9, 19), 9));
        assertThat(mails(number)).containsExactly("ds-oswego");
        time.travelTo(at(LocalDate.of(2026, 9, 24), 9));
        assertThat(mails(number)).containsExactly("ds-oswego", "rpd-oswego");
        assertThat(overdueIncidents(number)).isEmpty();

        time.travelTo(at(LocalDate.of(2026, 9, 26), 9));
        assertThat(overdueIncidents(number)).hasSize(1);
        assertThat(mails(number)).contains("sda", "sda2").doesNotHaveDuplicates();
        var task = api.tasks("sda", number).get(0);
        assertThat(task.get("priority").asInt()).isGreaterThan(50);
        time.travelTo(at(LocalDate.of(2026, 10, 2), 9));
        assertThat(mails(number)).contains("lead");
        assertThat(flow.clock(number).get("state").asText()).isEqualTo("RUNNING");

        flow.elementsArrive(number);
        assertThat(api.complete("sda", number, "enterRecord", Map.of("searched", true))
                        .status())
                .isEqualTo(204);
        time.settle();
        flow.uploads();
        assertThat(flow.clock(number).get("state").asText()).isEqualTo("MISSED");
        assertThat(overdueIncidents(number)).isEmpty();
    }

    @Test
    void aStoppedApplicationCatchesUpEveryMilestoneOnce() {
        var number = flow.approved();

        time.moveTo(at(LocalDate.of(2026, 10, 2), 9));
        time.settle();
        time.settle();

        assertThat(overdueIncidents(number)).hasSize(1);
        assertThat(milestonesMailed(number)).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void aCorrectionAfterApprovalIsACaseOfItsOwnWithItsOwnApproval() {
        var number = flow.entered();
        flow.uploads();
        var corrected = Samples.coe(number);
        corrected.put("comments", "The second last name was misspelt.");

        assertThat(api.put("mis2000", "/api/coes/" + number, corrected.toString())
                        .status())
                .isEqualTo(200);

        assertThat(flow.of(number).get("status").asText()).isEqualTo("CLOSED");
        assertThat(flow.tasks(number + ".2")).containsExactly("review");
    }

    @Test
    void aTaskShowsItsKeysToWhomItIsOfferedAndIsClaimedForOneselfOnly() {
        var number = flow.approved();
        var task = api.tasks("ds-oswego", number).get(0).get("id").asText();

        assertThat(api.get("ds-oswego", "/engine-rest/task/" + task + "/localVariables")
                        .json()
                        .findValuesAsText("value"))
                .contains(number, "oswego");
        assertThat(api.post("ds-oswego", "/engine-rest/task/" + task + "/claim", Map.of("userId", "ds-metro"))
                        .status())
                .isEqualTo(403);
        assertThat(api.tasks("ds-oswego", number).get(0).get("assignee").isNull())
                .isTrue();
    }

    @Test
    void aNightWithoutChangesSendsNothing() {
        flow.uploads();
        var run = "U-nothing-to-send";

        assertThat(api.post("sda", START_UPLOAD, Map.of("businessKey", run)).status())
                .isEqualTo(200);
        time.settle();

        assertThat(api.get("sda", "/api/cases/upload/" + run)
                        .json()
                        .get("outcome")
                        .asText())
                .isEqualTo("sent");
    }

    @Test
    void theNightlyTimerStartsARunThatIsNamedByItsMoment() {
        var number = flow.entered();
        var night = management.createJobQuery().processDefinitionKey("upload").timers().list().stream()
                .filter(timer -> timer.getProcessInstanceId() == null)
                .map(timer -> timer.getDuedate().toInstant())
                .findFirst()
                .orElseThrow();
        assertThat(night.atZone(Time.ZONE).toLocalTime()).hasToString("01:00");

        time.travelTo(night.plusSeconds(60));

        assertThat(flow.of(number).get("outcome").asText()).isEqualTo("uploaded");
        assertThat(api.get("sda", "/api/cases?process=upload")
                        .json()
                        .get("items")
                        .findValuesAsText("businessKey"))
                .anyMatch(run -> run.matches("U-\\d{8}-0101\\d\\d-\\d{3}"));
    }

    @Test
    void aRunThatIsRefusedForGoodIsRepairedByTheStateDataAdministrator() {
        var number = flow.entered();
        transport.is(FailingTransport.Mood.REFUSING);
        var run = "U-refused";
        api.post("sda", START_UPLOAD, Map.of("businessKey", run));
        time.settle();
        assertThat(api.tasks("sda", run)).hasSize(1);

        time.travelTo(at(FRIDAY, 16));
        time.travelTo(at(FRIDAY.plusDays(1), 6));
        time.travelTo(at(FRIDAY.plusDays(1), 12));
        time.travelTo(at(FRIDAY.plusDays(2), 12));
        assertThat(api.get("sda", "/api/cases/upload/" + run)
                        .json()
                        .get("clocks")
                        .get(0)
                        .get("level")
                        .asInt())
                .isPositive();
        assertThat(mails(run)).contains("sda", "sda2", "lead");
        assertThat(milestonesMailed(run)).doesNotHaveDuplicates();

        transport.is(FailingTransport.Mood.WELL);
        assertThat(api.complete("sda", run, "repairUpload", Map.of("repaired", true))
                        .status())
                .isEqualTo(204);
        time.settle();
        assertThat(api.get("sda", "/api/cases/upload/" + run)
                        .json()
                        .get("outcome")
                        .asText())
                .isEqualTo("sent");
        assertThat(flow.of(number).get("outcome").asText()).isEqualTo("uploaded");
    }

    @Test
    void aTransportThatIsDownIsTriedAgainAndShownAsAnIncident() {
        var number = flow.entered();
        transport.is(FailingTransport.Mood.DOWN);
        var run = "U-down";
        api.post("sda", START_UPLOAD, Map.of("businessKey", run));
        for (var minutes : List.of(0, 2, 15, 90, 160)) {
            time.travelTo(at(FRIDAY, 9).plusSeconds(minutes * 60L));
        }
        var instance = api.get("sda", "/api/cases/upload/" + run)
                .json()
                .get("processInstanceId")
                .asText();
        assertThat(runtime.createIncidentQuery().processInstanceId(instance).list())
                .as(management
                        .createJobQuery()
                        .processInstanceId(instance)
                        .list()
                        .toString())
                .singleElement()
                .returns("failedJob", Incident::getIncidentType)
                .returns("sendFile", Incident::getActivityId);

        transport.is(FailingTransport.Mood.WELL);
        var job = api.get("sda", "/engine-rest/job?processInstanceId=" + instance + "&noRetriesLeft=true")
                .json()
                .get(0);
        assertThat(api.put("sda", "/engine-rest/job/" + job.get("id").asText() + "/retries", "{\"retries\":1}")
                        .status())
                .isEqualTo(204);
        time.travelTo(at(FRIDAY, 14));
        assertThat(flow.of(number).get("outcome").asText()).isEqualTo("uploaded");
    }

    private List<Incident> overdueIncidents(String number) {
        var instance = flow.of(number).get("processInstanceId").asText();
        return runtime.createIncidentQuery()
                .processInstanceId(instance)
                .incidentType("overdue")
                .list();
    }

    private List<String> milestonesMailed(String number) {
        return jdbc.queryForList(
                "select recipient_id || ' ' || kind || ' ' || level from mail where business_key = ?",
                String.class,
                number);
    }

    private List<String> mails(String number) {
        return jdbc.queryForList(
                "select recipient_id from mail where business_key = ? order by id", String.class, number);
    }
}
