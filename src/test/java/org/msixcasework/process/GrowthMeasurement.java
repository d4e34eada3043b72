package org.msixcasework.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.Time;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Takes cases of the main kinds to their end and prints what each leaves in the database: rows and bytes, before and after the
 * clean-up of the engine's history. Not part of the suite; {@code docs/growth.md} says how to run it and what follows.
 */
@Tag("apart")
class GrowthMeasurement extends Scenario {

    private static final int CASES = Integer.getInteger("growth.cases", 200);

    /** Rows and bytes of each table. */
    private record Size(long rows, long bytes) {

        Size minus(Size before) {
            return new Size(rows - before.rows, bytes - before.bytes);
        }
    }

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    HistoryService history;

    @Autowired
    ManagementService management;

    @Autowired
    EmbeddedPostgres postgres;

    GrowthMeasurement() {
        super("coe");
    }

    @Test
    void whatACaseOfEachKindLeaves() {
        flow.uploaded("oswego");
        var start = sizes();
        var numbers = IntStream.range(0, CASES).mapToObj(each -> flow.entered()).toList();
        flow.uploads();
        var afterCoe = report("coe", CASES, start);
        residency(numbers);
        var afterResidency = report("residency", CASES, afterCoe);
        var children = term();
        var afterTerm = report("term", children, afterResidency);
        moveAlerts();
        var last = report("movealert", CASES, afterTerm);
        cleanUp();
        report("clean-up of all of them", 1, last);
        report("everything after the clean-up", 1, start);
    }

    private void residency(List<String> numbers) {
        for (var number : numbers) {
            var key = "G-" + number;
            var fields = Map.of(
                    "studentId", Samples.child(number, 2),
                    "trigger", "DEPARTURE_FORM",
                    "receivedOn", "2026-09-11",
                    "toState", "FL");
            succeeds(api.start("ds-oswego", "residency", key, fields).status());
            succeeds(api.complete(
                            "ds-oswego",
                            key,
                            "submitUpdates",
                            Map.of("outcome", "UPDATES_READY", "withdrawalDate", "2026-09-10"))
                    .status());
        }
        time.settle();
        flow.uploads();
    }

    private int term() {
        succeeds(api.put("sda", "/api/terms/G-TERM", """
                {"region":"oswego","type":"FALL","start":"2026-09-03","end":"2026-09-10"}""").status());
        succeeds(api.post("sda", "/api/terms/G-TERM/close", "{}").status());
        time.settle();
        var keys = jdbc.queryForList(
                "select business_key from case_file where process_key = 'term' and business_key like 'G-TERM:%' and closed_at is null",
                String.class);
        for (var key : keys) {
            succeeds(api.complete(
                            "ds-oswego", key, "enterUpdates", Map.of("outcome", "NOTHING_FURTHER", "attested", true))
                    .status());
        }
        time.settle();
        flow.uploads();
        return keys.size();
    }

    private void moveAlerts() {
        for (var each = 0; each < CASES; each++) {
            var key = "G-ALERT-" + each;
            succeeds(api.start(
                            "sda",
                            "movealert",
                            key,
                            Map.of(
                                    "direction", "INCOMING",
                                    "msixId", "%012d".formatted(900_000_000_000L + each),
                                    "otherState", "FL",
                                    "noticedAt", "2026-09-11T08:30:00-04:00",
                                    "region", "oswego"))
                    .status());
            succeeds(api.complete("sda", key, "contactRegion", Map.of("contacted", true))
                    .status());
            succeeds(api.complete("ds-oswego", key, "locate", Map.of("found", "no"))
                    .status());
        }
        time.settle();
    }

    private static void succeeds(int status) {
        assertThat(status).isBetween(200, 299);
    }

    /** What the engine removes eight years later. */
    private void cleanUp() {
        ClockUtil.setCurrentTime(Date.from(LocalDate.of(2034, 12, 1)
                .atTime(LocalTime.NOON)
                .atZone(Time.ZONE)
                .toInstant()));
        try {
            history.cleanUpHistoryAsync(true);
            for (var round = 0; round < 20 + CASES / 5; round++) {
                history.findHistoryCleanupJobs().forEach(job -> management.executeJob(job.getId()));
            }
        } finally {
            time.moveTo(at(FRIDAY, 9));
        }
    }

    private Map<String, Size> report(String what, int cases, Map<String, Size> before) {
        var now = sizes();
        var lines = new ArrayList<String>();
        var rows = 0L;
        var bytes = 0L;
        for (var table : now.entrySet()) {
            var more = table.getValue().minus(before.getOrDefault(table.getKey(), new Size(0, 0)));
            rows += more.rows();
            bytes += more.bytes();
            if (more.rows() != 0) {
                lines.add("  %-26s %8.2f rows %9d bytes"
                        .formatted(table.getKey(), 1.0 * more.rows() / cases, more.bytes() / cases));
            }
        }
        System.out.printf(
                "GROWTH %s, each of %d: %.1f rows, %d bytes%n%s%n",
                what, cases, 1.0 * rows / cases, bytes / cases, String.join("\n", lines));
        return now;
    }

    /** Of rows and indexes as they are when packed: what updates leave behind differs with the load. */
    private Map<String, Size> sizes() {
        var sizes = new TreeMap<String, Size>();
        var tables = jdbc.queryForList(
                "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
                String.class);
        var owner = new JdbcTemplate(postgres.getPostgresDatabase());
        owner.execute("vacuum full");
        for (var table : tables) {
            sizes.put(
                    table,
                    new Size(
                            owner.queryForObject("select count(*) from \"%s\"".formatted(table), Long.class),
                            owner.queryForObject(
                                    "select pg_total_relation_size('\"%s\"')".formatted(table), Long.class)));
        }
        return sizes;
    }
}
