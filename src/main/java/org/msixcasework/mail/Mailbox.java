package org.msixcasework.mail;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
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
}
