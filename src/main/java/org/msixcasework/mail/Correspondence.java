package org.msixcasework.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Time;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Mail to people outside the programme, kept with the case it belongs to. Letters to parents about their own request may say
 * what the request is about; to everybody else nothing personal is written, which the caller checks before (PRV-14). All methods
 * run in the caller's transaction; a server that is down delays a letter and undoes nothing.
 */
@Component
public class Correspondence {

    /**
     * A letter to be sent.
     *
     * @param kind what it is for; a case sends one of each kind, the first that was queued
     * @param language ISO code, {@code en} or {@code es}
     * @param recipientEmail one address
     */
    public record Letter(
            CaseRef ref,
            String kind,
            String language,
            String recipientName,
            String recipientEmail,
            String subject,
            String text) {}

    /**
     * A letter as the log has it.
     *
     * @param state QUEUED, SENT, or SHOWN where the demo has no mail server
     */
    public record Logged(
            Letter letter,
            String state,
            Instant queuedAt,
            String queuedBy,
            @Nullable Instant sentAt) {}

    private final JdbcTemplate jdbc;
    private final Time time;

    Correspondence(JdbcTemplate jdbc, Time time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /** Queues a letter, unless its case has one of this kind already. */
    public void queue(Letter letter) {
        var now = Timestamp.from(time.instant());
        jdbc.update(
                """
                insert into correspondence (process_key, business_key, kind, language, recipient_name, recipient_email,
                    subject, body, state, queued_at, queued_by, next_attempt_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, 'QUEUED', ?, ?, ?)
                on conflict (process_key, business_key, kind) do nothing
                """,
                letter.ref().process(),
                letter.ref().businessKey(),
                letter.kind(),
                letter.language(),
                letter.recipientName(),
                letter.recipientEmail(),
                letter.subject(),
                letter.text(),
                now,
                Actor.current(),
                now);
    }

    /** The letters of a case, oldest first. */
    public List<Logged> of(CaseRef ref) {
        return jdbc.query(
                "select * from correspondence where process_key = ? and business_key = ? order by id",
                Correspondence::row,
                ref.process(),
                ref.businessKey());
    }

    static Logged row(ResultSet row, int number) throws SQLException {
        var sentAt = row.getTimestamp("sent_at");
        return new Logged(
                new Letter(
                        new CaseRef(row.getString("process_key"), row.getString("business_key")),
                        row.getString("kind"),
                        row.getString("language"),
                        row.getString("recipient_name"),
                        row.getString("recipient_email"),
                        row.getString("subject"),
                        row.getString("body")),
                row.getString("state"),
                row.getTimestamp("queued_at").toInstant(),
                row.getString("queued_by"),
                sentAt == null ? null : sentAt.toInstant());
    }
}
