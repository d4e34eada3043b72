package org.msixcasework.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.identity.Regions;
import org.msixcasework.support.Browser;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reporting years that no other test lives in; of all that is due then, only the timers of the visits are run. */
class MonitoringScenarioTest extends Scenario {

    @Autowired
    MonitoringProcess monitoring;

    @Autowired
    QualityProcess quality;

    @Autowired
    Regions regions;

    @Autowired
    JdbcTemplate jdbc;

    MonitoringScenarioTest() {
        super("monitoring");
    }

    @AfterEach
    void noMailForOthers() {
        jdbc.update("delete from mail where process_key = 'monitoring'");
    }

    private void moveTo(String day) {
        time.moveTo(at(LocalDate.parse(day), 9));
    }

    private void completed(String by, String key, String task, Map<String, ?> fields) {
        var answer = api.complete(by, key, task, fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    /** Sends a form of the page; answers the page as it is then. */
    private static String sent(Browser person, String page, String form, String fields) {
        person.post(page + form, fields);
        return person.get(page).body();
    }

    private long finding(String text) {
        var id = jdbc.queryForObject("select id from monitoring_finding where finding = ?", Long.class, text);
        assertThat(id).isNotNull();
        return id;
    }

    private void satisfiedBut(int year, String region, String day) {
        regions.keys().stream()
                .filter(each -> !each.equals(region))
                .forEach(each -> completed(
                        "lead",
                        "MO-%d-%s".formatted(year, each),
                        "recordFindings",
                        Map.of("visitedOn", day, "severity", "NONE")));
    }

    @Test
    void eachMetsIsVisitedOnceAYearAndItsCorrectiveActionIsVerified() {
        moveTo("2027-09-02");
        quality.measureNight();
        monitoring.openYear(2027);
        monitoring.openYear(2027);
        satisfiedBut(2027, "oswego", "2027-09-01");
        assertThat(of("MO-2027-metro").get("outcome").asText()).isEqualTo("satisfied");
        var key = "MO-2027-oswego";
        assertThat(clock(key, "MONITORING_YEARLY").get("dueOn").asText()).isEqualTo("2028-08-31");
        assertThat(browser("lead").get("/cases/monitoring/" + key).body())
                .contains("Checklist, filled from the measurement", "Duties of the law met in time");
        var page = "/monitoring/" + key;
        var lead = browser("lead");
        assertThat(lead.get(page).body())
                .contains(
                        "Scores by region",
                        "Late, and why",
                        "Rejected now, by age",
                        "Use after arrival",
                        "Attendance by METS",
                        "Views and exports",
                        "Register of media");
        assertThat(sent(lead, page, "/findings", "area=WEATHER")).contains("area", "severity", "finding");
        sent(lead, page, "/findings", "area=MEDIA&severity=MINOR&finding=A+disk+is+not+registered");
        sent(lead, page, "/findings", "area=TRAINING&severity=SERIOUS&finding=Withdrawn+again");
        assertThat(browser("rpd-oswego").get(page).body()).doesNotContain("A disk is not registered");
        sent(lead, page, "/findings/%d/withdraw".formatted(finding("Withdrawn again")), "");

        assertThat(fields(api.complete(
                        "lead", key, "recordFindings", Map.of("visitedOn", "2030-01-01", "severity", "MINOR"))))
                .containsExactly("visitedOn", "findings");
        completed(
                "lead",
                key,
                "recordFindings",
                Map.of("visitedOn", "2027-09-01", "severity", "SERIOUS", "findings", "Updates come late"));
        assertThat(sent(lead, page, "/findings", "area=MEDIA&severity=MINOR&finding=Too+late"))
                .contains("The visit is recorded");
        assertThat(fields(api.complete("rpd-oswego", key, "planCorrection", Map.of("actionBy", "soon"))))
                .containsExactly("action", "actionBy");
        var director = browser("rpd-oswego");
        sent(
                director,
                page,
                "/findings/%d/action".formatted(finding("A disk is not registered")),
                "action=It+is+registered+today&actionBy=2027-09-10");
        // every finding needs its own
        assertThat(fields(api.complete("rpd-oswego", key, "planCorrection", Map.of())))
                .containsExactly("action");
        sent(
                director,
                page,
                "/findings/%d/action".formatted(finding("Updates come late")),
                "action=A+list&actionBy=2027-09-20");
        completed("rpd-oswego", key, "planCorrection", Map.of());
        assertThat(fields(api.complete("lead", key, "verifyCorrection", Map.of("decision", "PERHAPS"))))
                .containsExactly("decision", "verification");
        completed("lead", key, "verifyCorrection", Map.of("decision", "RETURN", "verification", "No list yet"));
        completed("rpd-oswego", key, "planCorrection", Map.of("action", "A weekly list", "actionBy", "2027-09-25"));
        completed("lead", key, "verifyCorrection", Map.of("decision", "CORRECTED", "verification", "Seen"));

        assertThat(of(key).get("outcome").asText()).isEqualTo("corrected");
        assertThat(clock(key, "MONITORING_YEARLY").get("state").asText()).isEqualTo("MET");
        assertThat(browser("rpd-oswego").get("/cases/monitoring/" + key).body())
                .contains("Updates come late", "A weekly list", "Seen");
        var print = browser("sda").get(page + "/print").body();
        assertThat(print)
                .contains("A disk is not registered", "minor", "Updates come late", "serious", "A weekly list", "Seen")
                .contains("As the reports stood when the visit was recorded", "Register of media")
                .doesNotContain("Withdrawn again");
        assertThat(browser("rpd-metro").get(page).statusCode()).isEqualTo(403);
        assertThat(browser("ds-oswego").get(page).statusCode()).isEqualTo(403);
        engine.holdsNoneOf("Updates come late", "A weekly list");
    }

    @Test
    void aVisitThatIsNotMadeAndACorrectionThatIsNotTakenRemindAndClimb() {
        moveTo("2028-09-05");
        monitoring.openYear(2028);
        satisfiedBut(2028, "oswego", "2028-09-04");
        var key = "MO-2028-oswego";
        moveTo("2029-08-10");
        timersOf(key);
        moveTo("2029-09-02");
        timersOf(key);
        assertThat(overdue(key)).isEqualTo(1);
        moveTo("2029-09-04");
        timersOf(key);
        completed(
                "lead",
                key,
                "recordFindings",
                Map.of("visitedOn", "2029-09-03", "severity", "MINOR", "findings", "Nobody was there"));
        assertThat(clock(key, "MONITORING_YEARLY").get("state").asText()).isEqualTo("MISSED");

        moveTo("2029-10-08");
        timersOf(key);
        moveTo("2029-10-30");
        timersOf(key);
        assertThat(overdue(key)).isEqualTo(1);
        moveTo("2029-11-01");
        timersOf(key);
        completed("rpd-oswego", key, "planCorrection", Map.of("action", "Somebody is there", "actionBy", "2029-11-05"));
        completed("lead", key, "verifyCorrection", Map.of("decision", "CORRECTED", "verification", "Seen"));
        assertThat(of(key).get("outcome").asText()).isEqualTo("corrected");
    }
}
