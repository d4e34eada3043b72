package org.msixcasework.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Time;
import org.msixcasework.core.TimeMoved;
import org.msixcasework.identity.Accounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;
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

    private static final int MOST_IN_DIGEST = 100;

    /**
     * What waits and may go now. Nothing waits before its first try, and nothing longer than the longest pause: what seems to was
     * queued or put off before the clock went back.
     */
    private static final String DUE = "state = 'QUEUED' and (attempts = 0 or next_attempt_at - ?::timestamptz"
            + " not between interval '1 microsecond' and interval '1 hour')";

    private static final String[] ALONE = Arrays.stream(CaseNotice.Kind.values())
            .filter(CaseNotice.Kind::isAlone)
            .map(Enum::name)
            .toArray(String[]::new);

    /** What goes to one person as one mail. */
    private record Parcel(String recipient, long alone) {}

    private record Waiting(long id, String address, Timestamp queuedAt, CaseNotice notice) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Letters letters;
    private final Accounts accounts;
    private final Optional<JavaMailSender> server;
    private final boolean isShownOnly;
    private final String sender;
    private final Time time;
    private final ApplicationEventPublisher events;

    Dispatcher(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Letters letters,
            Accounts accounts,
            ObjectProvider<JavaMailSender> server,
            Environment environment,
            @Value("${casework.mail.from:msix-casework@localhost}") String sender,
            Time time,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.letters = letters;
        this.accounts = accounts;
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
            jdbc.update("update mail set state = 'SHOWN' where " + DUE, now());
            jdbc.update("update correspondence set state = 'SHOWN' where " + DUE, now());
        }
        if (server.isEmpty()) {
            return;
        }
        sendDue(server.get());
        sendLetters(server.get());
        transaction.executeWithoutResult(status -> report());
    }

    private void sendDue(JavaMailSender to) {
        for (var parcel : dueParcels()) {
            var failure = transaction.execute(status -> send(parcel, to));
            if (failure != null && isUnreachable(failure)) {
                transaction.executeWithoutResult(status -> postponeAll(failure));
                return;
            }
        }
    }

    /** Each letter to somebody outside is a mail and a transaction of its own. */
    private void sendLetters(JavaMailSender to) {
        var due = jdbc.queryForList(
                "select id from correspondence where %s order by id".formatted(DUE), Long.class, now());
        for (var id : due) {
            var failure = transaction.execute(status -> sendLetter(id, to));
            if (failure != null && isUnreachable(failure)) {
                return;
            }
        }
    }

    private @Nullable MailException sendLetter(long id, JavaMailSender to) {
        var waiting = jdbc.query(
                "select * from correspondence where id = ? and state = 'QUEUED' for update skip locked",
                Correspondence::row,
                id);
        if (waiting.isEmpty()) {
            return null;
        }
        var logged = waiting.get(0);
        try {
            to.send(message(to, id, logged));
            jdbc.update("update correspondence set state = 'SENT', sent_at = ? where id = ?", now(), id);
            return null;
        } catch (MailException refused) {
            log.warn("A letter of case {} waits: {}", logged.letter().ref(), kind(refused));
            jdbc.update("""
                    update correspondence set attempts = attempts + 1, last_error = ?, next_attempt_at = ?::timestamptz
                        + case attempts when 0 then interval '1 minute' when 1 then interval '10 minutes'
                        else interval '1 hour' end
                    where id = ?
                    """, kind(refused), now(), id);
            return refused;
        }
    }

    private MimeMessage message(JavaMailSender to, long id, Correspondence.Logged logged) {
        var letter = logged.letter();
        return message(
                to,
                letter.recipientEmail(),
                new Letters.Letter(letter.subject(), letter.text()),
                "letter " + id + "@" + logged.queuedAt());
    }

    /**
     * Tells which cases' mail began or ceased to wait, in the transaction that notes it was told: a crash before it, or a
     * listener that fails, only puts it off to the next round.
     */
    private void report() {
        var delayed = told("""
                update mail set reported = true where id in (
                    select id from mail where state = 'QUEUED' and attempts > 0 and not reported for update skip locked)
                returning process_key, business_key
                """);
        var delivered = told("""
                update mail set reported = false where id in (
                    select id from mail where reported and not exists (
                        select 1 from mail waiting
                        where waiting.process_key = mail.process_key and waiting.business_key = mail.business_key
                            and waiting.reported and waiting.state = 'QUEUED')
                    for update skip locked)
                returning process_key, business_key
                """);
        if (!delayed.isEmpty() || !delivered.isEmpty()) {
            events.publishEvent(new MailDelayed(delayed, delivered));
        }
    }

    private Set<CaseRef> told(String update) {
        return new HashSet<>(jdbc.query(update, (row, number) -> new CaseRef(row.getString(1), row.getString(2))));
    }

    private List<Parcel> dueParcels() {
        return jdbc.query(
                """
                select distinct recipient_id, case when kind = any (?) then id else 0 end as alone
                from mail where %s order by 1, 2
                """.formatted(DUE),
                (row, number) -> new Parcel(row.getString("recipient_id"), row.getLong("alone")),
                ALONE,
                now());
    }

    /** Why it could not be sent, or null. */
    private @Nullable MailException send(Parcel parcel, JavaMailSender to) {
        var waiting = jdbc.query(
                """
                select * from mail where %s and recipient_id = ?
                    and case when kind = any (?) then id else 0 end = ?
                order by id limit ? for update skip locked
                """.formatted(DUE),
                (row, number) -> new Waiting(
                        row.getLong("id"),
                        row.getString("recipient_address"),
                        row.getTimestamp("queued_at"),
                        notice(row)),
                now(),
                parcel.recipient(),
                ALONE,
                parcel.alone(),
                MOST_IN_DIGEST);
        if (waiting.isEmpty()) {
            return null;
        }
        var ids = waiting.stream().map(Waiting::id).toArray(Long[]::new);
        try {
            to.send(message(to, waiting));
            jdbc.update("update mail set state = 'SENT', sent_at = ? where id = any (?)", now(), ids);
            return null;
        } catch (MailException refused) {
            log.warn("{} mails to {} wait: {}", ids.length, parcel.recipient(), kind(refused));
            postpone(ids, refused);
            return refused;
        }
    }

    /** A server that refuses one mail leaves no cause; a connection that failed does. */
    private static boolean isUnreachable(MailException failure) {
        return failure instanceof MailAuthenticationException
                || failure instanceof MailSendException && failure.getCause() != null;
    }

    /** Of the failure its kind only: servers quote the address. */
    private static String kind(MailException failure) {
        return failure.getClass().getSimpleName();
    }

    private MimeMessage message(JavaMailSender to, List<Waiting> waiting) {
        return message(
                to,
                waiting.get(0).address(),
                letters.write(waiting.stream().map(Waiting::notice).toList(), token(waiting.get(0))),
                waiting.stream().map(mail -> mail.id() + "@" + mail.queuedAt()).collect(Collectors.joining(" ")));
    }

    /** A link is made when its mail goes, so that no table ever held it. */
    private String token(Waiting first) {
        return first.notice().kind() == CaseNotice.Kind.ACCOUNT_LINK
                ? accounts.newLink(first.notice().caseNumber().value())
                : "";
    }

    private MimeMessage message(JavaMailSender to, String address, Letters.Letter letter, String rows) {
        var message = to.createMimeMessage();
        try {
            var helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            helper.setFrom(sender);
            helper.setTo(address);
            helper.setSubject(letter.subject());
            helper.setText(letter.text());
            message.saveChanges();
            message.setHeader("Message-ID", messageId(rows));
            return message;
        } catch (MessagingException unwritable) {
            throw new MailPreparationException("A mail cannot be written", unwritable);
        }
    }

    /**
     * The same for the same rows, so that servers drop doubles; another one as soon as a row joins, because what they would drop
     * then has never been read.
     */
    private String messageId(String rows) {
        return "<%s@%s>"
                .formatted(
                        UUID.nameUUIDFromBytes(rows.getBytes(StandardCharsets.UTF_8)),
                        sender.substring(sender.indexOf('@') + 1));
    }

    private void postpone(Long[] ids, MailException failure) {
        jdbc.update("""
                update mail set attempts = attempts + 1, last_error = ?, next_attempt_at = ?::timestamptz + case attempts
                    when 0 then interval '1 minute' when 1 then interval '10 minutes' else interval '1 hour' end
                where id = any (?)
                """, kind(failure), now(), ids);
    }

    /** Without a server all that is due waits together: to find that out for each person would take as many time-outs. */
    private void postponeAll(MailException failure) {
        postpone(
                jdbc.queryForList(
                                "select id from mail where %s for update skip locked".formatted(DUE), Long.class, now())
                        .toArray(Long[]::new),
                failure);
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
