package org.msixcasework.exchange;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.TimeMoved;
import org.msixcasework.core.WorkFolder;
import org.msixcasework.exchange.Acknowledgement.Answer;
import org.msixcasework.exchange.Transport.Incoming;
import org.msixcasework.exchange.Xml.Malformed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads what MSIX answers (UPL-6). Each file counts exactly once, in one transaction, on one node; a file that cannot be
 * used is set aside with the reason, and one that cannot be read now stays where it is until the next look.
 */
@Component
class Inbox {

    private static final Logger log = LoggerFactory.getLogger(Inbox.class);
    private static final long LOCK = 0x4D53_4958_0003L;
    private static final long MOST_BYTES = 64L << 20;

    private final JdbcTemplate jdbc;
    private final DataSource dataSource;
    private final TransactionTemplate transaction;
    private final Transport transport;
    private final Answers answers;
    private final Audit audit;
    private final Time time;
    private final WorkFolder work;
    private final Duration incompleteAfter;
    private final long mostBytes;

    @Autowired
    Inbox(
            JdbcTemplate jdbc,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Transport transport,
            Answers answers,
            Audit audit,
            Time time,
            WorkFolder work,
            ExchangeProperties exchange) {
        this(
                jdbc,
                dataSource,
                transactions,
                transport,
                answers,
                audit,
                time,
                work,
                exchange.incompleteAfter(),
                MOST_BYTES);
    }

    /** With another limit of size, for tests. */
    Inbox(
            JdbcTemplate jdbc,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Transport transport,
            Answers answers,
            Audit audit,
            Time time,
            WorkFolder work,
            Duration incompleteAfter,
            long mostBytes) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.transport = transport;
        this.answers = answers;
        this.audit = audit;
        this.time = time;
        this.work = work;
        this.incompleteAfter = incompleteAfter;
        this.mostBytes = mostBytes;
        transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @EventListener
    @Order(2)
    void on(TimeMoved moved) {
        read();
    }

    /** Reads every answer that waits, unless another node is doing so. */
    synchronized void read() {
        // a lock of the session, not of a transaction: it has to outlive the transactions of the files
        try (var session = dataSource.getConnection()) {
            if (ask(session, "select pg_try_advisory_lock(?)")) {
                try {
                    readAll();
                } finally {
                    ask(session, "select pg_advisory_unlock(?)");
                }
            }
        } catch (SQLException failed) {
            log.warn("The inbox is not read now, because the database cannot be asked: {}", failed.getSQLState());
        }
    }

    private static boolean ask(Connection session, String question) throws SQLException {
        try (var statement = session.prepareStatement(question)) {
            statement.setLong(1, LOCK);
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private void readAll() {
        List<Incoming> files;
        try {
            files = transport.incoming();
        } catch (UncheckedIOException | Rejected unreachable) {
            log.warn("The inbox cannot be looked into now: {}", unreachable.getMessage());
            return;
        }
        for (var file : files) {
            try {
                handle(file);
            } catch (IOException | RuntimeException failed) {
                // one bad file must not keep the others waiting; this one is read again at the next look
                log.error("{} stays in the inbox and is read again", file.name(), failed);
            }
        }
    }

    private void handle(Incoming file) throws IOException {
        if (file.size() > mostBytes) {
            setAside(file.name(), "", "The file is larger than %d bytes.".formatted(mostBytes));
            return;
        }
        var copy = work.file("answer", ".xml");
        try {
            if (transport.fetch(file.name(), copy)) {
                handle(file.name(), copy);
            }
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private void handle(String name, Path copy) throws IOException {
        var sha256 = Sha256.of(copy);
        var known = jdbc.queryForList(
                "select reason from inbound_file where sha256 = ? and outcome = 'PROCESSED'", String.class, sha256);
        if (!known.isEmpty()) {
            note(name, sha256, "REPEATED", "The same content was read before.");
            leave(name, known.get(0));
            return;
        }
        Acknowledgement acknowledgement;
        try {
            acknowledgement = Acknowledgement.read(copy);
        } catch (Malformed wrong) {
            if (isComplete(copy)) {
                setAside(name, sha256, "The file is no acknowledgement: %s.".formatted(wrong.getMessage()));
            } else {
                waitForTheRest(name, sha256);
            }
            return;
        }
        if (!isOurs(acknowledgement.fileName())) {
            setAside(name, sha256, "The file answers a file that was never sent from here.");
            return;
        }
        var reason = transaction.execute(status -> apply(name, sha256, acknowledgement));
        leave(name, reason == null ? "" : reason);
    }

    /** A file without its closing tag is still being written, or always will be. */
    private static boolean isComplete(Path file) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            var tail = new byte[(int) Math.min(bytes.length(), 200)];
            bytes.seek(bytes.length() - tail.length);
            bytes.readFully(tail);
            var end = new String(tail, StandardCharsets.UTF_8).strip();
            // something that never was XML will not become an acknowledgement by waiting
            return end.endsWith("acknowledgement>") || (!end.isEmpty() && !startsAsXml(bytes));
        }
    }

    private static boolean startsAsXml(RandomAccessFile bytes) throws IOException {
        bytes.seek(0);
        var head = new byte[(int) Math.min(bytes.length(), 100)];
        bytes.readFully(head);
        return new String(head, StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .stripLeading()
                .startsWith("<");
    }

    private void waitForTheRest(String name, String sha256) {
        var now = Timestamp.from(time.instant());
        jdbc.update("""
                insert into inbound_file (name, sha256, first_seen, outcome, reason)
                values (?, ?, ?, 'WAITING', 'The file is not complete yet.')
                on conflict (name) where outcome = 'WAITING' do update set
                    first_seen = case when inbound_file.sha256 = excluded.sha256 then inbound_file.first_seen else excluded.first_seen end,
                    sha256 = excluded.sha256
                """, name, sha256, now);
        var unchangedSince = jdbc.queryForObject(
                "select first_seen from inbound_file where name = ? and outcome = 'WAITING'", Timestamp.class, name);
        if (unchangedSince != null
                && !time.instant().isBefore(unchangedSince.toInstant().plus(incompleteAfter))) {
            setAside(
                    name,
                    sha256,
                    "The file ends in the middle and did not grow for %d minutes."
                            .formatted(incompleteAfter.toMinutes()));
        }
    }

    private boolean isOurs(String fileName) {
        return !jdbc.queryForList("select 1 from upload_file where name = ?", Integer.class, fileName)
                .isEmpty();
    }

    private record Sent(long id, int position, boolean deleted) {}

    /** What of a file could not be used, in words; empty if everything could. */
    private String apply(String name, String sha256, Acknowledgement acknowledgement) {
        answers.begin();
        var sent = sent(acknowledgement.fileName());
        var answered = new ArrayList<Long>();
        var unknown = new ArrayList<Integer>();
        for (var answer : acknowledgement.answers()) {
            var submission = sent.get(answer.student());
            if (submission == null || submission.position() != answer.position()) {
                unknown.add(answer.position());
            } else if (apply(submission, answer)) {
                answered.add(submission.id());
            }
        }
        answers.tellCases(answered);
        var reason = unknown.isEmpty() ? "" : unknown(unknown, acknowledgement.fileName());
        note(name, sha256, "PROCESSED", reason);
        audit.note(
                "exchange.answered",
                acknowledgement.fileName(),
                "%s: %d of %d answers were new"
                        .formatted(
                                name, answered.size(), acknowledgement.answers().size()));
        log.info("{} answers {}: {} children", name, acknowledgement.fileName(), answered.size());
        return reason;
    }

    private boolean apply(Sent submission, Answer answer) {
        var msixId = answer.msixId();
        return msixId == null
                ? answers.reject(submission.id(), answer.reasons())
                : answers.accept(submission.id(), answer.student(), submission.deleted(), msixId, answer.nearMatches());
    }

    private Map<String, Sent> sent(String fileName) {
        var sent = new HashMap<String, Sent>();
        jdbc.query(
                "select id, state_student_id, position, action from submission where file_name = ?",
                row -> {
                    sent.put(
                            row.getString("state_student_id"),
                            new Sent(
                                    row.getLong("id"),
                                    row.getInt("position"),
                                    row.getString("action").equals("D")));
                },
                fileName);
        return sent;
    }

    private static String unknown(List<Integer> positions, String fileName) {
        var first = positions.stream().limit(20).map("%07d"::formatted).toList();
        return "%d of the students are not in %s (Student Record ID %s%s). All others were read."
                .formatted(
                        positions.size(),
                        fileName,
                        String.join(", ", first),
                        positions.size() > first.size() ? " and more" : "");
    }

    private void leave(String name, String reason) {
        if (reason.isEmpty()) {
            transport.done(name);
        } else {
            transport.setAside(name, reason);
        }
    }

    private void setAside(String name, String sha256, String reason) {
        transport.setAside(name, reason);
        note(name, sha256, "SET_ASIDE", reason);
        audit.note("exchange.set-aside", name, reason);
        log.warn("{} was set aside: {}", name, reason);
    }

    private void note(String name, String sha256, String outcome, String reason) {
        var now = Timestamp.from(time.instant());
        jdbc.update("delete from inbound_file where name = ? and outcome = 'WAITING'", name);
        jdbc.update("""
                insert into inbound_file (name, sha256, first_seen, handled_at, outcome, reason)
                values (?, ?, ?, ?, ?, ?)
                """, name, sha256, now, now, outcome, reason);
    }
}
