package org.msixcasework.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msixcasework.support.Browser;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Each report counts what happened, shows each his own, and what is taken away is noted (RPT-1 to RPT-12). */
class ReportsTest extends Scenario {

    /** Days on which nothing else happens. */
    private static final String PERIOD = "?from=2031-01-01&to=2031-03-31";

    @Autowired
    JdbcTemplate jdbc;

    private int made;

    ReportsTest() {
        super("coe");
    }

    @AfterEach
    void nothingStays() {
        jdbc.update("delete from miss where clock_id in (select id from clock where business_key like 'RPT-%')");
        jdbc.update("delete from clock where business_key like 'RPT-%'");
        jdbc.update("delete from case_file where business_key like 'RPT-%'");
        jdbc.update("delete from merge_item where id like 'RPT-%'");
    }

    private long clock(String process, String region, String deadline, String state, LocalDate due) {
        var key = "RPT-" + made++;
        jdbc.update(
                """
                insert into case_file (process_key, business_key, region, opened_at, opened_by, closed_at, outcome,
                    process_instance_id)
                values (?, ?, ?, ?, 'reporter', ?, 'uploaded', ?)
                """,
                process,
                key,
                region,
                Timestamp.from(at(due.minusDays(14), 9)),
                state.equals("RUNNING") ? null : Timestamp.from(at(due, 9)),
                key);
        return jdbc.queryForObject(
                """
                insert into clock (process_key, business_key, deadline, started_at, started_on, due_on, due_at, calendar,
                    calendar_version, state, level, met_at, version)
                values (?, ?, ?, ?, ?, ?, ?, 'ny-office', '1', ?, 0, ?, 1) returning id
                """,
                Long.class,
                process,
                key,
                deadline,
                Timestamp.from(at(due.minusDays(14), 9)),
                Date.valueOf(due.minusDays(14)),
                Date.valueOf(due),
                Timestamp.from(at(due, 23)),
                state,
                state.equals("RUNNING")
                        ? null
                        : Timestamp.from(at(state.equals("MET") ? due.minusDays(4) : due.plusDays(2), 9)));
    }

    private void certificates(String region, String state, int count) {
        for (var number = 0; number < count; number++) {
            clock("coe", region, "COE_UPLOAD", state, LocalDate.of(2031, 2, 3));
        }
    }

    private JsonNode report(String user, String path) {
        var answer = api.get(user, "/api/reports/" + path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** The rows of a table, each as its cells in one line. */
    private static List<String> rows(JsonNode report, String title) {
        for (var table : report.get("tables")) {
            if (table.get("title").asText().equals(title)) {
                return StreamSupport.stream(table.get("rows").spliterator(), false)
                        .map(row -> {
                            var cells = new ArrayList<String>();
                            row.forEach(cell -> cells.add(cell.asText()));
                            return String.join(" | ", cells);
                        })
                        .toList();
            }
        }
        throw new AssertionError("no table " + title);
    }

    @Test
    void timelinessTellsOfEachDutyAndRegionWhatWasOnTimeAndWhyNot() {
        certificates("oswego", "MET", 3);
        certificates("metro", "RUNNING", 2);
        var late = clock("coe", "oswego", "COE_UPLOAD", "MISSED", LocalDate.of(2031, 2, 4));
        jdbc.update(
                "insert into miss (clock_id, text, given_by, given_at) values (?, 'The office was flooded.', 'sda', now())",
                late);
        clock("coe", "oswego", "COE_UPLOAD", "CANCELLED", LocalDate.of(2031, 2, 4));

        var report = report("sda", "timeliness" + PERIOD);

        assertThat(rows(report, "By duty and region"))
                .containsExactly(
                        "Approved certificate in MSIX | Total | 3 | 1 | 2 | 0 | 6 | 75.0 | 10.0",
                        "Approved certificate in MSIX | metro | 0 | 0 | 2 | 0 | 2 | null | null",
                        "Approved certificate in MSIX | oswego | 3 | 1 | 0 | 0 | 4 | 75.0 | 10.0");
        assertThat(rows(report, "Duties").get(0))
                .startsWith("Approved certificate in MSIX | 10 working days (statutory deadline) | COE-5");
        assertThat(rows(report, "Late, and why").get(0)).contains("oswego", "2031-02-04", "The office was flooded.");
    }

    @Test
    void eachReadsTheRowsOfHisRegionsOnly() {
        certificates("oswego", "MET", 1);
        certificates("metro", "MET", 1);

        assertThat(rows(report("rpd-oswego", "timeliness" + PERIOD), "By duty and region"))
                .hasSize(2)
                .noneMatch(row -> row.contains("metro"));
        assertThat(rows(report("lead", "timeliness" + PERIOD), "By duty and region"))
                .hasSize(3);
        assertThat(rows(report("sda", "timeliness" + PERIOD + "&region=metro"), "By duty and region"))
                .hasSize(2)
                .noneMatch(row -> row.contains("oswego"));
        for (var path : List.of("/api/reports/timeliness", "/reports/timeliness.csv", "/reports/timeliness")) {
            assertThat(api.get("rpd-oswego", "/api/reports/timeliness?region=metro")
                            .status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(browser("rpd-oswego")
                        .get("/reports/timeliness.pdf?region=metro")
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "recruiter-oswego,timeliness",
        "tutor-oswego,children",
        "sua,timeliness",
        "rpd-oswego,accounts",
        "gva,accounts",
        "gva,work-list",
        "gva,training",
        "mis2000,timeliness"
    })
    void aReportIsForItsReaders(String user, String key) {
        assertThat(api.get(user, "/api/reports/" + key).status()).isEqualTo(403);
        assertThat(api.get(user, "/api/reports").json().findValuesAsText("key")).doesNotContain(key);
    }

    @Test
    void theGovernmentAdministratorReadsLargeCountsOnlyHoweverHeAsks() {
        certificates("oswego", "MET", 12);
        certificates("metro", "MET", 11);
        certificates("metro", "MISSED", 3);

        var report = report("gva", "timeliness" + PERIOD);

        assertThat(report.get("smallCountsHidden").asBoolean()).isTrue();
        assertThat(report.get("tables")).hasSize(1);
        var rows = rows(report, "By duty and region");
        assertThat(rows.get(0))
                .startsWith("Approved certificate in MSIX | Total | withheld | <10 | ")
                .endsWith(" | 26 | withheld | withheld");
        assertThat(rows.get(1)).startsWith("Approved certificate in MSIX | metro | withheld | <10");
        var browser = browser("gva");
        var page = browser.get("/reports/timeliness" + PERIOD).body();
        assertThat(page).contains("&lt;10", "withheld").doesNotContain(">3<", ": 3<", ">14<", ">11<");
        assertThat(browser.get("/reports/timeliness.csv" + PERIOD).body())
                .contains("\"<10\"", "are hidden")
                .doesNotContain(",3,", "RPT-", "\"3\"");
        assertThat(api.get("gva", "/api/reports/timeliness?from=2031-01-01&to=2031-03-30")
                        .status())
                .isEqualTo(400);
        assertThat(api.get("gva", "/api/reports/timeliness?region=oswego").status())
                .isEqualTo(400);
    }

    @Test
    void aReportCountsTheChildrenAndWhatMsixAccepted() {
        var before = report("sda", "children");
        var number = flow.uploaded("cortland");

        var after = report("sda", "children?from=2026-09-01&to=2026-09-30");

        assertThat(total(rows(after, "Eligible by region"), "cortland"))
                .isEqualTo(total(rows(before, "Eligible by region"), "cortland") + 2);
        assertThat(rows(after, "Eligible by grade")).isNotEmpty();
        assertThat(rows(after, "Eligible by age")).isNotEmpty();
        assertThat(rows(after, "When eligibility ends")).isNotEmpty();
        assertThat(rows(after, "Recruited in the period")).anyMatch(row -> row.startsWith("cortland | "));
        var uploads = report("sda", "uploads");
        assertThat(rows(uploads, "Children sent, by region")).anyMatch(row -> row.startsWith("cortland | "));
        assertThat(rows(uploads, "Region freshness"))
                .anyMatch(row -> row.startsWith("cortland | 2026-09-11 | 0 | 2026-09-11"));
        assertThat(rows(uploads, "Nightly files")).isNotEmpty();
        assertThat(number).isNotEmpty();
    }

    private static long total(List<String> rows, String first) {
        return rows.stream()
                .filter(row -> row.startsWith(first + " | "))
                .mapToLong(row -> Long.parseLong(row.substring(row.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void theWorkListIsCountedByDutyKindAndAge() {
        var day = LocalDate.of(2031, 2, 4);
        clock("merge", "fredonia", "WORKLIST_CONTACT", "MISSED", day);
        clock("merge", "fredonia", "WORKLIST_RESOLVE", "RUNNING", FRIDAY.plusDays(2));
        var key = "RPT-" + (made - 1);
        jdbc.update(
                "insert into merge_item (id, kind, msix_ids, master, received_at) values (?, 'SPLIT', '{1}', '1', now())",
                key);

        var report = report("sda", "work-list" + PERIOD + "&region=fredonia");

        assertThat(rows(report, "First contact, 24 hours")).containsExactly("fredonia | 0 | 1 | 0 | 0 | 1");
        assertThat(rows(report, "Open items by kind and age")).contains("split | 0 | 0 | 1 | 0 | 1");
    }

    @Test
    void moveAlertsAreCountedAndListed() {
        jdbc.update("""
                insert into move_alert (id, direction, other_state, noticed_at, region, note, found)
                values ('RPT-MOVE', 'INCOMING', 'PA', ?, 'fredonia', '', false)
                """, Timestamp.from(at(LocalDate.of(2031, 2, 4), 9)));
        try {
            var report = report("ds-fredonia", "move-alerts" + PERIOD);

            assertThat(rows(report, "By direction and region"))
                    .containsExactly("incoming | fredonia | 0 | 0 | 1 | 0 | 0 | 0 | 1");
            assertThat(rows(report, "Log"))
                    .containsExactly("RPT-MOVE | incoming | 2031-02-04 | fredonia | PA | null | null | not found");
            assertThat(rows(report("ds-oswego", "move-alerts" + PERIOD), "Log")).isEmpty();
        } finally {
            jdbc.update("delete from move_alert where id = 'RPT-MOVE'");
        }
    }

    @Test
    void accountsAndTrainingAreThere() {
        var accounts = report("sua", "accounts");
        assertThat(rows(accounts, "Accounts")).anyMatch(row -> row.startsWith("rpd-oswego | regional-director.oswego"));
        assertThat(rows(accounts, "By role")).anyMatch(row -> row.startsWith("tutor | "));
        assertThat(rows(report("lead", "training"), "Yearly training")).anyMatch(row -> row.startsWith("oswego | "));
        assertThat(rows(report("rpd-oswego", "training"), "Yearly training"))
                .allMatch(row -> row.startsWith("oswego | "));
    }

    @Test
    void everyReportIsReadSavedAndPrintedAndEachCopyIsNoted() {
        var browser = browser("sda");
        var keys = api.get("sda", "/api/reports").json().findValuesAsText("key");
        assertThat(keys)
                .contains("timeliness", "work-list", "move-alerts", "children", "uploads", "accounts", "training");
        for (var key : keys) {
            assertThat(browser.get("/reports/" + key + PERIOD).statusCode())
                    .as(key)
                    .isEqualTo(200);
            for (var ending : List.of("csv", "xlsx", "pdf")) {
                var answer = browser.get("/reports/" + key + "." + ending + PERIOD);
                assertThat(answer.statusCode()).as(key + ending).isEqualTo(200);
                assertThat(Browser.header(answer, "Content-Disposition"))
                        .contains("attachment", key + "-2031-01-01-2031-03-31." + ending);
            }
            assertThat(api.get("sua", "/api/audit?action=report.exported&actor=sda&subject=" + key)
                            .json()
                            .get("items")
                            .findValuesAsText("detail"))
                    .contains(
                            "csv, 2031-01-01 to 2031-03-31, all that may be read",
                            "xlsx, 2031-01-01 to 2031-03-31, all that may be read",
                            "pdf, 2031-01-01 to 2031-03-31, all that may be read");
        }
    }

    @Test
    void theFileHasEveryRowAndTheNotice() {
        certificates("oswego", "MISSED", 105);
        var browser = browser("sda");

        assertThat(browser.get("/reports/timeliness" + PERIOD).body()).contains("The first 100 of 105 lines");
        var table = browser.get("/reports/timeliness.csv" + PERIOD).body();
        assertThat(table).contains("coe RPT-104", "CONFIDENTIAL", "From Jan 1, 2031 to Mar 31, 2031");
        assertThat(browser.get("/reports/timeliness.pdf" + PERIOD).body()).startsWith("%PDF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=yesterday", "from=2026-03-02&to=2026-03-01", "region=atlantis", "from=0001-01-01"})
    void aBadQuestionIsAnsweredWithWhatIsWrongAndNothingTypedIsLost(String question) {
        var answer = api.get("sda", "/api/reports/timeliness?" + question);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").asText()).startsWith("The report was not made. ");
        var page = browser("sda").get("/reports/timeliness?" + question);
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("The report was not made.");
    }

    @Test
    void thereIsNoOtherReport() {
        assertThat(api.get("sda", "/api/reports/nothing").status()).isEqualTo(404);
    }

    @Test
    void withoutDaysItIsTheCurrentQuarter() {
        var report = report("sda", "timeliness");

        assertThat(report.get("from").asText()).isEqualTo("2026-07-01");
        assertThat(report.get("to").asText()).isEqualTo("2026-09-30");
        assertThat(browser("sda").get("/reports/timeliness").body())
                .contains("from=2026-04-01&amp;to=2026-06-30", "from=2026-09-01&amp;to=2027-08-31");
        assertThat(browser("gva").get("/reports/timeliness").body()).doesNotContain("Reporting year");
    }
}
