package org.msixcasework.exchange;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Time;
import org.msixcasework.core.WorkFolder;
import org.msixcasework.record.ChildSnapshot;
import org.msixcasework.record.Children;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The exchange wired by hand on a real PostgreSQL, with an empty outbox and a record store that is a map. */
final class ExchangeFixture {

    static final Instant EVENING = Instant.parse("2026-09-14T03:00:00Z");

    private static final DataSource DATABASE = database();

    final Map<String, ChildSnapshot> store = new ConcurrentHashMap<>();
    final Map<String, String> msixIds = new ConcurrentHashMap<>();
    final List<Object> events = new ArrayList<>();
    final Time time = Time.ofMachine();
    final JdbcTemplate jdbc = new JdbcTemplate(DATABASE);
    final PlatformTransactionManager transactions = new DataSourceTransactionManager(DATABASE);
    final Path data;
    final Children children = mock(Children.class, withSettings().stubOnly());
    final Audit audit = mock(Audit.class, withSettings().stubOnly());
    final Transport transport;
    final Submissions submissions;
    final Answers answers;
    final UploadRuns runs;
    final Inbox inbox;
    private final WorkFolder work;
    final MsixSimulator simulator;
    ApplicationEventPublisher listeners = event -> {};

    ExchangeFixture(Path data) {
        this(data, Layout.MOST_STUDENTS);
    }

    ExchangeFixture(Path data, int mostStudents) {
        this.data = data;
        work = new WorkFolder(new CaseworkProperties(data, "NY", "http://localhost", "help desk"));
        time.moveTo(EVENING);
        jdbc.execute("truncate submission, submission_case, upload_file, upload_run, inbound_file, near_match cascade");
        when(children.snapshot(anyString())).thenAnswer(call -> known(call.getArgument(0)));
        when(children.sentFrom(anyString()))
                .thenAnswer(call -> known(call.getArgument(0)).region());
        when(children.belongsInMsix(anyString())).thenReturn(true);
        doAnswer(call -> msixIds.put(call.getArgument(0), call.getArgument(1)))
                .when(children)
                .assignMsixId(anyString(), anyString());
        transport = new DirectoryTransport(data.resolve("msix"));
        submissions = new Submissions(jdbc, children, audit, time);
        answers = new Answers(jdbc, children, submissions, this::publish, time);
        runs = new UploadRuns(
                jdbc, children, answers, new XmlFormat(), transport, audit, time, work, "NY", mostStudents);
        inbox = inbox(1 << 20);
        simulator = MsixSimulator.on(data, time);
    }

    private ChildSnapshot known(String student) {
        var child = store.get(student);
        if (child == null) {
            throw new NotFound("There is no such child");
        }
        return child;
    }

    private static DataSource database() {
        try {
            // a connection for each statement would be most of what these tests take
            var source = new HikariDataSource();
            source.setDataSource(EmbeddedPostgres.builder().start().getPostgresDatabase());
            Flyway.configure().dataSource(source).load().migrate();
            return source;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Inbox inbox(long mostBytes) {
        return new Inbox(
                jdbc, DATABASE, transactions, transport, answers, audit, time, work, Duration.ofMinutes(15), mostBytes);
    }

    private void publish(Object event) {
        listeners.publishEvent(event);
        events.add(event);
    }

    <T> T inTransaction(Supplier<T> work) {
        return new TransactionTemplate(transactions).execute(status -> work.get());
    }

    void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
    }

    /** Knows complete children and queues them for a case. */
    CaseRef submit(String businessKey, String... students) {
        for (var student : students) {
            store.putIfAbsent(student, SampleChildren.complete(student));
        }
        var ref = new CaseRef("coe", businessKey);
        inTransaction(() -> submissions.submit(ref, List.of(students)));
        return ref;
    }

    int build(String runId) {
        return inTransaction(() -> runs.build(runId));
    }

    void send(String runId) {
        inTransaction(() -> runs.send(runId));
    }

    void upload(String runId) {
        build(runId);
        send(runId);
    }

    /** An evening: what waits goes out, MSIX answers, the answer is read. */
    void night(String runId) {
        upload(runId);
        simulator.answer();
        inbox.read();
    }

    String state(String student) {
        return String.join(
                ",",
                jdbc.queryForList(
                        "select state from submission where state_student_id = ? order by id", String.class, student));
    }

    String actions(String student) {
        return String.join(
                ",",
                jdbc.queryForList(
                        "select action from submission where state_student_id = ? order by id", String.class, student));
    }

    Path outbox() {
        return data.resolve("msix/outbox");
    }

    Path inboxFolder() {
        try {
            return Files.createDirectories(data.resolve("msix/inbox"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void receive(String name, String content) {
        try {
            Files.writeString(inboxFolder().resolve(name), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String answer(String file, String... students) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <acknowledgement xmlns="urn:msix-casework:acknowledgement:1"><header>
                <submittingState>NY</submittingState><fileName>%s</fileName><answeredDate>20260914010000000</answeredDate>
                </header>%s</acknowledgement>
                """.formatted(file, String.join("\n", students));
    }

    static String accepted(int position, String student, String msixId, String... nearMatches) {
        var near = new StringBuilder();
        for (var match : nearMatches) {
            near.append("<nearMatch>").append(match).append("</nearMatch>");
        }
        return "<student><studentRecordId>%07d</studentRecordId><stateStudentId>%s</stateStudentId><accepted><msixId>%s</msixId>%s</accepted></student>"
                .formatted(position, student, msixId, near);
    }

    static String rejected(int position, String student, String code, String reason) {
        return "<student><studentRecordId>%07d</studentRecordId><stateStudentId>%s</stateStudentId><rejected><reason code=\"%s\">%s</reason></rejected></student>"
                .formatted(position, student, code, reason);
    }

    List<String> filesIn(@Nullable String folder) {
        var path = folder == null ? inboxFolder() : inboxFolder().resolve(folder);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (var files = Files.list(path)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
