package org.msixcasework.sla;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Time;
import org.msixcasework.process.Processes;
import org.springframework.stereotype.Component;

/** What somebody reads first of a case: what it is about, and until when what has to be done, in words. */
@Component
class CaseHead {

    /**
     * A clock that runs, in words.
     *
     * @param when such as {@code in 3 working days}
     */
    record Due(String duty, String kind, LocalDate dueOn, String when, boolean isLate, boolean isToday) {}

    /**
     * The head of a case.
     *
     * @param about what cases of this type are about; may be empty
     * @param dues the clocks that run, what is due first first
     */
    record Head(String about, List<Due> dues) {}

    private final Processes processes;
    private final WorkingDays days;
    private final Time time;

    CaseHead(Processes processes, WorkingDays days, Time time) {
        this.processes = processes;
        this.days = days;
        this.time = time;
    }

    Head of(CaseRef ref, List<ClockView> clocks) {
        var dues = clocks.stream()
                .filter(clock -> clock.state() == Clock.State.RUNNING)
                .sorted((one, other) -> one.dueAt().compareTo(other.dueAt()))
                .map(this::due)
                .toList();
        return new Head(processes.aboutOf(ref.process()), dues);
    }

    private Due due(ClockView clock) {
        var duty = clock.deadline().label();
        var today = time.today();
        return new Due(
                duty,
                clock.kind().label(),
                clock.dueOn(),
                when(clock, today),
                clock.overdue(),
                !clock.overdue() && clock.dueOn().equals(today));
    }

    private String when(ClockView clock, LocalDate today) {
        if (clock.overdue()) {
            var late = Math.max(1, ChronoUnit.DAYS.between(clock.dueOn(), today));
            return clock.dueOn().equals(today) ? "since today" : "overdue for %d %s".formatted(late, days(late));
        }
        if (clock.dueOn().equals(today)) {
            return "today";
        }
        var left = days.between(today, clock.dueOn());
        return left == 0 ? "before the next working day" : "in %d working %s".formatted(left, days(left));
    }

    private static String days(long number) {
        return number == 1 ? "day" : "days";
    }
}
