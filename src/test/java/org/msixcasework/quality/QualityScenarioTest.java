package org.msixcasework.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Regions;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Quarters that no other test lives in; of all that is due then, only the jobs of the cases looked at are run. */
class QualityScenarioTest extends Scenario {

    @Autowired
    QualityProcess quality;

    @Autowired
    QualityReport report;

    @Autowired
    Regions regions;

    @Autowired
    ManagementService management;

    @Autowired
    Time clock;

    @Autowired
    JdbcTemplate jdbc;

    QualityScenarioTest() {
        super("quality");
    }

    @AfterEach
    void noMailForOthers() {
        jdbc.update("delete from mail where process_key = 'quality'");
    }

    private void moveTo(String day) {
        time.moveTo(at(LocalDate.parse(day), 9));
    }

    private void jobsOf(String key) {
        var instance = of(key).get("processInstanceId").asText();
        for (var round = 0; round < 3; round++) {
            management.createJobQuery().processInstanceId(instance).list().stream()
                    .filter(job -> job.getDuedate() == null
                            || !job.getDuedate().toInstant().isAfter(clock.instant()))
                    .forEach(job -> management.executeJob(job.getId()));
        }
    }

    private void completed(String by, String key, String task, Map<String, ?> fields) {
        var answer = api.complete(by, key, task, fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    private List<String> named(String by, String key, String task, Map<String, ?> answers) {
        return fields(api.complete(by, key, task, answers));
    }

    private void nothingFoundBut(String quarter, String region) {
        regions.keys().stream()
                .filter(each -> !each.equals(region))
                .forEach(each ->
                        completed("sda", "DQ-%s-%s".formatted(quarter, each), "review", Map.of("decision", "NONE")));
    }

    @Test
    void whatAQuarterFindsIsSharedPlannedResolvedAndComparedBeforeAndAfter() {
        var number = flow.approved();
        moveTo("2027-04-05");
        quality.openQuarter();
        quality.openQuarter();
        assertThat(jdbc.queryForObject(
                        "select count(*) from case_file where process_key = 'quality' and business_key like 'DQ-2027-Q1-%'",
                        Integer.class))
                .isEqualTo(regions.keys().size());
        nothingFoundBut("2027-Q1", "oswego");
        assertThat(of("DQ-2027-Q1-metro").get("outcome").asText()).isEqualTo("noFindings");
        var key = "DQ-2027-Q1-oswego";
        assertThat(clock(key, "QUALITY_QUARTERLY").get("startedOn").asText()).isEqualTo("2027-03-31");

        var child = Samples.child(number, 1);
        assertThat(api.get("ds-oswego", "/api/quality/oswego/children?element=enrollmentDate")
                        .body())
                .contains(child);
        assertThat(browser("ds-oswego").get("/quality/oswego/children").body()).contains("is missing");
        assertThat(named("sda", key, "review", Map.of("decision", "SHARE"))).containsExactly("findings");
        completed(
                "sda",
                key,
                "review",
                Map.of("decision", "SHARE", "findings", "Enrollments are missing: ask the schools"));
        assertThat(clock(key, "QUALITY_SHARE").get("dueOn").asText()).isEqualTo("2027-04-12");
        assertThat(tasks("ds-oswego", key)).isEmpty();
        assertThat(named("sda", key, "shareFindings", Map.of())).containsExactly("solutions");
        completed("sda", key, "shareFindings", Map.of("solutions", "One call in each school is enough"));
        assertThat(clock(key, "QUALITY_SHARE").get("state").asText()).isEqualTo("MET");
        assertThat(tasks("ds-metro", key)).isEmpty();
        assertThat(named("ds-oswego", key, "planAction", Map.of("plan", " "))).containsExactly("plan");
        completed("ds-oswego", key, "planAction", Map.of("plan", "One call to each school"));
        completed("ds-oswego", key, "resolve", Map.of("work", "Half of the schools called"));
        jobsOf(key);
        assertThat(named("sda", key, "recheck", Map.of("decision", "AGAIN"))).containsExactly("note");
        completed("sda", key, "recheck", Map.of("decision", "AGAIN", "note", "Call the others too"));
        flow.elementsArrive(number);
        completed("ds-oswego", key, "planAction", Map.of("plan", "Call the others"));
        completed("ds-oswego", key, "resolve", Map.of("work", "All schools called"));
        jobsOf(key);
        assertThat(api.get("ds-oswego", "/api/quality/oswego/children?element=enrollmentDate")
                        .body())
                .doesNotContain(child);
        assertThat(browser("sda").get("/cases/quality/" + key).body())
                .contains("Before", "Enrollments are missing", "One call in each school", "All schools called")
                .doesNotContain("not yet");
        completed("sda", key, "recheck", Map.of("decision", "RESOLVED"));

        assertThat(of(key).get("outcome").asText()).isEqualTo("resolved");
        assertThat(clock(key, "QUALITY_QUARTERLY").get("state").asText()).isEqualTo("MET");
        assertThat(clock(key, "QUALITY_RESOLVE").get("state").asText()).isEqualTo("MET");
        engine.holdsNoneOf("Enrollments are missing: ask the schools", "All schools called");
    }

    @Test
    void aQuarterThatNobodyReviewsAndFindingsThatNobodyResolvesRemindAndClimb() {
        moveTo("2027-07-02");
        quality.openQuarter();
        nothingFoundBut("2027-Q2", "metro");
        var key = "DQ-2027-Q2-metro";
        moveTo("2027-09-20");
        jobsOf(key);
        moveTo("2027-10-02");
        jobsOf(key);
        assertThat(overdue(key)).isEqualTo(1);
        moveTo("2027-10-04");
        jobsOf(key);
        completed("sda", key, "review", Map.of("decision", "SHARE", "findings", "Late updates"));
        assertThat(overdue(key)).isZero();
        assertThat(clock(key, "QUALITY_QUARTERLY").get("state").asText()).isEqualTo("MISSED");

        moveTo("2027-10-08");
        jobsOf(key);
        moveTo("2027-10-13");
        jobsOf(key);
        assertThat(overdue(key)).isEqualTo(1);
        moveTo("2027-10-15");
        jobsOf(key);
        completed("sda", key, "shareFindings", Map.of("solutions", "A weekly list"));
        assertThat(overdue(key)).isZero();
        assertThat(clock(key, "QUALITY_SHARE").get("state").asText()).isEqualTo("MISSED");

        moveTo("2027-11-17");
        jobsOf(key);
        moveTo("2027-12-02");
        jobsOf(key);
        assertThat(overdue(key)).isEqualTo(1);
        moveTo("2027-12-10");
        jobsOf(key);
        moveTo("2027-12-14");
        jobsOf(key);
        assertThat(jdbc.queryForList("select distinct kind from mail where business_key = ?", String.class, key))
                .containsExactlyInAnyOrder("REMINDER", "ESCALATION");
        completed("ds-metro", key, "planAction", Map.of("plan", "Weekly list"));
        completed("ds-metro", key, "resolve", Map.of("work", "Caught up"));
        jobsOf(key);
        completed("sda", key, "recheck", Map.of("decision", "RESOLVED"));
        assertThat(of(key).get("outcome").asText()).isEqualTo("resolved");
    }

    @Test
    void theNightIsMeasuredOnceAndEverybodyReadsHisRegionsOnly() {
        flow.approved("metro");
        moveTo("2027-02-03");
        quality.measureNight();
        quality.measureNight();
        assertThat(jdbc.queryForObject(
                        "select count(*) from quality_run where kind = 'NIGHTLY' and day = '2027-02-03'",
                        Integer.class))
                .isEqualTo(1);

        assertThat(api.get("ds-metro", "/api/quality").json().get("scores")).hasSize(1);
        assertThat(api.get("sda", "/api/quality").json().get("scores"))
                .hasSize(regions.keys().size());
        assertThat(api.get("ds-metro", "/api/quality/oswego").status()).isEqualTo(403);
        assertThat(api.get("tutor-metro", "/api/quality").status()).isEqualTo(403);
        assertThat(browser("sda").get("/quality").body()).contains("Score of data quality by region");
        assertThat(browser("rpd-metro").get("/quality/metro").body()).contains("Completeness by element");
    }

    @Test
    void whatIsSavedIsCheckedAtOnce() {
        var number = flow.approved("metro");
        var child = Samples.child(number, 1);
        assertThat(api.get("ds-metro", "/api/quality/metro/children?element=enrollmentDate")
                        .body())
                .contains(child);

        flow.elementsArrive(number);

        assertThat(api.get("ds-metro", "/api/quality/metro/children?element=enrollmentDate")
                        .body())
                .doesNotContain(child);
    }

    @Test
    void whatIsWrongInWhatIsSavedIsSaidAtOnceAndStandsInTheList() {
        var number = flow.approved("metro");
        flow.elementsArrive(number);
        var child = Samples.child(number, 1);
        var student = Samples.primaryStudent(child);
        ((com.fasterxml.jackson.databind.node.ObjectNode)
                        student.get("enrollments").get(0))
                .put("enrollmentDate", "2009-09-01")
                .remove("withdrawalDate");

        var answer = api.put("mis2000", "/api/students/" + child, student.toString());

        assertThat(answer.json().get("found").toString()).contains("comes before a day that it has to follow");
        assertThat(api.get("ds-metro", "/api/quality/metro/children?element=enrollmentDate")
                        .body())
                .contains(child);
        assertThat(browser("ds-metro").get("/records/" + child + "/edit").body())
                .contains("The checks find", "comes before a day");
    }

    @Test
    void theCountsOfMis2000AreComparedWithOursAndThoseOfMsix() {
        moveTo("2027-02-04");
        quality.measureNight();
        assertThat(fields(api.put("mis2000", "/api/quality/counts/oswego", "{\"quarter\":\"last\",\"children\":-1}")))
                .containsExactly("quarter", "children");
        assertThat(api.put("ds-oswego", "/api/quality/counts/oswego", "{\"quarter\":\"2026-Q4\",\"children\":1}")
                        .status())
                .isEqualTo(403);

        assertThat(api.put("mis2000", "/api/quality/counts/oswego", "{\"quarter\":\"2026Q4\",\"children\":98765}")
                        .status())
                .isEqualTo(204);
        assertThat(browser("sda").get("/quality/counts").body()).contains("98765", "MIS2000 +");
        assertThat(api.get("sda", "/api/quality/counts?quarter=2026-Q4").body()).contains("98765");
        assertThat(browser("ds-metro").get("/quality/counts").body()).doesNotContain("98765", "Enter the count");
    }

    @Test
    void msixHasWhomItAcceptedAndDifferencesAreFoundChildByChild() {
        var uploaded = Samples.child(flow.uploaded("metro"), 2);
        var waiting = Samples.child(flow.approved("metro"), 1);
        moveTo("2027-02-05");
        quality.measureNight();

        var differences = "/api/quality/metro/differences?kind=NOT_IN_MSIX&page=";
        assertThat(everyPage(differences)).contains(waiting).doesNotContain(uploaded);

        assertThat(fields(api.put(
                        "mis2000",
                        "/api/quality/counts/metro",
                        "{\"quarter\":\"2026-Q4\",\"children\":1,\"studentIds\":[\"NYXONE\",\"not one\"]}")))
                .containsExactly("studentIds", "children");
        assertThat(api.put(
                                "mis2000",
                                "/api/quality/counts/metro",
                                "{\"quarter\":\"2026-Q4\",\"studentIds\":[\"NYXELSEWHERE1\",\"%s\"]}"
                                        .formatted(waiting))
                        .status())
                .isEqualTo(204);
        assertThat(everyPage("/api/quality/metro/differences?kind=NOT_HERE&page="))
                .contains("NYXELSEWHERE1");
        assertThat(everyPage("/api/quality/metro/differences?kind=NOT_IN_MIS2000&page="))
                .contains(uploaded)
                .doesNotContain(waiting);
        assertThat(browser("ds-metro").get("/quality/metro/differences.csv").body())
                .contains(waiting, "counted by MIS2000, not here");
        assertThat(api.get("ds-oswego", "/api/quality/metro/differences").status())
                .isEqualTo(403);

        // the number alone forgets the list
        api.put("mis2000", "/api/quality/counts/metro", "{\"quarter\":\"2026-Q4\",\"children\":2}");
        assertThat(everyPage("/api/quality/metro/differences?kind=NOT_HERE&page="))
                .doesNotContain("NYXELSEWHERE1");
    }

    private String everyPage(String address) {
        var all = new StringBuilder();
        for (var page = 0; page < 50; page++) {
            var items = api.get("ds-metro", address + page).json().get("items");
            if (items.isEmpty()) {
                break;
            }
            all.append(items);
        }
        return all.toString();
    }

    @Test
    void theListOfARegionIsSavedWhole() {
        var child = Samples.child(flow.approved("metro"), 1);
        assertThat(browser("ds-metro").get("/quality/metro/children.csv").body())
                .contains(child, "is missing");
        assertThat(browser("ds-oswego").get("/quality/metro/children.csv").statusCode())
                .isEqualTo(403);
    }

    @Test
    void theQuarterlyPackHasScoresByRegionAndCompletenessByElement() {
        quality.measureNight();
        var result = report.run(
                new org.msixcasework.report.Report.Question(FRIDAY, FRIDAY, "oswego", java.util.Optional.empty()));
        assertThat(result.tables()).hasSize(2);
        assertThat(result.tables().get(0).rows()).hasSize(1);
        assertThat(report.aggregate()).isTrue();
    }
}
