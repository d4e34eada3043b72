package org.msixcasework.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The training duties of years that no other test lives in; of all that is due then, only the year's own timers are run. */
class TrainingYearScenarioTest extends Scenario {

    @Autowired
    TrainingYearProcess years;

    @Autowired
    JdbcTemplate jdbc;

    TrainingYearScenarioTest() {
        super("trainingyear");
    }

    private void moveTo(String day) {
        time.moveTo(at(LocalDate.parse(day), 9));
    }

    private void completed(String key, String task, Map<String, ?> fields) {
        var answer = api.complete("lead", key, task, fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    private void held(String event, String on, String recordedOn, Topic... topics) {
        moveTo(on);
        api.start("lead", "training", event, Map.of("kind", "STATEWIDE"));
        var plan = new HashMap<String, Object>(
                Map.of("decision", "PLAN", "heldOn", on, "place", "Albany", "agenda", "What changed"));
        List.of(topics).forEach(topic -> plan.put(topic.field(), true));
        completed(event, "planEvent", plan);
        moveTo(recordedOn);
        completed(event, "recordAttendance", Map.of("held", "yes", "attendees", "ds-oswego"));
    }

    private List<String> states(String key, String deadline) {
        return java.util.stream.StreamSupport.stream(of(key).get("clocks").spliterator(), false)
                .filter(each -> each.get("deadline").asText().equals(deadline))
                .map(each ->
                        each.get("state").asText() + " " + each.get("dueOn").asText())
                .toList();
    }

    private long mails(String key, String kind) {
        return jdbc.queryForObject(
                "select count(*) from mail where business_key = ? and kind = ? and recipient_id = 'lead'",
                Long.class,
                key,
                kind);
    }

    @Test
    void eachHalfAsksForAStatewideEventAndTheYearForAReviewOfTheUsesOfTheRecord() {
        held("TR-Y27-EARLY", "2027-09-02", "2027-09-03", Topic.TIMELY_UPDATES);
        years.open(2027);
        years.open(2027);
        assertThat(states("TY-2027", "TRAINING_STATEWIDE"))
                .as("the event before the case was opened counts")
                .containsExactly("MET 2028-02-29", "RUNNING 2028-08-29");
        assertThat(tasks("lead", "TY-2027")).containsExactly("holdRecordUse", "holdStatewide");

        held(
                "TR-Y27-USES",
                "2028-06-08",
                "2028-06-12",
                Topic.RECRUITMENT,
                Topic.ENROLLMENT,
                Topic.PLACEMENT,
                Topic.CREDIT_ACCRUAL);

        assertThat(states("TY-2027", "TRAINING_STATEWIDE")).containsExactly("MET 2028-02-29", "MET 2028-08-29");
        assertThat(states("TY-2027", "TRAINING_RECORD_USE")).containsExactly("MET 2028-08-31");
        assertThat(of("TY-2027").get("outcome").asText()).isEqualTo("fulfilled");
        var page = browser("tutor-oswego").get("/training?year=2027").body();
        assertThat(page).contains("First statewide training", "done in time", "TR-Y27-USES");
        assertThat(browser("lead").get("/cases/trainingyear/TY-2027").body()).contains("TR-Y27-USES");
    }

    @Test
    void whatIsNotHeldInTimeIsOverdueOnTheBoardAndTheLeadIsToldUntilItIsMadeUpFor() {
        moveTo("2028-09-05");
        years.open(2028);
        moveTo("2029-01-28");
        timersOf("TY-2028");
        assertThat(mails("TY-2028", "REMINDER")).isEqualTo(1);
        moveTo("2029-03-01");
        timersOf("TY-2028");
        assertThat(overdue("TY-2028")).isEqualTo(1);
        moveTo("2029-03-02");
        timersOf("TY-2028");
        assertThat(mails("TY-2028", "ESCALATION")).isEqualTo(2);
        assertThat(browser("lead").get("/training?year=2028").body()).contains("overdue");
        assertThat(browser("lead").get("/work?kind=training+of+the+year").body())
                .contains("TY-2028", "overdue");

        assertThat(fields(api.complete(
                        "lead",
                        "TY-2028",
                        "holdStatewide",
                        Map.of("heldOn", "2028-08-01", "evidence", "Another year"))))
                .containsExactly("heldOn");
        completed(
                "TY-2028",
                "holdStatewide",
                Map.of("heldOn", "2029-02-20", "evidence", "Regional conference, list kept in Albany"));
        assertThat(states("TY-2028", "TRAINING_STATEWIDE"))
                .as("held in time, recorded late")
                .containsExactly("MET 2029-02-28", "RUNNING 2029-08-28");

        moveTo("2029-07-05");
        timersOf("TY-2028");
        moveTo("2029-09-02");
        timersOf("TY-2028");
        moveTo("2029-09-03");
        timersOf("TY-2028");
        assertThat(overdue("TY-2028")).isEqualTo(2);
        completed("TY-2028", "holdStatewide", Map.of("heldOn", "2029-08-30", "evidence", "Made up for"));
        completed("TY-2028", "holdRecordUse", Map.of("heldOn", "2029-08-30", "evidence", "The same day"));

        assertThat(states("TY-2028", "TRAINING_STATEWIDE")).containsExactly("MET 2029-02-28", "MISSED 2029-08-28");
        assertThat(states("TY-2028", "TRAINING_RECORD_USE")).containsExactly("MET 2029-08-31");
        assertThat(of("TY-2028").get("outcome").asText()).isEqualTo("fulfilled");
    }

    @Test
    void aYearIsNamedByItsNumber() {
        assertThat(api.start("admin", "trainingyear", "SOME-YEAR", Map.of()).status())
                .isEqualTo(400);
        assertThat(api.start("lead", "trainingyear", "TY-2030", Map.of()).status())
                .isEqualTo(403);
    }
}
