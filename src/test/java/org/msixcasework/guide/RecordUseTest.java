package org.msixcasework.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The use that is owed for a child who arrived, the daily query and expected arrivals (REC-4, REC-7, REC-14, REC-15). */
class RecordUseTest extends Scenario {

    private static final String REGION = "brockport";

    @Autowired
    JdbcTemplate jdbc;

    RecordUseTest() {
        super("coe");
    }

    private String child() {
        return Samples.child(flow.approved(REGION), 1);
    }

    private Optional<JsonNode> owed(String child) {
        for (var page = 0; ; page++) {
            var items =
                    api.get("ds-" + REGION, "/api/guides?page=" + page).json().at("/unused/items");
            if (items.isEmpty()) {
                return Optional.empty();
            }
            var found = StreamSupport.stream(items.spliterator(), false)
                    .filter(each -> each.get("studentId").asText().equals(child))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
    }

    private void used(String kind, String child) {
        var user = "ds-" + REGION;
        var number = api.post(user, "/api/guides", Map.of("kind", kind, "studentId", child))
                .json()
                .get("number")
                .asText();
        for (var step = 1; step <= Kind.valueOf(kind).steps().size(); step++) {
            api.post(user, "/api/guides/%s/steps/%d".formatted(number, step), Map.of("outcome", "DONE"));
        }
        var answer = api.post(user, "/api/guides/" + number + "/finish", Map.of("note", "Course plan is made"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private long mails(String role) {
        return jdbc.queryForObject(
                "select count(*) from mail where kind = 'RECORD_USE' and role = ? and business_key like ?",
                Long.class,
                role,
                REGION + "-%");
    }

    @Test
    void theRecordOfAChildWhoArrivedIsToBeUsedWithinFiveWorkingDays() {
        var child = child();
        var owed = owed(child).orElseThrow();

        assertThat(owed.get("dueOn").asText()).isEqualTo("2026-09-18");
        assertThat(owed.get("late").asBoolean()).isFalse();

        used("RECRUITMENT", child);
        assertThat(owed(child)).isPresent();
        used("CREDIT_ACCRUAL", child);
        assertThat(owed(child)).isEmpty();
        assertThat(jdbc.queryForMap("select used_by, guide from arrival where student_id = ?", child))
                .containsEntry("used_by", "ds-" + REGION)
                .extractingByKey("guide")
                .isNotNull();
    }

    @Test
    void theDataSpecialistIsRemindedAndTheDirectorToldWhenItIsLateOnceEach() {
        var child = child();
        time.travelTo(at(LocalDate.of(2026, 9, 15), 9));
        assertThat(at(child, "reminded_at")).isNull();
        time.travelTo(at(LocalDate.of(2026, 9, 16), 9));
        assertThat(at(child, "reminded_at")).isNotNull();
        assertThat(mails("data-specialist")).isPositive();
        time.travelTo(at(LocalDate.of(2026, 9, 18), 9));
        assertThat(at(child, "escalated_at")).isNull();

        time.travelTo(at(LocalDate.of(2026, 9, 21), 9));
        assertThat(mails("regional-director")).isPositive();
        var told = at(child, "escalated_at");
        assertThat(told).isNotNull();
        time.travelTo(at(LocalDate.of(2026, 9, 22), 9));
        assertThat(at(child, "escalated_at")).isEqualTo(told);
        var owed = owed(child).orElseThrow();
        assertThat(owed.get("late").asBoolean()).isTrue();
        assertThat(owed.get("escalated").asBoolean()).isTrue();
        assertThat(browser("rpd-" + REGION).get("/guides").body()).contains("told to the director");
    }

    private @Nullable Object at(String child, String mark) {
        return jdbc.queryForMap("select reminded_at, escalated_at from arrival where student_id = ?", child)
                .get(mark);
    }

    @Test
    void theDailyQueryIsEnteredOnceADayAndCountedByRegion() {
        assertThat(api.post("ds-genesee", "/api/guides/today", Map.of()).status())
                .isEqualTo(204);
        assertThat(api.post("ds-genesee", "/api/guides/today", Map.of()).status())
                .isEqualTo(204);
        assertThat(api.post("sda", "/api/guides/today", Map.of()).status()).isEqualTo(403);

        assertThat(jdbc.queryForObject(
                        "select count(*) from daily_query where user_id = 'ds-genesee' and day = '2026-09-11'",
                        Long.class))
                .isEqualTo(1);
        assertThat(browser("rpd-genesee").get("/guides").body())
                .contains("ds-genesee (genesee)", "on how many of the last 20 working days");
    }

    @Test
    void aChildThatCameAtThisSeasonBeforeIsExpectedInItsRegionOnly() {
        var number = flow.approved("cortland");
        var child = Samples.child(number, 1);
        jdbc.update(
                "update record_item set elements = jsonb_set(elements, '{qualifyingArrivalDate}', '\"2025-10-02\"')"
                        + " where student_id = ? and kind = 'QUALIFYING_MOVE'",
                child);

        var expected = api.get("recruiter-cortland", "/api/arrivals").json();
        assertThat(expected.get("region").asText()).isEqualTo("cortland");
        assertThat(expected.get("items").findValuesAsText("studentId")).contains(child);
        assertThat(expected.toString()).contains("2026-10-02");
        assertThat(api.get("recruiter-metro", "/api/arrivals?region=cortland")
                        .json()
                        .get("region")
                        .asText())
                .isEqualTo("metro");
        assertThat(jdbc.queryForObject(
                        "select count(*) from disclosure where student_id = ? and part = 'list of expected arrivals'",
                        Long.class,
                        child))
                .isEqualTo(1);
        assertThat(browser("recruiter-cortland").get("/arrivals").body()).contains(child, "How this is found");
    }

    @Test
    void theFreshnessOfARegionIsTheAgeOfTheNewestItemOfEachRecord() {
        child();
        var fresh = api.get("rpd-" + REGION, "/api/guides/freshness").json();

        assertThat(fresh).hasSize(1);
        assertThat(fresh.get(0).get("region").asText()).isEqualTo(REGION);
        assertThat(fresh.get(0).get("children").asLong()).isPositive();
        assertThat(browser("idr").get("/guides/freshness").body()).contains(REGION, "Median age in days");
    }
}
