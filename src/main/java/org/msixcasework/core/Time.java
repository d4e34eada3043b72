package org.msixcasework.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The application's clock. Every day of the policy is a day in {@link #ZONE}. Tests and the demo move it; without that
 * it shows the time of the machine.
 */
public final class Time extends Clock {

    /** The State's time zone. */
    public static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final Clock machine;
    private final ZoneId zone;
    private volatile Duration offset;

    private Time(Clock machine, ZoneId zone, Duration offset) {
        this.machine = machine;
        this.zone = zone;
        this.offset = offset;
    }

    /** A clock that shows the time of the machine. */
    public static Time ofMachine() {
        return new Time(Clock.systemUTC(), ZONE, Duration.ZERO);
    }

    /** Shows {@code now} from this moment on; time keeps running. */
    public void moveTo(Instant now) {
        offset = Duration.between(machine.instant(), now);
    }

    /** How far this clock is ahead of the machine's. */
    public Duration offset() {
        return offset;
    }

    /** What the machine's own clock shows, wherever this one was moved to: for what happens between people and the machine. */
    public Instant ofThisMachine() {
        return machine.instant();
    }

    /** The current day in the State's time zone. */
    public LocalDate today() {
        return LocalDate.ofInstant(instant(), ZONE);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return Clock.offset(machine, offset).withZone(other);
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(offset);
    }
}
