package org.msixcasework.sla;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The clocks of all cases. Each change is a line of the append-only ledger with who, why, and the versions of rule and
 * calendar; statutory clocks never pause. All methods run in the caller's transaction.
 */
@Component
public class Clocks {

    /** Reminders and levels are for people: they come when the day begins. */
    private static final LocalTime MORNING = LocalTime.of(8, 0);

    /** The line of a clock that was put into the state that its ledger says; it says no other one. */
    private static final String RESTORED = "RESTORED";

    private final ClockRepository repository;
    private final Duties duties;
    private final Calendars calendars;
    private final JdbcTemplate jdbc;
    private final Time time;
    private final ApplicationEventPublisher events;

    Clocks(
            ClockRepository repository,
            Duties duties,
            Calendars calendars,
            JdbcTemplate jdbc,
            Time time,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.duties = duties;
        this.calendars = calendars;
        this.jdbc = jdbc;
        this.time = time;
        this.events = events;
    }

    /**
     * Starts a clock on a day, which may lie in the past; day 0 does not count.
     *
     * @throws Rejected REFUSED if this clock of the case runs already
     */
    public void start(CaseRef ref, Deadline deadline, LocalDate startedOn, String reason) {
        start(ref, deadline, startedOn.atStartOfDay(Time.ZONE).toInstant(), reason);
    }

    /** As {@link #start(CaseRef, Deadline, LocalDate, String)}, for a duty that counts hours from a moment. */
    public void start(CaseRef ref, Deadline deadline, Instant startedAt, String reason) {
        latest(ref, deadline).ifPresent(before -> {
            if (before.state() == Clock.State.RUNNING) {
                throw Rejected.refused("sla.running", "The clock %s of %s runs already".formatted(deadline, ref));
            }
            // the new one is inserted at once, and two of a duty must not run
            repository.flush();
        });
        var clock = repository.save(new Clock(ref, duties.get(deadline), startedAt, calendars.get(Calendars.DEFAULT)));
        seen().put(new Key(ref, deadline), clock);
        write(clock, "STARTED", reason);
    }

    /**
     * Counts the due date of a running clock anew. Milestones that lie in the future again will be reached again, and a clock
     * that is no longer overdue has climbed to no level; the ledger keeps what was. Timers and tasks follow with
     * {@link ClockTasks#recalculate}.
     *
     * @param reason what changed; the ledger keeps it with the current user
     */
    void recalculate(CaseRef ref, Deadline deadline, Instant startedAt, String reason) {
        var clock = running(ref, deadline);
        clock.schedule(duties.get(deadline), startedAt, calendars.get(clock.calendar()));
        write(clock, "RECALCULATED", reason);
        var duty = duties.get(deadline);
        duty.reminders().stream()
                .filter(reminder -> remindAt(clock, reminder).isAfter(time.instant()))
                .forEach(reminder -> forget(clock, MilestoneReached.Kind.REMINDER, reminder));
        var levels = duty.escalations().stream()
                .filter(level -> escalateAt(clock, level).isAfter(time.instant()))
                .toList();
        levels.forEach(level -> forget(clock, MilestoneReached.Kind.ESCALATION, level));
        levels.stream().findFirst().ifPresent(first -> clock.fallTo(first.level() - 1));
    }

    private void forget(Clock clock, MilestoneReached.Kind kind, Duty.Milestone milestone) {
        jdbc.update(
                "delete from clock_milestone where clock_id = ? and kind = ? and level = ?",
                clock.id(),
                kind.name(),
                milestone.level());
    }

    /** Ends a clock by what it waited for; it is MISSED if that came after the due date. */
    public void meet(CaseRef ref, Deadline deadline) {
        meet(ref, deadline, time.instant());
    }

    /** As {@link #meet(CaseRef, Deadline)}, where what it waited for came earlier than it is recorded. */
    public void meet(CaseRef ref, Deadline deadline, Instant at) {
        var clock = running(ref, deadline);
        clock.meet(at);
        write(clock, clock.state().name(), "");
    }

    /** Ends a clock whose duty no longer exists. */
    public void cancel(CaseRef ref, Deadline deadline, String reason) {
        var clock = running(ref, deadline);
        clock.cancel();
        write(clock, "CANCELLED", reason);
    }

    /**
     * Puts a clock into the state that the last line of its ledger says, with the time of that line.
     *
     * @throws Rejected REFUSED if the ledger has no line
     */
    void follow(long clockId, String reason) {
        record Line(String event, Instant at) {}
        var clock = repository.findById(clockId).orElseThrow(() -> new NotFound("There is no clock " + clockId));
        var last = jdbc
                .query(
                        "select event, at from clock_event where clock_id = ? and event <> ? order by id desc limit 1",
                        (row, number) -> new Line(
                                row.getString("event"), row.getTimestamp("at").toInstant()),
                        clockId,
                        RESTORED)
                .stream()
                .findFirst()
                .orElseThrow(() -> Rejected.refused(
                        "sla.no-ledger",
                        "The ledger has no line of clock %s of %s".formatted(clock.deadline(), clock.ref())));
        if (clock.follow(last.event(), last.at())) {
            write(clock, RESTORED, reason);
        }
    }

    /** Whether a clock of this duty runs. */
    public boolean isRunning(CaseRef ref, Deadline deadline) {
        return latest(ref, deadline)
                .filter(clock -> clock.state() == Clock.State.RUNNING)
                .isPresent();
    }

    /** When the latest clock of this duty is due. */
    public Instant dueAt(CaseRef ref, Deadline deadline) {
        return get(ref, deadline).dueAt();
    }

    /** When day 0 of the latest clock of this duty begins. */
    Instant startsAt(CaseRef ref, Deadline deadline) {
        return get(ref, deadline).startedAt();
    }

    /** The day on which the latest clock of this duty is due. */
    public LocalDate dueOn(CaseRef ref, Deadline deadline) {
        return get(ref, deadline).dueOn();
    }

    /** When a duty that starts now would be due; nothing is stored. */
    public Instant dueFromNow(Deadline deadline) {
        return DueDates.dueAt(duties.get(deadline), time.instant(), calendars.get(Calendars.DEFAULT));
    }

    /** The clocks of a case in the order they were started, each with its days. */
    public List<ClockView> of(CaseRef ref) {
        return repository.findByProcessKeyAndBusinessKeyOrderById(ref.process(), ref.businessKey()).stream()
                .map(this::view)
                .toList();
    }

    private ClockView view(Clock clock) {
        var duty = duties.get(clock.deadline());
        return new ClockView(
                clock.deadline(),
                clock.deadline().label(),
                duty.length(),
                duty.citation(),
                duty.kind(),
                clock.startedOn(),
                clock.dueOn(),
                clock.dueAt(),
                clock.metAt(),
                clock.state(),
                clock.state() == Clock.State.RUNNING && time.instant().isAfter(clock.dueAt()),
                clock.level(),
                clock.calendar(),
                clock.calendarVersion(),
                DueDates.explain(duty, clock.startedAt(), calendars.get(clock.calendar())));
    }

    /** When the next reminder that was not sent yet is due; empty if none is left. */
    public Optional<Instant> nextReminder(CaseRef ref, Deadline deadline) {
        var clock = running(ref, deadline);
        var sent = reached(clock, MilestoneReached.Kind.REMINDER);
        return duties.get(deadline).reminders().stream()
                .filter(reminder -> reminder.level() > sent)
                .map(reminder -> remindAt(clock, reminder))
                .findFirst();
    }

    /** When the case climbs next: the due date first, then its levels; the last one repeats daily. */
    public Instant nextEscalation(CaseRef ref, Deadline deadline) {
        var clock = running(ref, deadline);
        var climbed = reached(clock, MilestoneReached.Kind.ESCALATION);
        return duties.get(deadline).escalations().stream()
                .filter(level -> level.level() > climbed)
                .map(level -> escalateAt(clock, level))
                .findFirst()
                .orElseGet(() -> repeatAt(clock, repetitions(clock) + 1));
    }

    /** Records each reminder that is due by now, once, and publishes it. */
    public void reachReminders(CaseRef ref, Deadline deadline) {
        var clock = running(ref, deadline);
        for (var reminder : duties.get(deadline).reminders()) {
            if (!remindAt(clock, reminder).isAfter(time.instant())) {
                reach(clock, MilestoneReached.Kind.REMINDER, reminder, 0);
            }
        }
    }

    /**
     * Records each level that is due by now, once, and publishes it. Of the daily repetitions missed during a stop only the
     * latest is made up for, and none where the level itself is new.
     */
    public void reachEscalations(CaseRef ref, Deadline deadline) {
        var clock = running(ref, deadline);
        var levels = duties.get(deadline).escalations();
        var last = levels.get(levels.size() - 1);
        var isLastNew = false;
        for (var level : levels) {
            if (!escalateAt(clock, level).isAfter(time.instant())) {
                isLastNew = reach(clock, MilestoneReached.Kind.ESCALATION, level, 0) && level.equals(last);
                clock.climbTo(level.level());
            }
        }
        var repetition = (int) ChronoUnit.DAYS.between(repeatAt(clock, 0), time.instant());
        if (clock.level() == last.level() && repetition > 0) {
            if (isLastNew) {
                record(clock, MilestoneReached.Kind.ESCALATION, last, repetition);
            } else {
                reach(clock, MilestoneReached.Kind.ESCALATION, last, repetition);
            }
        }
    }

    /** The roles that the running clock of a duty has climbed to, lowest first. */
    List<Duty.Milestone> climbed(CaseRef ref, @Nullable String duty) {
        var roles = new ArrayList<Duty.Milestone>();
        repository.findByProcessKeyAndBusinessKeyOrderById(ref.process(), ref.businessKey()).stream()
                .filter(clock -> clock.state() == Clock.State.RUNNING
                        && clock.deadline().name().equals(duty))
                .forEach(clock -> duties.get(clock.deadline()).escalations().stream()
                        .filter(level -> level.level() <= clock.level())
                        .forEach(roles::add));
        return roles;
    }

    /** Whether this milestone had not been reached before. */
    private boolean reach(Clock clock, MilestoneReached.Kind kind, Duty.Milestone milestone, int repetition) {
        var isNew = record(clock, kind, milestone, repetition);
        if (isNew) {
            write(clock, kind + " " + milestone.level(), milestone.role());
            events.publishEvent(new MilestoneReached(
                    clock.ref(),
                    clock.deadline(),
                    kind,
                    milestone.level(),
                    repetition,
                    milestone.role(),
                    clock.dueOn(),
                    duties.get(clock.deadline()).kind() == Duty.Kind.STATUTORY));
        }
        return isNew;
    }

    private boolean record(Clock clock, MilestoneReached.Kind kind, Duty.Milestone milestone, int repetition) {
        return jdbc.update("""
                        insert into clock_milestone (clock_id, kind, level, repetition, reached_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing
                        """, clock.id(), kind.name(), milestone.level(), repetition, Timestamp.from(time.instant()))
                == 1;
    }

    private Instant remindAt(Clock clock, Duty.Milestone reminder) {
        var duty = duties.get(clock.deadline());
        if (reminder.offset() < 0) {
            return clock.dueOn()
                    .plusDays(reminder.offset())
                    .atTime(MORNING)
                    .atZone(Time.ZONE)
                    .toInstant();
        }
        return duty.unit() == Duty.Unit.HOURS
                ? clock.startedAt().plus(reminder.offset(), ChronoUnit.HOURS)
                : morningAfter(clock, clock.startedOn(), reminder.offset());
    }

    private Instant escalateAt(Clock clock, Duty.Milestone level) {
        if (level.offset() == 0) {
            return clock.dueAt();
        }
        return duties.get(clock.deadline()).unit() == Duty.Unit.HOURS
                ? clock.dueAt().plus(level.offset(), ChronoUnit.HOURS)
                : morningAfter(clock, clock.dueOn(), level.offset());
    }

    private Instant repeatAt(Clock clock, int repetition) {
        var levels = duties.get(clock.deadline()).escalations();
        return escalateAt(clock, levels.get(levels.size() - 1)).plus(repetition, ChronoUnit.DAYS);
    }

    private Instant morningAfter(Clock clock, LocalDate from, int offset) {
        var unit = duties.get(clock.deadline()).unit();
        var counted = unit == Duty.Unit.WORKING_DAYS ? unit : Duty.Unit.CALENDAR_DAYS;
        return DueDates.after(from, offset, counted, calendars.get(clock.calendar()))
                .atTime(MORNING)
                .atZone(Time.ZONE)
                .toInstant();
    }

    private int reached(Clock clock, MilestoneReached.Kind kind) {
        return max("level", clock, kind);
    }

    private int repetitions(Clock clock) {
        return max("repetition", clock, MilestoneReached.Kind.ESCALATION);
    }

    private int max(String column, Clock clock, MilestoneReached.Kind kind) {
        var highest = jdbc.queryForObject(
                "select coalesce(max(%s), 0) from clock_milestone where clock_id = ? and kind = ?".formatted(column),
                Integer.class,
                clock.id(),
                kind.name());
        return highest == null ? 0 : highest;
    }

    private void write(Clock clock, String event, String reason) {
        var duty = duties.get(clock.deadline());
        jdbc.update(
                """
                insert into clock_event
                    (clock_id, at, actor, event, reason, due_on, rule, calendar, calendar_version)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                clock.id(),
                Timestamp.from(time.instant()),
                Actor.current(),
                event,
                reason,
                java.sql.Date.valueOf(clock.dueOn()),
                duty.rule(),
                clock.calendar(),
                clock.calendarVersion());
    }

    /** A transaction that enters a stretch asks five times for the same clock, and each question writes out what is changed. */
    private Optional<Clock> latest(CaseRef ref, Deadline deadline) {
        return Optional.ofNullable(seen().computeIfAbsent(
                        new Key(ref, deadline),
                        key -> repository
                                .findFirstByProcessKeyAndBusinessKeyAndDeadlineOrderByIdDesc(
                                        ref.process(), ref.businessKey(), deadline)
                                .orElse(null)));
    }

    /** Which clock is meant: the latest of a duty in a case. */
    private record Key(CaseRef ref, Deadline deadline) {}

    /** The clocks that the current transaction has seen; their state is the entity manager's to keep. */
    private static final class Seen implements TransactionSynchronization {

        private final Map<Key, Clock> clocks = new HashMap<>();
    }

    private static Map<Key, Clock> seen() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return new HashMap<>();
        }
        for (var synchronization : TransactionSynchronizationManager.getSynchronizations()) {
            if (synchronization instanceof Seen seen) {
                return seen.clocks;
            }
        }
        var seen = new Seen();
        TransactionSynchronizationManager.registerSynchronization(seen);
        return seen.clocks;
    }

    private Clock get(CaseRef ref, Deadline deadline) {
        return latest(ref, deadline)
                .orElseThrow(() -> new NotFound("Case %s has no clock %s".formatted(ref, deadline)));
    }

    private Clock running(CaseRef ref, Deadline deadline) {
        return latest(ref, deadline)
                .filter(clock -> clock.state() == Clock.State.RUNNING)
                .orElseThrow(() -> Rejected.refused(
                        "sla.not-running", "The clock %s of %s does not run".formatted(deadline, ref)));
    }
}
