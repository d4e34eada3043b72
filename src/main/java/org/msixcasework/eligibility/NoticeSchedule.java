package org.msixcasework.eligibility;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every hour whose eligibility ends soon, and which re-interviews are open while the year ends. Tests move the clock instead. */
@Component
@Profile("!test")
class NoticeSchedule {

    private final Notices notices;
    private final Reinterviews reinterviews;

    NoticeSchedule(Notices notices, Reinterviews reinterviews) {
        this.notices = notices;
        this.reinterviews = reinterviews;
    }

    @Scheduled(initialDelayString = "1m", fixedDelayString = "1h")
    void expiriesTold() {
        notices.tellOfExpiries();
    }

    @Scheduled(initialDelayString = "1m", fixedDelayString = "1h")
    void interviewsTold() {
        reinterviews.remind();
    }
}
