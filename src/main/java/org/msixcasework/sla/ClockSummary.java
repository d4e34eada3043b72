package org.msixcasework.sla;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Time;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Counts clocks from what the ledger adds up: those that run by when they are due, those that ended by day, and in the end by month. */
@Component
public class ClockSummary {

    /**
     * @param region null for cases of the State
     * @param dueSoon running and due within three days
     * @param overdue running past the due date; together with {@code dueSoon} part of {@code running}
     * @param met ended by the due date, ever
     * @param missed ended after the due date, ever
     */
    public record Row(
            String process,
            @Nullable String region,
            Deadline deadline,
            Duty.Kind kind,
            long running,
            long dueSoon,
            long overdue,
            long met,
            long missed) {}

    /** What is due within this time is due soon. */
    public static final Duration SOON = Duration.ofDays(3);

    private final JdbcTemplate jdbc;
    private final ClockScope scope;
    private final Duties duties;
    private final Time time;

    ClockSummary(JdbcTemplate jdbc, ClockScope scope, Duties duties, Time time) {
        this.jdbc = jdbc;
        this.scope = scope;
        this.duties = duties;
        this.time = time;
    }

    /**
     * The clocks that the current user may count, by process, region and deadline.
     *
     * @throws org.msixcasework.core.Rejected FORBIDDEN for a region that he may not read
     */
    public List<Row> of(ClockScope.Filter filter) {
        var where = scope.tally(filter);
        var now = Timestamp.from(time.instant());
        var soon = Timestamp.from(time.instant().plus(SOON));
        return jdbc.query(
                """
                select process_key, region, deadline, sum(running) as running, sum(due_soon) as due_soon, sum(overdue) as overdue,
                    sum(met) as met, sum(missed) as missed
                from (
                    select process_key, nullif(region, '') as region, deadline, sum(running) as running,
                        sum(running) filter (where due_at >= ? and due_at <= ?) as due_soon,
                        sum(running) filter (where due_at < ?) as overdue, 0 as met, 0 as missed
                    from clock_load where %1$s group by process_key, region, deadline
                    union all
                    select process_key, nullif(region, ''), deadline, 0, 0, 0, sum(met), sum(missed)
                    from clock_tally where %1$s group by process_key, region, deadline
                ) counted
                group by process_key, region, deadline
                order by process_key, region, deadline
                """.formatted(where.text()),
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
                where.values(List.of(now, soon, now), where.values()));
    }
}
