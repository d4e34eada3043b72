package org.msixcasework.sla;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;

/** One run of a duty of one case, as its ledger left it. */
@Entity
class Clock {

    enum State {
        RUNNING,
        MET,
        MISSED,
        CANCELLED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String processKey;
    private String businessKey;

    @Enumerated(EnumType.STRING)
    private Deadline deadline;

    private Instant startedAt;
    private LocalDate startedOn;
    private LocalDate dueOn;
    private Instant dueAt;
    private String calendar;
    private String calendarVersion;

    @Enumerated(EnumType.STRING)
    private State state = State.RUNNING;

    private int level;
    private @Nullable Instant metAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Clock() {}

    @SuppressWarnings("NullAway.Init") // schedule sets the rest
    Clock(CaseRef ref, Duty duty, Instant start, WorkingCalendar calendar) {
        this.processKey = ref.process();
        this.businessKey = ref.businessKey();
        this.deadline = duty.deadline();
        schedule(duty, start, calendar);
    }

    /** Counts the due date anew from {@code start}. */
    void schedule(Duty duty, Instant start, WorkingCalendar counted) {
        requireRunning();
        startedAt = start;
        startedOn = DueDates.dayOf(start);
        dueAt = DueDates.dueAt(duty, start, counted);
        dueOn = DueDates.dayOf(dueAt);
        calendar = counted.profile();
        calendarVersion = counted.version();
    }

    void meet(Instant at) {
        requireRunning();
        metAt = at;
        state = at.isAfter(dueAt) ? State.MISSED : State.MET;
    }

    void cancel() {
        requireRunning();
        state = State.CANCELLED;
    }

    /**
     * Takes the state that a line of the ledger says, and its time if the clock has none; whether that changed anything.
     *
     * @param event of the line: a state that ends a clock, or anything else while it ran
     */
    boolean follow(String event, Instant at) {
        var said = Stream.of(State.MET, State.MISSED, State.CANCELLED)
                .filter(end -> end.name().equals(event))
                .findFirst()
                .orElse(State.RUNNING);
        var isMet = said == State.MET || said == State.MISSED;
        var met = !isMet ? null : metAt == null ? at : metAt;
        var changes = state != said || !Objects.equals(metAt, met);
        state = said;
        metAt = met;
        return changes;
    }

    void climbTo(int reached) {
        requireRunning();
        level = Math.max(level, reached);
    }

    /** The due date was moved behind levels that had been reached. */
    void fallTo(int reached) {
        requireRunning();
        level = Math.min(level, reached);
    }

    private void requireRunning() {
        if (state != State.RUNNING) {
            throw Rejected.refused("sla.ended", "The clock %s of %s is %s".formatted(deadline, ref(), state));
        }
    }

    long id() {
        if (id == null) {
            throw new IllegalStateException("The clock is not stored yet");
        }
        return id;
    }

    CaseRef ref() {
        return new CaseRef(processKey, businessKey);
    }

    Deadline deadline() {
        return deadline;
    }

    Instant startedAt() {
        return startedAt;
    }

    LocalDate startedOn() {
        return startedOn;
    }

    LocalDate dueOn() {
        return dueOn;
    }

    Instant dueAt() {
        return dueAt;
    }

    String calendar() {
        return calendar;
    }

    String calendarVersion() {
        return calendarVersion;
    }

    State state() {
        return state;
    }

    int level() {
        return level;
    }

    @Nullable
    Instant metAt() {
        return metAt;
    }
}
