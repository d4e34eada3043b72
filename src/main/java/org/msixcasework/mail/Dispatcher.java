package org.msixcasework.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Time;
import org.msixcasework.core.TimeMoved;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Empties the outbox. What waits for one person goes as one mail, so that a stopped night does not end in a flood. Each
 * person is a transaction of his own; a row that another node is sending is passed over. A crash between sending and
 * marking can repeat one mail, under the same Message-ID. Without a mail server the demo shows its mails on the page
 * {@code /mail} only; anywhere else they wait for a server.
 */
@Component
class Dispatcher {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private static final List<Duration> BACK_OFF =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1));
    private static final int MOST_IN_DIGEST = 100;

    private record Waiting(long id, String address, CaseNotice notice) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Letters letters;
    private final Optional<JavaMailSender> server;
    private final boolean isShownOnly;
    private final String sender;
    private final Time time;
    private final ApplicationEventPublisher events;

    Dispatcher(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Letters letters,
            ObjectProvider<JavaMailSender> server,
            Environment environment,
            @Value("${casework.mail.from:msix-casework@localhost}") String sender,
            Time time,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.letters = letters;
        this.server = Optional.ofNullable(server.getIfAvailable());
        this.sender = sender;
        this.time = time;
        this.events = events;
        this.isShownOnly = this.server.isEmpty() && environment.acceptsProfiles(Profiles.of("demo"));
        if (isShownOnly) {
            log.info("No mail server is configured: the demo shows its mails at /mail");
        } else if (this.server.isEmpty()) {
            log.warn("No mail server is configured (spring.mail.host): mails wait in the outbox, see /mail");
        }
    }

    @EventListener
    void on(TimeMoved moved) {
        dispatch();
    }

    /** Sends what is due, as long as a server takes it. */
    void dispatch() {
        if (isShownOnly) {
            jdbc.update("update mail set state = 'SHOWN' where state = 'QUEUED' and next_attempt_at <= ?", now());
        }
        if (server.isEmpty()) {
            return;
        }
        var before = delayed();
        for (var recipient : dueRecipients()) {
            transaction.executeWithoutResult(status -> send(recipient, server.get()));
        }
        var after = delayed();
        if (!after.equals(before)) {
            var delivered = new HashSet<>(before);
            delivered.removeAll(after);
            transaction.executeWithoutResult(status -> events.publishEvent(new MailDelayed(after, delivered)));
        }
    }

    private Set<CaseRef> delayed() {
        return Set.copyOf(jdbc.query(
                "select distinct process_key, business_key from mail where state = 'QUEUED' and attempts > 0",
                (row, number) -> new CaseRef(row.getString(1), row.getString(2))));
    }

    private List<String> dueRecipients() {
        return jdbc.queryForList(
                "select distinct recipient_id from mail where state = 'QUEUED' and next_attempt_at <= ? order by 1",
                String.class,
                now());
    }

    private void send(String recipient, JavaMailSender to) {
        var waiting = jdbc.query(
                """
                select * from mail where state = 'QUEUED' and next_attempt_at <= ? and recipient_id = ?
                order by id limit ? for update skip locked
                """,
                (row, number) -> new Waiting(row.getLong("id"), row.getString("recipient_address"), notice(row)),
                now(),
                recipient,
                MOST_IN_DIGEST);
        if (waiting.isEmpty()) {
            return;
        }
        try {
            to.send(message(to, waiting));
            waiting.forEach(
                    mail -> jdbc.update("update mail set state = 'SENT', sent_at = ? where id = ?", now(), mail.id()));
        } catch (MailException refused) {
            var failure = refused.getClass().getSimpleName();
            log.warn("{} mails to {} wait: {}", waiting.size(), recipient, failure);
            waiting.forEach(mail -> postpone(mail.id(), failure));
        }
    }

    private MimeMessage message(JavaMailSender to, List<Waiting> waiting) {
        var letter = letters.write(waiting.stream().map(Waiting::notice).toList());
        var message = to.createMimeMessage();
        try {
            var helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            helper.setFrom(sender);
            helper.setTo(waiting.get(0).address());
            helper.setSubject(letter.subject());
            helper.setText(letter.text());
            message.saveChanges();
            message.setHeader(
                    "Message-ID", "<casework-%d@%s>".formatted(waiting.get(0).id(), domain()));
            return message;
        } catch (MessagingException unwritable) {
            throw new IllegalStateException("The mail to " + waiting.get(0).id() + " cannot be written", unwritable);
        }
    }

    private String domain() {
        return sender.substring(sender.indexOf('@') + 1);
    }

    private void postpone(long id, String failure) {
        var attempts = jdbc.queryForObject(
                "update mail set attempts = attempts + 1, last_error = ? where id = ? returning attempts",
                Integer.class,
                failure,
                id);
        var pause = BACK_OFF.get(Math.min(attempts == null ? 1 : attempts, BACK_OFF.size()) - 1);
        jdbc.update(
                "update mail set next_attempt_at = ? where id = ?",
                Timestamp.from(time.instant().plus(pause)),
                id);
    }

    static CaseNotice notice(ResultSet row) throws SQLException {
        var msixId = row.getString("msix_id");
        return new CaseNotice(
                CaseNotice.Kind.valueOf(row.getString("kind")),
                new CaseNotice.Key(row.getString("process_key")),
                new CaseNotice.Key(row.getString("business_key")),
                new CaseNotice.Key(row.getString("deadline")),
                new CaseNotice.Key(row.getString("role")),
                row.getInt("level"),
                row.getInt("repetition"),
                row.getDate("due_on").toLocalDate(),
                row.getBoolean("statutory"),
                msixId == null ? null : new CaseNotice.MsixId(msixId));
    }

    private Timestamp now() {
        return Timestamp.from(time.instant());
    }
}
