package org.msixcasework.selfcheck;

import static org.msixcasework.selfcheck.Check.Area.MAIL;

import org.msixcasework.mail.Mailbox;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The outbox of mails: each goes within a day, and reaches somebody. */
@Configuration(proxyBeanMethods = false)
class MailChecks {

    private static final String OUTBOX = """
            select m.id::text as id, f.process_key, f.business_key,
                m.kind || ' ' || m.business_key || ' to ' || m.recipient_id as label, %s as detail
            from mail m left join case_file f on f.process_key = m.process_key and f.business_key = m.business_key
            """;

    private final Question question;
    private final Mailbox mailbox;

    MailChecks(Question question, Mailbox mailbox) {
        this.question = question;
        this.mailbox = mailbox;
    }

    @Bean
    Check mailNotSent() {
        return question.check(
                "mail-not-sent",
                MAIL,
                "Mail that has waited for more than a day",
                "The mail server refuses it, or there is none: whoever should have heard has not.",
                OUTBOX.formatted("m.attempts || ' attempts, the last one: ' || coalesce(m.last_error, 'none')") + """
                        where m.state = 'QUEUED' and m.queued_at < :now::timestamptz - interval '1 day'
                            and not (m.attempts = 0 and m.next_attempt_at > :now::timestamptz - interval '1 hour')
                        """,
                new Check.EachRepair(
                        "Try again now",
                        "Each mail is tried at once, as if it had just been queued. One that is refused again comes back here.",
                        affected -> mailbox.tryAgain(Long.parseLong(affected.id()))));
    }

    @Bean
    Check mailToNobody() {
        return question.check(
                "mail-to-nobody",
                MAIL,
                "Mail of the last two weeks that reached nobody",
                "Nobody in the group had an e-mail address when the mail was due.",
                OUTBOX.formatted("'queued on ' || (m.queued_at at time zone 'America/New_York')::date")
                        + "where m.state = 'NOBODY' and m.queued_at > :now::timestamptz - interval '14 days'",
                new Check.EachRepair(
                        "Send to who is there now",
                        "Each mail goes to those in the group who have an address by now. Give somebody one first.",
                        affected -> mailbox.addressAgain(Long.parseLong(affected.id()))));
    }
}
