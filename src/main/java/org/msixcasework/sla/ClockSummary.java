package org.msixcasework.sla;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Time;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Counts clocks, from the register and the ledger. */
@Component
class ClockSummary {

    /**
     * @param region null for cases of the State
     * @param dueSoon running and due within three days
     * @param overdue running past the due date; together with {@code dueSoon} part of {@code running}
     * @param missed ended after the due date
     */
    record Row(
            String process,
            @Nullable String region,
            Deadline deadline,
            Duty.Kind kind,
            long running,
            long dueSoon,
            long overdue,
            long met,
            long missed) {}

    private static final Duration SOON = Duration.ofDays(3);

    private final JdbcTemplate jdbc;
    private final Duties duties;
    private final Time time;

    ClockSummary(JdbcTemplate jdbc, Duties duties, Time time) {
        this.jdbc = jdbc;
        this.duties = duties;
        this.time = time;
    }

    /**
     * @param region one region, or null for all
     * @param readable the regions the reader may see; empty where he may see all
     */
    List<Row> of(@Nullable String region, Optional<List<String>> readable) {
        var now = Timestamp.from(time.instant());
        var values = new ArrayList<Object>(List.of(Timestamp.from(time.instant().plus(SOON)), now, now));
        var where = new ArrayList<String>(List.of("true"));
        if (region != null) {
            where.add("f.region = ?");
            values.add(region);
        }
        readable.ifPresent(regions -> {
            where.add("f.region = any (?)");
            values.add(regions.toArray(String[]::new));
        });
        return jdbc.query(
                """
                select c.process_key, f.region, c.deadline,
                    count(*) filter (where c.state = 'RUNNING') as running,
                    count(*) filter (where c.state = 'RUNNING' and c.due_at <= ? and c.due_at >= ?) as due_soon,
                    count(*) filter (where c.state = 'RUNNING' and c.due_at < ?) as overdue,
                    count(*) filter (where c.state = 'MET') as met,
                    count(*) filter (where c.state = 'MISSED') as missed
                from clock c join case_file f using (process_key, business_key)
                where %s
                group by c.process_key, f.region, c.deadline
                order by c.process_key, f.region, c.deadline
                """.formatted(String.join(" and ", where)),
                (row, number) -> {
                    var deadline = Deadline.valueOf(row.getString("deadline"));
                    return new Row(
                            row.getString("process_key"),
                            row.getString("region"),
                            deadline,
                            duties.get(deadline).kind(),
                            row.getLong("running"),
                            row.getLong("due_soon"),
                            row.getLong("overdue"),
                            row.getLong("met"),
                            row.getLong("missed"));
                },
                values.toArray());
    }
}
