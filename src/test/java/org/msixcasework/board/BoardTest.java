package org.msixcasework.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The SLA board counts what runs and what ended, each for his regions, and leads down to the case (COE-15). */
class BoardTest extends Scenario {

    private static final String OVERDUE = "/api/board/clocks?show=overdue&deadline=COE_UPLOAD";

    @Autowired
    JdbcTemplate jdbc;

    BoardTest() {
        super("coe");
    }

    /** Twenty days after the approval; nothing that would be due by then is run. */
    private void later() {
        time.moveTo(at(FRIDAY.plusDays(20), 9));
    }

    private JsonNode line(String user, String path, String number) {
        for (var page = 0; ; page++) {
            var answer = api.get(user, path + "&page=" + page);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            for (var line : answer.json().get("items")) {
                if (line.get("businessKey").asText().equals(number)) {
                    return line;
                }
            }
            if (answer.json().get("items").isEmpty()) {
                throw new AssertionError("%s does not see %s at %s".formatted(user, number, path));
            }
        }
    }

    private long summed(String user, @Nullable String region, String figure) {
        var rows = api.get(user, "/api/sla/summary" + (region == null ? "" : "?region=" + region))
                .json()
                .get("rows");
        return StreamSupport.stream(rows.spliterator(), false)
                .mapToLong(row -> row.get(figure).asLong())
                .sum();
    }

    @Test
    void anOverdueClockIsListedWithItsDaysItsHolderAndWhatWasDoneLast() {
        var number = flow.approved("cortland");
        later();

        var line = line("rpd-cortland", OVERDUE, number);

        assertThat(line.get("dueOn").asText()).isEqualTo("2026-09-25");
        assertThat(line.get("daysLate").asInt()).isEqualTo(6);
        assertThat(line.get("kind").asText()).isEqualTo("STATUTORY");
        assertThat(line.get("duty").asText()).isEqualTo("Approved certificate in MSIX");
        assertThat(line.at("/holders/0/task").asText()).isEqualTo("Enter record");
        assertThat(line.at("/holders/0/groups/0").asText()).isEqualTo("data-specialist.cortland");
        assertThat(line.at("/last/what").asText()).isEqualTo("completed review");
        assertThat(line.at("/last/actor").asText()).isEqualTo("idr");
    }

    @Test
    void aDirectorCountsAndSeesHisRegionOnly() {
        var mine = flow.approved("cortland");
        var others = flow.approved("fredonia");
        later();

        line("rpd-cortland", OVERDUE, mine);
        line("sda", OVERDUE + "&region=fredonia", others);
        assertThat(api.get("rpd-cortland", OVERDUE + "&region=fredonia").status())
                .isEqualTo(403);
        assertThat(api.get("rpd-cortland", "/api/board?region=fredonia").status())
                .isEqualTo(403);
        assertThat(api.get("rpd-cortland", "/api/board/clocks?region=state").status())
                .isEqualTo(403);
        for (var line : api.get("rpd-cortland", OVERDUE).json().get("items")) {
            assertThat(line.get("region").asText()).isEqualTo("cortland");
        }
        assertThat(summed("rpd-cortland", null, "overdue")).isEqualTo(summed("sda", "cortland", "overdue"));
    }

    @Test
    void aBarCountsAsMuchAsItsListShows() {
        flow.approved("cortland");
        later();

        for (var show : Map.of("overdue", "overdue", "soon", "dueSoon", "open", "running")
                .entrySet()) {
            assertThat(api.get("sda", "/api/board/clocks?region=cortland&show=" + show.getKey())
                            .json()
                            .get("total")
                            .asLong())
                    .as(show.getKey())
                    .isEqualTo(summed("sda", "cortland", show.getValue()));
        }
        var levels = api.get("sda", "/api/board?region=cortland").json();
        assertThat(levels.at("/figures/overdue").asLong()).isEqualTo(summed("sda", "cortland", "overdue"));
        assertThat(StreamSupport.stream(levels.get("levels").spliterator(), false)
                        .mapToLong(level -> level.get("overdue").asLong())
                        .sum())
                .isEqualTo(summed("sda", "cortland", "overdue"));
    }

    @Test
    void whatEndsIsCountedInItsMonthAtOnce() {
        var before = thisMonth();

        flow.uploaded("midhudson");

        var after = thisMonth();
        assertThat(after.get("met").asLong()).isEqualTo(before.get("met").asLong() + 1);
        assertThat(after.get("missed").asLong()).isEqualTo(before.get("missed").asLong());
        assertThat(api.get(
                                "sda",
                                "/api/board/clocks?region=midhudson&process=coe&deadline=COE_UPLOAD&show=ended&month=2026-09")
                        .json()
                        .get("total")
                        .asLong())
                .isEqualTo(after.get("met").asLong() + after.get("missed").asLong());
    }

    private JsonNode thisMonth() {
        var months = api.get("sda", "/api/board?region=midhudson&process=coe&kind=STATUTORY")
                .json()
                .get("months");
        assertThat(months.get(11).get("month").asText()).isEqualTo("2026-09");
        return months.get(11);
    }

    @Test
    void aRunningClockFollowsItsCaseToAnotherRegion() {
        var number = flow.approved("cortland");

        jdbc.update("update case_file set region = 'northeast' where process_key = 'coe' and business_key = ?", number);

        later();
        line("rpd-northeast", OVERDUE, number);
    }

    @Test
    void statutoryDeadlinesAndServiceTargetsAreToldApart() {
        flow.received("cortland");
        flow.approved("cortland");

        for (var line :
                api.get("sda", "/api/board/clocks?kind=STATUTORY").json().get("items")) {
            assertThat(line.get("kind").asText()).isEqualTo("STATUTORY");
        }
        var page = browser("sda").get("/board?region=cortland").body();
        assertThat(page).contains("Statutory deadlines, open", "Approved certificate in MSIX");
        assertThat(browser("sda").get("/board?region=cortland&kind=SERVICE").body())
                .doesNotContain("Statutory deadlines, open");
    }

    @Test
    void aWrongQuestionNamesItsFields() {
        var answer = api.get("sda", "/api/board/clocks?show=all&month=May&kind=X&level=high&deadline=Y");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(fields(answer)).containsExactlyInAnyOrder("show", "month", "kind", "level", "deadline");
    }

    @Test
    void pendingCertificatesAreCountedByRegionAndAgeForWhoLooksAfterThem() {
        var number = flow.received("cortland");
        assertThat(pending("fresh")).isPositive();
        var old = pending("old");

        later();

        assertThat(pending("old")).isGreaterThan(old);
        assertThat(browser("idr").get("/board").body()).contains("Pending certificates by region and age");
        assertThat(browser("idr").get("/board/certificates?region=cortland").body())
                .contains("working days", "idr-reviewer");
        assertThat(number).isNotBlank();
        assertThat(browser("rpd-cortland").get("/board").body()).doesNotContain("Pending certificates");
        assertThat(browser("rpd-cortland").get("/board/certificates").statusCode())
                .isEqualTo(403);
    }

    private long pending(String age) {
        for (var count : api.get("lead", "/api/board/certificates").json()) {
            if (count.get("region").asText().equals("cortland")) {
                return count.get(age).asLong();
            }
        }
        return 0;
    }

    @Test
    void whoReadsNoCasesOfARegionFindsAnEmptyBoard() {
        flow.approved("cortland");

        assertThat(api.get("gva", "/api/board").json().at("/figures/open").asLong())
                .isZero();
        assertThat(browser("gva").get("/board").body()).contains("No clock runs here");
        for (var line : api.get("admin", "/api/board/clocks").json().get("items")) {
            assertThat(line.get("process").asText())
                    .isIn("account", "refresher", "closing", "accessreview", "secincident");
        }
    }

    @Test
    void casesAreLookedUpByTheBeginningOfTheirKeyWithinOnesRegions() {
        var mine = flow.approved("cortland");
        var others = flow.approved("fredonia");

        assertThat(browser("rpd-cortland").get("/cases?key=" + mine).body()).contains("/cases/coe/" + mine);
        assertThat(browser("rpd-cortland").get("/cases?key=" + others).body())
                .contains("No case fits")
                .doesNotContain("/cases/coe/" + others);
        assertThat(api.get("sda", "/api/cases?key=" + others.substring(0, others.length() - 1))
                        .body())
                .contains(others);
        assertThat(api.get("sda", "/api/cases?state=LATE").status()).isEqualTo(400);
        assertThat(browser("sda").get("/cases?key=" + others + "%25").body()).contains("No case fits");
    }

    @Test
    void casesAreLookedUpByTheStatesOfTheirClocks() {
        var number = flow.approved("oswego");
        assertThat(statesThatFind(number)).containsExactly("RUNNING");
        later();
        assertThat(statesThatFind(number)).containsExactly("RUNNING", "OVERDUE");
        flow.elementsArrive(number);
        flow.enter(number);
        flow.uploads();
        assertThat(statesThatFind(number)).containsExactly("MISSED");

        for (var state : List.of("CANCELLED", "MISSED", "MET")) {
            jdbc.update("update clock set state = ? where process_key = 'coe' and business_key = ?", state, number);
            assertThat(statesThatFind(number)).containsExactly(state);
        }
    }

    private List<String> statesThatFind(String number) {
        return Stream.of("RUNNING", "OVERDUE", "MET", "MISSED", "CANCELLED")
                .filter(state -> api.get("sda", "/api/cases?key=" + number + "&state=" + state)
                                .json()
                                .get("total")
                                .asInt()
                        == 1)
                .toList();
    }

    @Test
    void theCaseSaysWhoHasItAndWhyItIsDueThatDay() {
        var number = flow.approved("cortland");
        later();

        assertThat(browser("rpd-cortland").get("/cases/coe/" + number).body())
                .contains(
                        "Who has it",
                        "data-specialist.cortland",
                        "Approved certificate in MSIX",
                        "10 working days",
                        "within ten (10) working days",
                        "Fri, Sep 25, 2026",
                        "Saturday",
                        "working day 10");
    }
}
