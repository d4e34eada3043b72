package org.msixcasework.web;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.process.TimeMachine;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Moves the clock of application and engine together, for trainers and tests. Does not exist in production. */
@RestController
@Profile({"demo", "test"})
@RequestMapping("/demo/clock")
class DemoClock {

    record Now(@Nullable OffsetDateTime now) {}

    private final TimeMachine machine;
    private final Time time;

    DemoClock(TimeMachine machine, Time time) {
        this.machine = machine;
        this.time = time;
    }

    @GetMapping
    Instant now() {
        return time.instant();
    }

    /**
     * Sets the clock and runs what has become due.
     *
     * @throws Rejected INVALID without {@code now}
     */
    @PostMapping
    Instant set(@RequestBody Now target) {
        var violations = new Violations();
        if (target.now() == null) {
            violations.add("now", "is required, with offset, such as 2026-09-18T09:00:00-04:00");
        }
        violations.refuseIfAny("demo.no-time", "The clock was not moved.");
        machine.travelTo(java.util.Objects.requireNonNull(target.now()).toInstant());
        return time.instant();
    }
}
