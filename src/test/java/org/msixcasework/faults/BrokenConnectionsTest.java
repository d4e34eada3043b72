package org.msixcasework.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.Test;
import org.msixcasework.exchange.FailingTransport;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;

/**
 * The short form of {@link FaultsTest}: the database ends every session of the application again and again while certificates
 * arrive. To the application that is a database that was killed.
 */
class BrokenConnectionsTest extends Scenario {

    private static final int CLIENTS = 4;
    private static final int EACH = 6;
    private static final int MOST_ATTEMPTS = 40;
    private static final int NO_ANSWER = 599;

    @Autowired
    EmbeddedPostgres postgres;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    FailingTransport transport;

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger broken = new AtomicInteger();

    BrokenConnectionsTest() {
        super("coe");
    }

    @Test
    void whatWasAcceptedWhileConnectionsBrokeIsThereOnceAndWhole() throws InterruptedException {
        var clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> new Thread(this::certificatesArrive))
                .toList();
        clients.forEach(Thread::start);
        for (var client : clients) {
            client.join();
        }

        assertThat(accepted).hasSize(CLIENTS * EACH);
        assertThat(broken).hasValueGreaterThan(CLIENTS);
        time.settle();
        var keys = accepted.toArray(String[]::new);
        for (var count : new String[] {
            "select count(*) from case_file where process_key = 'coe' and closed_at is null and business_key = any (?)",
            "select count(*) from act_hi_procinst where proc_def_key_ = 'coe' and business_key_ = any (?)",
            "select count(*) from case_file f join act_ru_execution e on e.id_ = f.process_instance_id"
                    + " where f.process_key = 'coe' and f.business_key = any (?)",
            "select count(*) from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_"
                    + " where t.task_def_key_ = 'review' and e.business_key_ = any (?)",
            "select count(*) from case_step where process_key = 'coe' and element = 'review' and business_key = any (?)"
        }) {
            assertThat(jdbc.queryForObject(count, Integer.class, (Object) keys))
                    .as(count)
                    .isEqualTo(keys.length);
        }
    }

    @Test
    void aStepThatLostTheDatabaseAfterItsFileWasHandedOverIsRepeatedAndNothingIsDoubled() {
        var number = flow.entered();
        transport.afterwards(this::breakConnections);
        sure(() -> api.start("sda", "upload", "U-LOST-STEP", Map.of()).status());
        settleAnyway();
        assertThat(broken).hasValue(1);

        // where the failure could be noted the step waits a minute; where it could not, it was repeated at once
        time.moveTo(at(FRIDAY, 9).plusSeconds(120));
        settleAnyway();

        assertThat(sent()).isEqualTo(1);
        assertThat(flow.of(number).get("outcome").asText()).isEqualTo("uploaded");
        assertThat(jdbc.queryForList(
                        "select state from submission where state_student_id in (?, ?)",
                        String.class,
                        Samples.child(number, 1),
                        Samples.child(number, 2)))
                .containsExactly("ACCEPTED", "ACCEPTED");
    }

    private int sent() {
        return count("select count(*) from upload_run where run_id = 'U-LOST-STEP' and sent_at is not null");
    }

    /** Until no connection in the pool is a dead one. */
    private void settleAnyway() {
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                time.settle();
                return;
            } catch (DataAccessException | TransactionException | ProcessEngineException dead) {
                // the next one is another
            }
        }
        throw new AssertionError("never settled");
    }

    private int count(String query) {
        for (var attempt = 0; ; attempt++) {
            try {
                return Objects.requireNonNull(jdbc.queryForObject(query, Integer.class));
            } catch (DataAccessException dead) {
                if (attempt == MOST_ATTEMPTS) {
                    throw dead;
                }
            }
        }
    }

    private void certificatesArrive() {
        for (var certificate = 0; certificate < EACH; certificate++) {
            var number = Samples.newNumber();
            sure(() -> api.put(
                            "mis2000",
                            "/api/coes/" + number,
                            Samples.coe(number).toString())
                    .status());
            if (certificate % 2 == 0) {
                breakConnections();
            }
            sure(() -> api.start("mis2000", "coe", number, Map.of("region", "oswego"))
                    .status());
            accepted.add(number);
        }
    }

    private interface Question {
        int status();
    }

    /** Asks again as long as the answer is trouble or none; a conflict says that it was done the first time. */
    private static void sure(Question question) {
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var status = status(question);
            if (status < 300 || (status == 409 && attempt > 0)) {
                return;
            }
            assertThat(status).isGreaterThanOrEqualTo(500);
        }
        throw new AssertionError("never accepted");
    }

    private static int status(Question question) {
        try {
            return question.status();
        } catch (UncheckedIOException nothing) {
            return NO_ANSWER;
        }
    }

    private void breakConnections() {
        try (var server = postgres.getPostgresDatabase().getConnection();
                var statement = server.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'casework'");
            broken.incrementAndGet();
        } catch (SQLException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
