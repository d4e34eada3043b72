package org.msixcasework.exchange;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Time;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The state of the exchange at a glance (UPL-6, UPL-7). */
@Component
class ExchangeStatus {

    private static final Duration SHOWN = Duration.ofDays(30);

    /** A run: its window of changes, and how much of it went. */
    record Run(
            String runId,
            String state,
            Instant windowBegin,
            Instant windowEnd,
            int students,
            int refused,
            Instant builtAt,
            @Nullable Instant sentAt) {}

    /** An answer of MSIX that needs a person. */
    record SetAside(String name, Instant at, String reason) {}

    /**
     * @param pending children that wait for the next file
     * @param built children in files that have not left yet
     * @param unanswered children that MSIX has not answered yet
     * @param rejected children whose latest submission was rejected, by region
     * @param filesWaiting answers that are not complete yet
     * @param filesSetAside answers of the last 30 days that could not be used, or not wholly
     */
    record View(
            @Nullable Run lastRun,
            int pending,
            int built,
            int unanswered,
            Map<String, Integer> rejected,
            int filesWaiting,
            List<SetAside> filesSetAside) {}

    private final JdbcTemplate jdbc;
    private final Time time;

    ExchangeStatus(JdbcTemplate jdbc, Time time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    View view() {
        return new View(
                lastRun(),
                count("select count(*) from submission where state = 'PENDING'"),
                count("select count(*) from submission where state = 'BUILT'"),
                count("select count(*) from submission where state = 'SENT'"),
                rejected(),
                count("select count(*) from inbound_file where outcome = 'WAITING'"),
                setAside());
    }

    private int count(String query) {
        var count = jdbc.queryForObject(query, Integer.class);
        return count == null ? 0 : count;
    }

    private @Nullable Run lastRun() {
        return jdbc
                .query("select * from upload_run order by window_end desc limit 1", (row, number) -> {
                    var sentAt = row.getTimestamp("sent_at");
                    return new Run(
                            row.getString("run_id"),
                            row.getString("state"),
                            row.getTimestamp("window_begin").toInstant(),
                            row.getTimestamp("window_end").toInstant(),
                            row.getInt("students"),
                            row.getInt("refused"),
                            row.getTimestamp("built_at").toInstant(),
                            sentAt == null ? null : sentAt.toInstant());
                })
                .stream()
                .findFirst()
                .orElse(null);
    }

    private Map<String, Integer> rejected() {
        var rejected = new TreeMap<String, Integer>();
        jdbc.query("""
                select s.region, count(*) as children from submission s
                where s.state = 'REJECTED' and not exists (
                    select 1 from submission later where later.state_student_id = s.state_student_id and later.id > s.id)
                group by s.region
                """, row -> {
            rejected.put(row.getString("region"), row.getInt("children"));
        });
        return rejected;
    }

    private List<SetAside> setAside() {
        return jdbc.query(
                """
                select name, handled_at, reason from inbound_file
                where (outcome = 'SET_ASIDE' or outcome = 'PROCESSED' and reason <> '') and handled_at > ?
                order by id desc
                """,
                (row, number) -> new SetAside(
                        row.getString("name"), row.getTimestamp("handled_at").toInstant(), row.getString("reason")),
                Timestamp.from(time.instant().minus(SHOWN)));
    }
}
