package org.msixcasework.guide;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every hour whose record waits to be used. Tests move the clock instead. */
@Component
@Profile("!test")
class GuideSchedule {

    private final RecordUse use;

    GuideSchedule(RecordUse use) {
        this.use = use;
    }

    @Scheduled(initialDelayString = "1m", fixedDelayString = "1h")
    void unusedTold() {
        use.tell();
    }
}
