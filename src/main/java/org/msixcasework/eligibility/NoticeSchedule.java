package org.msixcasework.eligibility;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every hour whose eligibility ends soon. Tests move the clock instead. */
@Component
@Profile("!test")
class NoticeSchedule {

    private final Notices notices;

    NoticeSchedule(Notices notices) {
        this.notices = notices;
    }

    @Scheduled(initialDelayString = "1m", fixedDelayString = "1h")
    void expiriesTold() {
        notices.tellOfExpiries();
    }
}
