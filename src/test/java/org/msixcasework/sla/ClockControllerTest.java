package org.msixcasework.sla;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.msixcasework.support.Api;
import org.msixcasework.support.CaseworkTest;
import org.springframework.beans.factory.annotation.Autowired;

@CaseworkTest
class ClockControllerTest {

    @Autowired
    Api api;

    @Test
    void aDueDateComesWithItsDays() {
        var due = api.get("mis2000", "/api/deadlines/COE_UPLOAD/due?from=2025-10-31&calendar=ny-statutory")
                .json();

        assertThat(due.get("dueOn").asText()).isEqualTo("2025-11-18");
        assertThat(due.get("explanation").findValuesAsText("why")).contains("Saturday");
        assertThat(due.get("explanation").findValuesAsText("counted").stream().filter("true"::equals))
                .hasSize(10);
    }

    @ParameterizedTest
    @EnumSource(Deadline.class)
    void everyDeadlineAnswers(Deadline deadline) {
        assertThat(api.get("mis2000", "/api/deadlines/" + deadline + "/due?from=2016-02-29")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, 2026-01-01, ny-office, deadline",
        "COE_UPLOAD, 2015-12-31, ny-office, from",
        "COE_UPLOAD, soon, ny-office, from",
        "COE_UPLOAD, 2026-01-01, mars, calendar"
    })
    void aBadQuestionNamesTheParameter(String deadline, String from, String calendar, String field) {
        var answer =
                api.get("mis2000", "/api/deadlines/%s/due?from=%s&calendar=%s".formatted(deadline, from, calendar));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").findValuesAsText("field")).containsExactly(field);
    }
}
