package org.msixcasework.sla;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.identity.Regions;
import org.msixcasework.process.Cases;
import org.msixcasework.process.Incidents;
import org.msixcasework.process.OpenTasks;
import org.msixcasework.process.Stretches;
import org.msixcasework.process.Timers;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The clocks held against their ledger, and what puts them right where something else changed them. Each repair is a line of the
 * ledger in the name of whoever asked for it; doing it twice changes nothing more. All methods run in the caller's transaction.
 */
@Component
public class Ledger {

    /** A running clock whose due date is not the one that follows from its first day. */
    public record Miscounted(long clockId, CaseRef ref, Deadline deadline, Instant dueAt, Instant counted) {}

    /**
     * What a task whose time a duty counts has to have once its clock climbed.
     *
     * @param level of the clock
     * @param priority the task has at least this one
     */
    public record Raised(String duty, int level, int priority) {}

    private static final String REASON = "self-check: ";

    private final ClockRepository repository;
    private final Clocks clocks;
    private final ClockTasks clockTasks;
    private final Duties duties;
    private final Calendars calendars;
    private final Priorities priorities;
    private final Regions regions;
    private final Cases cases;
    private final OpenTasks tasks;
    private final Timers timers;
    private final Incidents incidents;
    private final JdbcTemplate jdbc;

    Ledger(
            ClockRepository repository,
            Clocks clocks,
            ClockTasks clockTasks,
            Duties duties,
            Calendars calendars,
            Priorities priorities,
            Regions regions,
            Cases cases,
            OpenTasks tasks,
            Timers timers,
            Incidents incidents,
            JdbcTemplate jdbc) {
        this.repository = repository;
        this.clocks = clocks;
        this.clockTasks = clockTasks;
        this.duties = duties;
        this.calendars = calendars;
        this.priorities = priorities;
        this.regions = regions;
        this.cases = cases;
        this.tasks = tasks;
        this.timers = timers;
        this.incidents = incidents;
        this.jdbc = jdbc;
    }

    /**
     * The running clocks whose due date differs from a fresh count. Only those that were counted by the rule and the calendar of
     * today can be held against it.
     */
    public List<Miscounted> miscounted() {
        var found = new ArrayList<Miscounted>();
        // most clocks share their day 0 with many others
        var known = new HashMap<String, Instant>();
        jdbc.query("""
                select c.id, c.process_key, c.business_key, c.deadline, c.started_at, c.due_at, c.calendar,
                    c.calendar_version,
                    (select e.rule from clock_event e where e.clock_id = c.id order by e.id desc limit 1) as rule
                from clock c where c.state = 'RUNNING' order by c.id
                """, row -> {
            var counted = recounted(row, known);
            var due = row.getTimestamp("due_at").toInstant();
            if (counted != null && !counted.equals(due)) {
                found.add(new Miscounted(
                        row.getLong("id"),
                        new CaseRef(row.getString("process_key"), row.getString("business_key")),
                        Deadline.valueOf(row.getString("deadline")),
                        due,
                        counted));
            }
        });
        return found;
    }

    private @Nullable Instant recounted(ResultSet row, Map<String, Instant> known) throws SQLException {
        var duty = duties.get(Deadline.valueOf(row.getString("deadline")));
        var calendar = calendars.get(row.getString("calendar"));
        if (!calendar.version().equals(row.getString("calendar_version"))
                || !duty.rule().equals(row.getString("rule"))) {
            return null;
        }
        var start = row.getTimestamp("started_at").toInstant();
        return known.computeIfAbsent(
                "%s %s %s".formatted(duty.deadline(), calendar.profile(), start),
                key -> DueDates.dueAt(duty, start, calendar));
    }

    /** How far up the tasks of each duty have to be at each level of its clock; a level that only its owner hears of raises none. */
    public List<Raised> raised() {
        var raised = new ArrayList<Raised>();
        for (var duty : duties.all()) {
            var name = duty.deadline().name();
            var priority = priorities.of(name, 0);
            for (var level : duty.escalations()) {
                priority = level.role().equals(Duty.OWNER) ? priority : priorities.of(name, level.level());
                raised.add(new Raised(name, level.level(), priority));
            }
        }
        return raised;
    }

    /** Counts the due date of a running clock anew from its first day; timers and tasks follow. */
    public void recount(CaseRef ref, Deadline deadline) {
        clockTasks.recalculate(ref, deadline, clocks.startsAt(ref, deadline), REASON + "counted anew");
    }

    /** Ends a clock whose case has ended. */
    public void end(CaseRef ref, Deadline deadline) {
        clocks.cancel(ref, deadline, REASON + "its case has ended");
        cases.find(ref)
                .ifPresent(file -> incidents.resolve(file.processInstanceId(), Incidents.OVERDUE, deadline.name()));
    }

    /**
     * Starts the clock of a stretch that counts none.
     *
     * @param since when the stretch began, which is the best that is known of day 0
     */
    public void start(CaseRef ref, Deadline deadline, Instant since) {
        clocks.start(ref, deadline, since, REASON + "counted from when the work began");
        timers.follow(cases.get(ref).processInstanceId(), deadline.name(), clocks.dueAt(ref, deadline));
    }

    /**
     * Puts a clock into the state that its ledger says.
     *
     * @throws Rejected REFUSED if the ledger says nothing of it
     */
    public void follow(long clockId) {
        clocks.follow(clockId, REASON + "as the ledger has it");
    }

    /** Sets the timers again that a running clock has lost, each for when its next milestone is due. */
    public void restoreTimers(CaseRef ref, Deadline deadline) {
        var instance = cases.get(ref).processInstanceId();
        var kinds = EnumSet.of(Stretches.Kind.ESCALATION);
        if (clocks.nextReminder(ref, deadline).isPresent()) {
            kinds.add(Stretches.Kind.REMINDER);
        }
        timers.restore(instance, deadline.name(), kinds);
        timers.follow(instance, deadline.name(), clocks.dueAt(ref, deadline));
        cases.note(ref, "timers set again", deadline.name());
    }

    /** Offers the open tasks of a duty to every role that its clock has climbed to, and raises them accordingly. */
    public void raise(CaseRef ref, Deadline deadline) {
        var region = cases.get(ref).region();
        var duty = deadline.name();
        for (var level : clocks.climbed(ref, duty)) {
            if (!level.role().equals(Duty.OWNER)) {
                tasks.widen(ref, duty, regions.groupFor(level.role(), region), priorities.of(duty, level.level()));
            }
        }
    }
}
