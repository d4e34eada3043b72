package org.msixcasework.identity;

import org.msixcasework.core.TimeMoved;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every hour which accounts have to be locked and who has to be warned, and every minute which sessions are over. */
@Component
class AccountSchedule {

    private final Accounts accounts;
    private final Sessions sessions;

    AccountSchedule(Accounts accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @Scheduled(initialDelayString = "1m", fixedDelayString = "1m")
    void sessionsReviewed() {
        sessions.review();
    }

    @Scheduled(initialDelayString = "2m", fixedDelayString = "1h")
    void accountsReviewed() {
        accounts.review();
    }

    @EventListener
    @Order(5)
    void on(TimeMoved moved) {
        accounts.review();
    }
}
