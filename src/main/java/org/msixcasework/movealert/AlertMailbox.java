package org.msixcasework.movealert;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fetches the mails of the mailbox and opens a case for each (MOV-1). A mail is kept and its case opened in one transaction,
 * and only then marked as read on the server: a crash in between fetches it again, and its Message-ID says that it is kept.
 */
@Component
@EnableConfigurationProperties(ImapProperties.class)
class AlertMailbox {

    private static final Logger log = LoggerFactory.getLogger(AlertMailbox.class);
    private static final String TIMEOUT = "20000";

    private final ImapProperties imap;
    private final Alerts alerts;
    private final MovealertService service;
    private final MovealertProcess process;
    private final TransactionTemplate transaction;
    private final CaseworkProperties casework;
    private final Time time;

    AlertMailbox(
            ImapProperties imap,
            Alerts alerts,
            MovealertService service,
            MovealertProcess process,
            TransactionTemplate transaction,
            CaseworkProperties casework,
            Time time) {
        this.imap = imap;
        this.alerts = alerts;
        this.service = service;
        this.process = process;
        this.transaction = transaction;
        this.casework = casework;
        this.time = time;
    }

    /** Fetches what is not read yet from the configured server; a server that is down is asked again the next time. */
    void fetch() {
        if (imap.host() != null && !imap.host().isBlank()) {
            fetch(imap);
        }
    }

    void fetch(ImapProperties from) {
        var protocol = from.tls() ? "imaps" : "imap";
        try (var store = Session.getInstance(settings(protocol)).getStore(protocol)) {
            store.connect(from.host(), from.port(), from.user(), from.password());
            try (var folder = store.getFolder(from.folder())) {
                folder.open(Folder.READ_WRITE);
                for (var message : folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false))) {
                    take(message);
                }
            }
        } catch (MessagingException unreachable) {
            log.warn(
                    "The mailbox of the move alerts cannot be read ({}); it is tried again",
                    unreachable.getClass().getSimpleName());
        }
    }

    private static Properties settings(String protocol) {
        var settings = new Properties();
        // to read a mail must not mark it as read
        settings.setProperty("mail.%s.peek".formatted(protocol), "true");
        settings.setProperty("mail.%s.starttls.enable".formatted(protocol), "true");
        settings.setProperty("mail.%s.connectiontimeout".formatted(protocol), TIMEOUT);
        settings.setProperty("mail.%s.timeout".formatted(protocol), TIMEOUT);
        return settings;
    }

    /** A mail that cannot be taken stays unread and holds up no other. */
    private void take(Message message) throws MessagingException {
        try {
            var whole = bytes(message);
            var id = messageId(message, whole);
            var raw = AlertMail.kept(whole);
            var noticedAt = noticedAt(message);
            transaction.executeWithoutResult(
                    status -> alerts.keep(id, raw, noticedAt).ifPresent(mail -> open(mail, raw, noticedAt)));
            message.setFlag(Flags.Flag.SEEN, true);
        } catch (IOException | RuntimeException failed) {
            log.error("A mail of the move alerts stays unread in the mailbox", failed);
        }
    }

    private void open(long mail, byte[] raw, Instant noticedAt) {
        var fields = new HashMap<>(Map.of(
                "direction",
                MoveAlert.Direction.INCOMING.name(),
                "mail",
                String.valueOf(mail),
                "noticedAt",
                noticedAt.atZone(Time.ZONE).toOffsetDateTime().toString()));
        AlertMail.read(raw, casework.state()).ifPresent(alert -> {
            fields.put("msixId", alert.msixId());
            fields.put("otherState", alert.otherState());
            if (alert.town() != null) {
                fields.put("town", alert.town());
            }
        });
        process.openMail(new CaseRef(MovealertProcess.KEY, service.newNumber()), fields);
    }

    private static byte[] bytes(Message message) throws MessagingException, IOException {
        var bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toByteArray();
    }

    /** A mail without a Message-ID is known by its content. */
    private static String messageId(Message message, byte[] raw) throws MessagingException {
        var header = message.getHeader("Message-ID");
        if (header != null && header.length > 0) {
            return header[0];
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The clock runs from the arrival in the mailbox; a server whose clock is ahead cannot put it into the future. */
    private Instant noticedAt(Message message) throws MessagingException {
        var received = message.getReceivedDate();
        var now = time.instant();
        return received == null || received.toInstant().isAfter(now) ? now : received.toInstant();
    }
}
