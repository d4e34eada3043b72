package org.msixcasework.sla;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Time;
import org.msixcasework.process.Cases;
import org.msixcasework.process.Incidents;
import org.msixcasework.process.Step;
import org.msixcasework.process.Timers;
import org.msixcasework.process.Variable;
import org.springframework.stereotype.Component;

/**
 * What diagrams ask of the clocks. Timers and due dates say {@code ${sla.due(execution, 'COE_UPLOAD')}}; the steps of a
 * stretch are made here, so that every case type reminds and escalates in the same way.
 */
@Component("sla")
public class ClockTasks {

    /** The answer to "Reminder left?". */
    static final Variable<Boolean> REMINDER_LEFT = Variable.flag("reminderLeft");

    private final Clocks clocks;
    private final Incidents incidents;
    private final Cases cases;
    private final Timers timers;
    private final Time time;

    ClockTasks(Clocks clocks, Incidents incidents, Cases cases, Timers timers, Time time) {
        this.clocks = clocks;
        this.incidents = incidents;
        this.cases = cases;
        this.timers = timers;
        this.time = time;
    }

    /** When the clock of this case is due. */
    public Date due(DelegateExecution execution, String deadline) {
        return Date.from(clocks.dueAt(Step.caseOf(execution), Deadline.valueOf(deadline)));
    }

    /** When day 0 of the running clock begins, which may lie ahead. */
    public Date startsAt(DelegateExecution execution, String deadline) {
        return Date.from(clocks.startsAt(Step.caseOf(execution), Deadline.valueOf(deadline)));
    }

    /** When a service target is due that starts today and has no clock in the ledger, such as a review. */
    public Date target(String deadline) {
        return Date.from(clocks.dueFromNow(Deadline.valueOf(deadline)));
    }

    /** When the next reminder is to be sent; far in the future where none is left. */
    public Date nextReminder(DelegateExecution execution, String deadline) {
        return dateOf(clocks.nextReminder(Step.caseOf(execution), Deadline.valueOf(deadline)));
    }

    /** When the case climbs to its next level; the first is the due date, the last repeats daily. */
    public Date nextEscalation(DelegateExecution execution, String deadline) {
        return Date.from(clocks.nextEscalation(Step.caseOf(execution), Deadline.valueOf(deadline)));
    }

    /** A timer needs a date; a reminder that nobody asked for is never due. */
    private static Date dateOf(Optional<Instant> instant) {
        return Date.from(instant.orElse(Instant.parse("9999-12-31T00:00:00Z")));
    }

    /** Starts a clock of the case on a day, which does not count. */
    public void start(CaseRef ref, Deadline deadline, LocalDate startedOn, String reason) {
        clocks.start(ref, deadline, startedOn, reason);
    }

    /** Starts a clock of the case that counts hours from a moment. */
    public void start(CaseRef ref, Deadline deadline, Instant startedAt, String reason) {
        clocks.start(ref, deadline, startedAt, reason);
    }

    /** Sends the reminders that are due. */
    public JavaDelegate remind(Deadline deadline) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.reachReminders(ref, deadline);
            execution.setVariableLocal(
                    REMINDER_LEFT.name(), clocks.nextReminder(ref, deadline).isPresent());
        };
    }

    /** Climbs every level that is due, and marks the stretch of the diagram as overdue. */
    public JavaDelegate escalate(Deadline deadline) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.reachEscalations(ref, deadline);
            incidents.raise(
                    execution,
                    Incidents.OVERDUE,
                    deadline.name(),
                    "%s was due on %s".formatted(deadline, clocks.dueOn(ref, deadline)));
        };
    }

    /** Meets the clock and takes the mark "overdue" from the diagram. */
    public JavaDelegate meet(Deadline deadline) {
        return meet(deadline, ref -> time.instant());
    }

    /** As {@link #meet(Deadline)}, where what the clock waited for came earlier than it is recorded. */
    public JavaDelegate meet(Deadline deadline, Function<CaseRef, Instant> at) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.meet(ref, deadline, at.apply(ref));
            incidents.resolve(execution, Incidents.OVERDUE, deadline.name());
        };
    }

    /**
     * Counts the due date of a running clock anew, with the due dates of the tasks it counts, every timer of the case and, where
     * it is no longer overdue, without the mark on the diagram.
     *
     * @param startedOn the new day 0
     * @param reason what changed; the ledger keeps it with the current actor
     */
    public void recalculate(CaseRef ref, Deadline deadline, LocalDate startedOn, String reason) {
        recalculate(ref, deadline, startedOn.atStartOfDay(Time.ZONE).toInstant(), reason);
    }

    /** As {@link #recalculate(CaseRef, Deadline, LocalDate, String)}, for a duty that counts hours from a moment. */
    void recalculate(CaseRef ref, Deadline deadline, Instant startedAt, String reason) {
        clocks.recalculate(ref, deadline, startedAt, reason);
        var instance = cases.get(ref).processInstanceId();
        var due = clocks.dueAt(ref, deadline);
        timers.follow(instance, deadline.name(), due);
        if (due.isAfter(time.instant())) {
            incidents.resolve(instance, Incidents.OVERDUE, deadline.name());
        }
    }

    /** As {@link #recalculate}, unless the clock has ended. */
    public void recalculateIfRunning(CaseRef ref, Deadline deadline, LocalDate startedOn, String reason) {
        if (clocks.isRunning(ref, deadline)) {
            recalculate(ref, deadline, startedOn, reason);
        }
    }

    /**
     * Ends a clock whose duty turned out not to exist, and takes the mark "overdue" from the diagram.
     *
     * @param reason why, without personal data; the ledger keeps it
     */
    public JavaDelegate cancel(Deadline deadline, String reason) {
        return execution -> {
            clocks.cancel(Step.caseOf(execution), deadline, reason);
            incidents.resolve(execution, Incidents.OVERDUE, deadline.name());
        };
    }
}
