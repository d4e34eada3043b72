package org.msixcasework.mail;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.stream.Stream;
import org.msixcasework.core.Rejected;
import org.msixcasework.identity.Staff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The outbox: a mail is queued in the transaction of the work it tells of, and sent later. */
@Component
public class Mailbox {

    private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

    private final Staff staff;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Mailbox(Staff staff, JdbcTemplate jdbc, Clock clock) {
        this.staff = staff;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Queues one mail for each member of the group who has an address; the same event is queued once. Where nobody has one, a
     * row without recipient shows administrators that nobody was told.
     */
    public void queue(String group, CaseNotice notice) {
        var members = staff.inGroup(group).stream()
                .filter(member -> !member.email().isBlank())
                .toList();
        if (members.isEmpty()) {
            log.warn("Nobody in {} has an e-mail address, so nobody hears of {}", group, notice.caseNumber());
            queue(new Staff.Member(group, ""), notice, "NOBODY");
        }
        members.forEach(member -> queue(member, notice, "QUEUED"));
    }

    /** As {@link #queue(String, CaseNotice)}, to one person. */
    public void queue(Staff.Member person, CaseNotice notice) {
        queue(person, notice, person.email().isBlank() ? "NOBODY" : "QUEUED");
    }

    private void queue(Staff.Member member, CaseNotice notice, String state) {
        var now = Timestamp.from(clock.instant());
        var msixId = notice.msixId();
        jdbc.update(
                """
                insert into mail (dedup_key, recipient_id, recipient_address, kind, process_key, business_key, deadline, role,
                    level, repetition, due_on, statutory, msix_id, state, queued_at, next_attempt_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (dedup_key) do nothing
                """,
                notice.event() + ":" + member.id(),
                member.id(),
                member.email(),
                notice.kind().name(),
                notice.process().value(),
                notice.caseNumber().value(),
                notice.deadline().value(),
                notice.role().value(),
                notice.level(),
                notice.repetition(),
                Date.valueOf(notice.dueOn()),
                notice.statutory(),
                msixId == null ? null : msixId.value(),
                state,
                now,
                now);
    }

    /** Lets a mail that waits be tried as if it had just been queued. */
    public void tryAgain(long id) {
        jdbc.update(
                "update mail set attempts = 0, next_attempt_at = ? where id = ? and state = 'QUEUED'",
                Timestamp.from(clock.instant()),
                id);
    }

    /**
     * Queues a mail that reached nobody for those who have an address by now.
     *
     * @throws Rejected REFUSED if still nobody has one
     */
    public void addressAgain(long id) {
        record Unheard(String recipient, CaseNotice notice) {}
        var unheard = jdbc.query(
                "select * from mail where id = ? and state = 'NOBODY' for update",
                (row, number) -> new Unheard(row.getString("recipient_id"), Dispatcher.notice(row)),
                id);
        for (var mail : unheard) {
            var reached = Stream.concat(
                            staff.inGroup(mail.recipient()).stream(),
                            Stream.of(new Staff.Member(mail.recipient(), staff.addressOf(mail.recipient()))))
                    .filter(member -> !member.email().isBlank())
                    .toList();
            if (reached.isEmpty()) {
                throw Rejected.refused(
                        "mail.nobody", "Nobody behind %s has an e-mail address".formatted(mail.recipient()));
            }
            // its place is taken by the mails to those who have one
            jdbc.update("update mail set state = 'READDRESSED', dedup_key = dedup_key || ':' || id where id = ?", id);
            reached.forEach(member -> queue(member, mail.notice(), "QUEUED"));
        }
    }
}
