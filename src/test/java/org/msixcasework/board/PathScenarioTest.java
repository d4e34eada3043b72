package org.msixcasework.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.HistoryService;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The path of a case, with who and when, whatever the engine has forgotten (COE-15). */
class PathScenarioTest extends Scenario {

    @Autowired
    HistoryService history;

    @Autowired
    JdbcTemplate jdbc;

    PathScenarioTest() {
        super("coe");
    }

    private JsonNode path(String number) {
        var answer = api.get("sda", "/api/cases/coe/" + number + "/path");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private List<JsonNode> steps(String number, String element) {
        return StreamSupport.stream(path(number).get("steps").spliterator(), false)
                .filter(step -> step.get("element").asText().equals(element))
                .toList();
    }

    @Test
    void aFinishedCaseShowsItsPathAfterTheEngineForgotIt() {
        var number = flow.uploaded("oswego");
        var before = path(number);
        assertThat(before.get("total").asInt()).isGreaterThan(8);

        history.deleteHistoricProcessInstance(
                of(number).get("processInstanceId").asText());

        assertThat(path(number)).isEqualTo(before);
        var page = browser("ds-oswego").get("/cases/coe/" + number + "/path").body();
        assertThat(page)
                .contains("<svg", "Review certificate", "Enter record", "ds-oswego", "closed Sep 11, 2026")
                .containsPattern("class=\"node done[^\"]*userTask\"")
                .containsPattern("class=\"flow taken\"")
                .doesNotContain("is here</td>");
    }

    @Test
    void eachStepSaysWhenItWasReachedAndLeftAndWhoCompletedIt() {
        var number = flow.received();
        time.moveTo(at(FRIDAY, 14));
        done("idr", number, "review", Map.of("decision", "APPROVE"));

        var review = steps(number, "review").get(0);
        assertThat(review.get("name").asText()).isEqualTo("Review certificate");
        assertThat(review.get("leftBy").asText()).isEqualTo("idr");
        assertThat(review.get("took").asText()).matches("[45] h.*");
        assertThat(review.get("interrupted").asBoolean()).isFalse();
        var entry = steps(number, "enterRecord").get(0);
        assertThat(entry.get("leftAt").isNull()).isTrue();
        assertThat(entry.get("leftBy").isNull()).isTrue();
        assertThat(steps(number, "received").get(0).get("leftBy").isNull()).isTrue();
        assertThat(browser("idr").get("/cases/coe/" + number + "/path").body())
                .containsPattern("class=\"node open[^\"]*userTask\"")
                .contains("is here");
    }

    @Test
    void aTaskThatIsDeletedWithItsCaseWasInterrupted() {
        var number = flow.received();
        done("idr", number, "review", Map.of("decision", "RETURN", "reason", "Unsigned"));

        assertThat(steps(number, "correctCoe")).hasSize(1);
        jdbc.queryForList(
                        "select flow from case_step where business_key = ? and element = 'correctCoe'",
                        String.class,
                        number)
                .forEach(flow -> assertThat(flow).isNotBlank());
        runtime.deleteProcessInstance(of(number).get("processInstanceId").asText(), "test");
        assertThat(steps(number, "correctCoe").get(0).get("interrupted").asBoolean())
                .isTrue();
        assertThat(steps(number, "correctCoe").get(0).get("leftBy").isNull()).isTrue();
    }

    @Test
    void withoutItsDiagramTheStepsStillStand() {
        var number = flow.received();
        jdbc.update("update case_step set version = 9999 where process_key = 'coe' and business_key = ?", number);

        assertThat(browser("idr").get("/cases/coe/" + number + "/path").body())
                .contains("The engine no longer has version 9999", "Review certificate")
                .doesNotContain("<svg");
    }

    @Test
    void aPathIsForThoseOnlyWhoMayReadTheCase() {
        var number = flow.received("metro");

        assertThat(api.get("ds-oswego", "/api/cases/coe/" + number + "/path").status())
                .isEqualTo(403);
        assertThat(browser("ds-oswego").get("/cases/coe/" + number + "/path").statusCode())
                .isEqualTo(403);
        assertThat(api.get("sda", "/api/cases/coe/NY-0000-000000/path").status())
                .isEqualTo(404);
        assertThat(api.get("admin", "/api/cases/coe/" + number + "/path").status())
                .isEqualTo(403);
    }

    @Test
    void aStartThatIsRefusedLeavesNoStep() {
        var before = jdbc.queryForObject("select count(*) from case_step", Long.class);

        assertThat(api.start("mis2000", "coe", "NY-2026-NOWHERE", Map.of("region", "oswego"))
                        .status())
                .isNotEqualTo(200);

        assertThat(jdbc.queryForObject("select count(*) from case_step", Long.class))
                .isEqualTo(before);
    }
}
