package org.msixcasework.mail;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Empties the outbox every few seconds. Tests move the clock instead. */
@Component
@Profile("!test")
class MailSchedule {

    private final Dispatcher dispatcher;

    MailSchedule(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Scheduled(fixedDelayString = "${casework.mail.schedule:10s}", initialDelayString = "${casework.mail.schedule:10s}")
    void mailsSent() {
        dispatcher.dispatch();
    }
}
