package org.msixcasework.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.support.CaseworkTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Who can change the log, and what is found when somebody did (SEC-4). */
@CaseworkTest
class AuditChainTest {

    private static final long SEALERS_LOCK = 7_240_020;

    @Autowired
    Audit audit;

    @Autowired
    Sealer sealer;

    @Autowired
    Verification verification;

    @Autowired
    Heads heads;

    @Autowired
    CaseworkProperties casework;

    @Autowired
    EmbeddedPostgres postgres;

    @Autowired
    JdbcTemplate application;

    @Autowired
    TransactionTemplate transaction;

    private Connection connection;

    /** Whoever owns the database, with triggers out of his way; while he is there nothing is sealed. */
    private JdbcTemplate owner;

    @BeforeEach
    void seize() throws Exception {
        for (var count = 0; count < 4; count++) {
            audit.note("tester", "test.written", "key-" + count, "detail");
        }
        connection = postgres.getPostgresDatabase().getConnection();
        owner = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        sealer.seal();
        owner.query("select pg_advisory_lock(?)", row -> {}, SEALERS_LOCK);
        assertThat(verification.verify().findings()).isEmpty();
        owner.execute("set session_replication_role = replica");
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        owner.query("select pg_advisory_unlock(?)", row -> {}, SEALERS_LOCK);
        connection.close();
        assertThat(verification.verify().findings()).isEmpty();
    }

    /** The last of the entries that this test wrote. */
    private long entry() {
        return application.queryForObject(
                "select max(s.entry_id) from audit_seal s join audit_entry e on e.id = s.entry_id where actor = 'tester'",
                Long.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set actor = 'nobody'",
                "update audit_entry set at = at where false",
                "delete from audit_entry",
                "truncate audit_entry",
                "update audit_seal set seq = seq",
                "delete from audit_seal",
                "truncate audit_seal",
                "delete from legal_hold",
                "update legal_hold set reason = ''",
                "truncate legal_hold cascade",
                "delete from legal_hold_lifted",
                "update legal_hold_lifted set reason = ''"
            })
    void neitherTheApplicationNorTheOwnerChangesOrDeletesARow(String attack) throws Exception {
        assertThatThrownBy(() -> application.execute(attack))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
        try (var other = postgres.getPostgresDatabase().getConnection();
                var statement = other.createStatement()) {
            assertThatThrownBy(() -> statement.execute(attack)).hasMessageContaining("never changed or deleted");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table audit_entry disable trigger append_only",
                "drop table audit_entry",
                "drop trigger append_only on audit_entry",
                "set session_replication_role = replica",
                "update audit_pending set since = since",
                "create or replace function append_only() returns trigger language plpgsql as 'begin return null; end'",
                "set role postgres"
            })
    void theApplicationDoesNotGetRoundThat(String attack) {
        assertThatThrownBy(() -> application.execute(attack)).isInstanceOf(DataAccessException.class);
    }

    @Test
    void aChangedRowIsFoundAndNamed() {
        var id = entry();
        for (var change :
                List.of("actor = 'x'", "detail = ''", "subject = 'y'", "at = at + interval '1 microsecond'")) {
            owner.execute("create temp table kept as select * from audit_entry where id = " + id);
            owner.execute("update audit_entry set %s where id = %d".formatted(change, id));

            var report = verification.verify();

            assertThat(report.findings())
                    .as(change)
                    .singleElement()
                    .returns(Verification.Kind.CHANGED, Verification.Finding::kind)
                    .returns(id, Verification.Finding::entry)
                    .satisfies(finding -> assertThat(finding.sentence()).contains("Entry " + id));
            owner.execute("""
                    update audit_entry e set at = k.at, actor = k.actor, subject = k.subject, detail = k.detail
                    from kept k where k.id = e.id
                    """);
            owner.execute("drop table kept");
        }
    }

    @Test
    void aTextThatMovesFromOneCellToTheNextIsAChange() {
        var id = entry();
        owner.update("update audit_entry set subject = subject || 'd', detail = 'etail' where id = ?", id);

        assertThat(verification.verify().findings())
                .extracting(Verification.Finding::entry)
                .containsExactly(id);

        owner.update("update audit_entry set subject = rtrim(subject, 'd'), detail = 'detail' where id = ?", id);
    }

    @Test
    void aDeletedRowIsFoundAndNamed() {
        var id = entry() - 1;
        owner.execute("create temp table kept as select * from audit_entry where id = " + id);
        owner.execute("delete from audit_entry where id = " + id);

        assertThat(verification.verify().findings())
                .singleElement()
                .returns(Verification.Kind.DELETED, Verification.Finding::kind)
                .returns(id, Verification.Finding::entry);

        owner.execute("insert into audit_entry overriding system value select * from kept");
        owner.execute("drop table kept");
    }

    @Test
    void aRowThatWasPutInPastTheChainIsFoundWithASealOrWithout() {
        owner.execute(
                "insert into audit_entry (at, actor, action, subject, detail) values (now(), 'x', 'x.x', 'x', '')");
        var id = owner.queryForObject("select max(id) from audit_entry", Long.class);
        assertThat(verification.verify().findings())
                .singleElement()
                .returns(Verification.Kind.UNSEALED, Verification.Finding::kind)
                .returns(id, Verification.Finding::entry);

        owner.update("insert into audit_seal select max(seq) + 1, ?, sha256('made up') from audit_seal", id);
        assertThat(verification.verify().findings())
                .singleElement()
                .returns(Verification.Kind.CHANGED, Verification.Finding::kind)
                .returns(id, Verification.Finding::entry);

        owner.update("delete from audit_seal where entry_id = ?", id);
        owner.update("delete from audit_entry where id = ?", id);
    }

    @Test
    void anEntryThatIsKeptFromTheChainIsFound() {
        var id = transaction.execute(status -> {
            audit.note("tester", "test.delayed", "key", "");
            return application.queryForObject("select max(id) from audit_entry", Long.class);
        });
        assertThat(verification.verify().findings()).isEmpty();
        owner.update("update audit_pending set since = since - interval '11 minutes' where entry_id = ?", id);

        assertThat(verification.verify().findings())
                .extracting(Verification.Finding::entry)
                .containsExactly(id);

        owner.update("update audit_pending set since = clock_timestamp() where entry_id = ?", id);
    }

    @Test
    void aTailThatWasCutAndAHistoryThatWasWrittenAnewAreFoundByTheHeadsThatWereKept() throws IOException {
        var head = owner.queryForMap("select seq, entry_id, hash from audit_seal order by seq desc limit 1");
        var seq = Objects.requireNonNull((Long) head.get("seq"));
        var id = Objects.requireNonNull((Long) head.get("entry_id"));
        var hash = Objects.requireNonNull((byte[]) head.get("hash"));
        Files.writeString(
                casework.data().resolve("audit-heads.log"),
                new Heads.Head(Instant.EPOCH, seq, HexFormat.of().formatHex(hash)) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        owner.execute("create temp table kept as select * from audit_entry where id = " + id);

        owner.execute("delete from audit_seal where seq = " + seq);
        owner.execute("delete from audit_entry where id = " + id);
        assertThat(verification.verify().findings())
                .singleElement()
                .returns(Verification.Kind.CUT, Verification.Finding::kind);

        // a chain that fits, of another story
        owner.execute(
                "insert into audit_entry overriding system value select id, at, 'innocent', action, subject, detail from kept");
        var told = owner.queryForObject("select * from audit_entry where id = ?", Chain::entry, id);
        var before = owner.queryForObject("select hash from audit_seal where seq = ?", byte[].class, seq - 1);
        owner.update("insert into audit_seal values (?, ?, ?)", seq, id, Chain.next(before, told));
        assertThat(verification.verify().findings())
                .singleElement()
                .returns(Verification.Kind.REWRITTEN, Verification.Finding::kind);

        owner.update("update audit_seal set hash = ? where seq = ?", hash, seq);
        owner.execute("update audit_entry e set actor = k.actor from kept k where k.id = e.id");
        owner.execute("drop table kept");
    }

    @Test
    void sealsThatAreGoneFromTheMiddleAreFoundWithTheEntriesTheyWereOf() {
        var id = entry() - 1;
        owner.execute("create temp table lost as select * from audit_seal where entry_id = " + id);
        owner.execute("delete from audit_seal where entry_id = " + id);

        assertThat(verification.verify().findings())
                .extracting(Verification.Finding::kind)
                .containsExactlyInAnyOrder(Verification.Kind.SEAL_LOST, Verification.Kind.UNSEALED);

        owner.execute("insert into audit_seal select * from lost");
        owner.execute("drop table lost");
    }

    @Test
    void theCommandNamesTheRowAndAnswersWithItsExitCode() {
        assertThat(command()).startsWith("0 ").contains("sound", "head ");
        var id = entry();
        owner.update("update audit_entry set actor = 'nobody' where id = ?", id);

        assertThat(command()).startsWith("1 ").contains("CHANGED Entry %d is".formatted(id), "NOT SOUND: 1 findings");

        owner.update("update audit_entry set actor = 'tester' where id = ?", id);
    }

    private String command() {
        var out = new ByteArrayOutputStream();
        var code = VerifyCommand.run(
                new String[] {
                    VerifyCommand.NAME,
                    "--spring.datasource.url=" + postgres.getJdbcUrl("casework", "postgres"),
                    "--casework.data=" + casework.data(),
                    "--logging.level.root=info"
                },
                new PrintStream(out, true, StandardCharsets.UTF_8));
        return code + " " + out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writersDoNotWaitForOneAnotherAndEachEntryIsSealedOnce() {
        var first = transaction.execute(status -> {
            audit.note("tester", "test.slow", "key", "");
            // somebody else writes and is through before this one ends
            var other = new Thread(() -> audit.note("tester", "test.quick", "key", ""));
            other.start();
            join(other);
            return application.queryForObject(
                    "select count(*) from audit_entry where action = 'test.quick'", Integer.class);
        });
        assertThat(first).isPositive();

        owner.query("select pg_advisory_unlock(?)", row -> {}, SEALERS_LOCK);
        sealer.seal();
        sealer.seal();
        owner.query("select pg_advisory_lock(?)", row -> {}, SEALERS_LOCK);

        assertThat(application.queryForObject("""
                select count(*) from audit_entry e left join audit_seal s on s.entry_id = e.id
                where e.action in ('test.slow', 'test.quick') and s.seq is null
                """, Integer.class)).isZero();
        assertThat(heads.all()).isNotEmpty();
    }

    private static void join(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
