package org.msixcasework.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.Table;
import org.msixcasework.report.Report;
import org.msixcasework.support.Api;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The guides, step by step, and the evidence they leave (REC-4, REC-5, REC-8, REC-11, REC-12). */
class GuideTest extends Scenario {

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    List<Report> reports;

    GuideTest() {
        super("recordsrequest");
    }

    private String child() {
        return child("oswego");
    }

    private String child(String region) {
        var number = flow.approved(region);
        flow.elementsArrive(number);
        return Samples.child(number, 1);
    }

    private String opened(String user, String kind, String child) {
        var answer = api.post(user, "/api/guides", Map.of("kind", kind, "studentId", child));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("number").asText();
    }

    private Api.Answer tick(String user, String number, int step, String outcome) {
        return api.post(user, "/api/guides/%s/steps/%d".formatted(number, step), Map.of("outcome", outcome));
    }

    private void tickAll(String user, String number) {
        var steps = Kind.valueOf(api.get(user, "/api/guides/" + number)
                        .json()
                        .get("kind")
                        .asText())
                .steps()
                .size();
        for (var step = 1; step <= steps; step++) {
            assertThat(tick(user, number, step, "DONE").status()).isEqualTo(200);
        }
    }

    private Api.Answer finish(String user, String number, String note) {
        return api.post(user, "/api/guides/" + number + "/finish", Map.of("note", note));
    }

    @Test
    void theGuidesHaveTheStepsOfThePolicy() {
        assertThat(Kind.ENROLLMENT.steps()).hasSize(5);
        assertThat(Kind.PLACEMENT.steps()).hasSize(4);
        assertThat(Kind.CREDIT_ACCRUAL.steps()).hasSize(4);
        assertThat(Kind.RECRUITMENT.steps())
                .extracting(Kind.Step::text)
                .startsWith(
                        "Verifying full legal name of student.",
                        "Verifying full legal name of parents and guardians.",
                        "Verifying birth date.");
    }

    @Test
    void eachStepIsTickedWithWhoAndWhenAndStaysSo() {
        var number = opened("tutor-oswego", "PLACEMENT", child());

        assertThat(tick("ds-oswego", number, 1, "DONE").status()).isEqualTo(200);
        assertThat(tick("tutor-oswego", number, 2, "NOT_NEEDED").status()).isEqualTo(200);
        assertThat(tick("tutor-oswego", number, 1, "NOT_NEEDED").status()).isEqualTo(409);
        assertThat(fields(tick("ds-oswego", number, 5, "DONE"))).containsExactly("step");
        assertThat(fields(tick("ds-oswego", number, 3, "MAYBE"))).containsExactly("outcome");

        var ticks = api.get("ds-oswego", "/api/guides/" + number).json().get("ticks");
        assertThat(ticks.findValuesAsText("by")).containsExactly("ds-oswego", "tutor-oswego");
        assertThat(ticks.findValuesAsText("outcome")).containsExactly("DONE", "NOT_NEEDED");
        assertThat(ticks.get(0).get("at").asText()).startsWith("2026-09-11");
    }

    @Test
    void aGuideEndsWithANoteThatNamesNobodyAndIsTheEvidence() {
        var child = child();
        var number = opened("ds-oswego", "PLACEMENT", child);
        assertThat(finish("ds-oswego", number, "Grade 9").status()).isEqualTo(422);
        tickAll("ds-oswego", number);
        var name = jdbc.queryForObject(
                "select elements ->> 'firstName' from record_item where student_id = ? and kind = 'DEMOGRAPHICS'",
                String.class,
                child);

        assertThat(fields(finish("ds-oswego", number, ""))).containsExactly("note");
        assertThat(fields(finish("ds-oswego", number, name + " goes to grade 9")))
                .contains("note");
        assertThat(fields(finish("ds-oswego", number, "Call 315-555-0100"))).contains("note");
        assertThat(finish("ds-oswego", number, "Placed in grade 9, Algebra I goes on")
                        .status())
                .isEqualTo(200);
        assertThat(finish("ds-oswego", number, "Again").status()).isEqualTo(409);

        var use = api.get("ds-oswego", "/api/students/" + child + "/guides")
                .json()
                .at("/items/0");
        assertThat(use.get("closedBy").asText()).isEqualTo("ds-oswego");
        assertThat(use.get("closedAt").asText()).startsWith("2026-09-11");
        assertThat(use.get("kind").asText()).isEqualTo("PLACEMENT");
    }

    @Test
    void twoPeopleWhoOpenTheSameGuideWorkOnOne() {
        var child = child();

        assertThat(opened("ds-oswego", "CREDIT_ACCRUAL", child))
                .isEqualTo(opened("tutor-oswego", "CREDIT_ACCRUAL", child))
                .isNotEqualTo(opened("ds-oswego", "ENROLLMENT", child));
    }

    @Test
    void aGuideIsForThePeopleOfTheRegion() {
        var child = child();
        var number = opened("ds-oswego", "ENROLLMENT", child);

        assertThat(api.get("ds-metro", "/api/guides/" + number).status()).isEqualTo(403);
        assertThat(api.post("ds-metro", "/api/guides", Map.of("kind", "ENROLLMENT", "studentId", child))
                        .status())
                .isEqualTo(403);
        assertThat(tick("ds-metro", number, 1, "DONE").status()).isEqualTo(403);
        assertThat(tick("rpd-oswego", number, 1, "DONE").status()).isEqualTo(403);
        assertThat(api.get("rpd-oswego", "/api/guides/" + number).status()).isEqualTo(200);
    }

    @Test
    void theRequestForOfficialRecordsIsStartedFromItsStep() {
        var number = opened("ds-oswego", "ENROLLMENT", child());
        var school = Map.of("school", "Sample High School", "state", "fl", "channel", "FAX");

        assertThat(api.post("tutor-oswego", "/api/guides/" + number + "/request", school)
                        .status())
                .isEqualTo(403);
        assertThat(api.post("ds-oswego", "/api/guides/" + number + "/request", Map.of("school", "Sample"))
                        .status())
                .isEqualTo(400);
        var answer = api.post("ds-oswego", "/api/guides/" + number + "/request", school);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);

        assertThat(answer.json().at("/ticks/0/step").asInt()).isEqualTo(3);
        assertThat(of("R-" + number).get("clocks").get(0).get("deadline").asText())
                .isEqualTo("RECORDS_REQUEST");
        assertThat(browser("ds-oswego").get("/guides/" + number).body()).contains("R-" + number);
    }

    @Test
    void aRecordIsSavedAsAWorkbookAndLoggedAsTheFileIs() {
        var child = child();
        var path = "/api/students/" + child + "/export.xlsx";

        assertThat(api.get("ds-oswego", path + "?purpose=PLACEMENT").body()).startsWith("PK");
        assertThat(api.get("sda", path + "?purpose=PLACEMENT").status()).isEqualTo(200);
        assertThat(api.get("ds-oswego", path).status()).isEqualTo(400);
        assertThat(api.get("tutor-oswego", path + "?purpose=PLACEMENT").status())
                .isEqualTo(403);
        assertThat(jdbc.queryForList(
                        "select actor || purpose from disclosure where student_id = ? and kind = 'EXPORTED' order by id",
                        String.class,
                        child))
                .containsExactly("ds-oswegoPLACEMENT", "sdaPLACEMENT");
    }

    @Test
    void theRecordPageLeadsToTheGuidesAndTellsTheMostImportantFirst() {
        var child = child();
        var page = browser("ds-oswego")
                .get("/records/" + child + "?purpose=ENROLLMENT")
                .body();

        assertThat(page)
                .contains("Use this record for", "yes, in NY", "Example Middle School", "Health and programme flags")
                .contains("The family moved in:", "id=\"course\"", "Newest data");
        assertThat(browser("rpd-oswego")
                        .get("/records/" + child + "?purpose=ENROLLMENT")
                        .body())
                .doesNotContain("Use this record for");
    }

    @Test
    void theReportsCountGuidesUsesQueriesAndDisclosures() {
        var number = opened("ds-oswego", "ENROLLMENT", child());
        tickAll("ds-oswego", number);
        assertThat(finish("ds-oswego", number, "Enrolled").status()).isEqualTo(200);
        var question = new Report.Question(
                LocalDate.of(2026, 9, 1), LocalDate.of(2026, 9, 30), "oswego", Optional.of(List.of("oswego")));

        var use = report("use-of-records").run(question).tables();
        assertThat(use)
                .extracting(Table::title)
                .containsExactly("Guides finished", "Use after arrival", "Daily queries", "Views and exports");
        assertThat(use.get(0).rows()).anyMatch(row -> row.contains("Enrollment"));
        assertThat(use.get(1).rows().get(0).get(0)).isEqualTo("oswego");
        var fresh = report("freshness").run(question).tables().get(0).rows();
        assertThat(fresh).hasSize(1);
        assertThat(fresh.get(0).get(0)).isEqualTo("oswego");
        assertThat(report("freshness")
                        .run(new Report.Question(
                                question.from(), question.to(), "metro", Optional.of(List.of("oswego"))))
                        .tables()
                        .get(0)
                        .rows())
                .isEmpty();
    }

    private Report report(String key) {
        return reports.stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
