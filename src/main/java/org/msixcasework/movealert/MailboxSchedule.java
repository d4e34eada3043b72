package org.msixcasework.movealert;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks into the mailbox every minute. Tests fetch by hand. */
@Component
@Profile("!test")
class MailboxSchedule {

    private final AlertMailbox mailbox;

    MailboxSchedule(AlertMailbox mailbox) {
        this.mailbox = mailbox;
    }

    @Scheduled(initialDelayString = "10s", fixedDelayString = "1m")
    void mailsArrived() {
        mailbox.fetch();
    }
}
