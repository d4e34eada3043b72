package org.msixcasework.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Time;
import org.msixcasework.core.Total;
import org.msixcasework.process.OpenTasks;
import org.msixcasework.sla.ClockScope;
import org.msixcasework.sla.ClockSummary;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Duties;
import org.msixcasework.sla.Duty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The clocks behind a bar of the board, a page of them: what is due first comes first, with who has the case and what was done last. */
@Component
class ClockList {

    static final int PAGE_SIZE = 50;

    /**
     * One clock.
     *
     * @param duty the duty in words
     * @param endedAt null while it runs
     * @param daysLate days between the due date and the end, or today; 0 if it is not late
     * @param holders who has the open tasks of the case
     * @param last what was done last on the case
     */
    record Line(
            String process,
            String businessKey,
            @Nullable String region,
            Deadline deadline,
            String duty,
            Duty.Kind kind,
            LocalDate dueOn,
            @Nullable Instant endedAt,
            long daysLate,
            int level,
            List<Holder> holders,
            @Nullable Entry last) {

        CaseRef ref() {
            return new CaseRef(process, businessKey);
        }

        Line heldBy(List<Holder> found) {
            return new Line(
                    process, businessKey, region, deadline, duty, kind, dueOn, endedAt, daysLate, level, found, last);
        }
    }

    /**
     * Who has an open task.
     *
     * @param assignee who took it; null if nobody did
     * @param groups whom it is offered to
     */
    record Holder(String task, @Nullable String assignee, List<String> groups) {

        static Holder of(OpenTasks.Offer offer) {
            return new Holder(
                    offer.name(),
                    offer.assignee(),
                    offer.groups().stream().sorted().toList());
        }
    }

    /** The last line of a case's journal. */
    record Entry(Instant at, String actor, String what) {}

    /** @param total counted up to {@link Total#MOST} */
    record Found(List<Line> items, long total) {}

    private final JdbcTemplate jdbc;
    private final ClockScope scope;
    private final Duties duties;
    private final OpenTasks tasks;
    private final Time time;

    ClockList(JdbcTemplate jdbc, ClockScope scope, Duties duties, OpenTasks tasks, Time time) {
        this.jdbc = jdbc;
        this.scope = scope;
        this.duties = duties;
        this.tasks = tasks;
        this.time = time;
    }

    /** @throws org.msixcasework.core.Rejected FORBIDDEN for a region that the current user may not read */
    Found find(Selection selection, int page) {
        var where = conditions(selection);
        var total = Total.of(jdbc, "select 1 from clock where " + where.text(), where.values());
        var lines = jdbc.query(
                """
                select c.*, j.at, j.actor, j.what
                from (
                    select id, process_key, business_key, region, deadline, due_on, due_at, met_at, level
                    from clock where %s order by due_at, id limit ? offset ?) c
                left join lateral (
                    select at, actor, what from case_journal
                    where process_key = c.process_key and business_key = c.business_key
                    order by at desc, id desc limit 1) j on true
                order by c.due_at, c.id
                """.formatted(where.text()), this::line, where.values(List.of(), PAGE_SIZE, (long) page * PAGE_SIZE));
        var held = selection.show().isEnded()
                ? Map.<CaseRef, List<OpenTasks.Offer>>of()
                : tasks.offers(lines.stream().map(Line::ref).distinct().toList());
        var items = lines.stream()
                .map(line -> line.heldBy(held.getOrDefault(line.ref(), List.of()).stream()
                        .map(Holder::of)
                        .toList()))
                .toList();
        return new Found(items, total);
    }

    private ClockScope.Conditions conditions(Selection selection) {
        var where = scope.clocks(selection.filter());
        var now = Timestamp.from(time.instant());
        var soon = Timestamp.from(time.instant().plus(ClockSummary.SOON));
        switch (selection.show()) {
            case OPEN -> where.and("state = 'RUNNING'");
            case OVERDUE -> where.and("state = 'RUNNING' and due_at < ?", now);
            case SOON -> where.and("state = 'RUNNING' and due_at >= ? and due_at <= ?", now, soon);
            case LATER -> where.and("state = 'RUNNING' and due_at > ?", soon);
            case WEEK ->
                where.and(
                        "state = 'RUNNING' and due_at >= ? and due_at <= ?",
                        now,
                        Timestamp.from(time.instant().plus(Duration.ofDays(Forecast.DAYS))));
            case ENDED -> where.and("state in ('MET', 'MISSED')");
            case MET, MISSED -> where.and("state = '" + selection.show() + "' and state in ('MET', 'MISSED')");
        }
        if (selection.deadline() != null) {
            where.and("deadline = ?", selection.deadline().name());
        }
        if (selection.level() != null) {
            where.and("level = ?", selection.level());
        }
        if (selection.month() != null) {
            where.and(
                    "met_at >= ? and met_at < ?",
                    Timestamp.from(selection.from().atStartOfDay(Time.ZONE).toInstant()),
                    Timestamp.from(selection
                            .from()
                            .plusMonths(1)
                            .atStartOfDay(Time.ZONE)
                            .toInstant()));
        }
        return where;
    }

    private Line line(ResultSet row, int number) throws SQLException {
        var deadline = Deadline.valueOf(row.getString("deadline"));
        var dueOn = row.getDate("due_on").toLocalDate();
        var ended = row.getTimestamp("met_at");
        var until = ended == null ? time.instant() : ended.toInstant();
        var isLate = until.isAfter(row.getTimestamp("due_at").toInstant());
        var at = row.getTimestamp("at");
        return new Line(
                row.getString("process_key"),
                row.getString("business_key"),
                row.getString("region"),
                deadline,
                deadline.label(),
                duties.get(deadline).kind(),
                dueOn,
                ended == null ? null : ended.toInstant(),
                isLate ? ChronoUnit.DAYS.between(dueOn, LocalDate.ofInstant(until, Time.ZONE)) : 0,
                row.getInt("level"),
                List.of(),
                at == null ? null : new Entry(at.toInstant(), row.getString("actor"), row.getString("what")));
    }
}
