package org.msixcasework.oversight;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every hour of what has to be reminded. Tests move the clock instead. */
@Component
@Profile("!test")
class OversightSchedule {

    private final Reminders reminders;

    OversightSchedule(Reminders reminders) {
        this.reminders = reminders;
    }

    @Scheduled(initialDelayString = "2m", fixedDelayString = "1h")
    void reminded() {
        reminders.remind();
    }
}
