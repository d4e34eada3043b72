package org.msixcasework.closing;

import org.msixcasework.core.TimeMoved;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every hour whether a quarter began. Tests open its reviews themselves. */
@Component
@Profile("!test")
class AccessreviewSchedule {

    private final AccessreviewProcess reviews;

    AccessreviewSchedule(AccessreviewProcess reviews) {
        this.reviews = reviews;
    }

    @Scheduled(initialDelayString = "1m", fixedDelayString = "1h")
    void quarterOpened() {
        reviews.openQuarter();
    }

    @EventListener
    @Order(6)
    void on(TimeMoved moved) {
        reviews.openQuarter();
    }
}
