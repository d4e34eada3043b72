package org.msixcasework.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;

class UploadRunsTest {

    @TempDir
    private Path data;

    @Test
    void aRunTakesWhatWaitsAsItIsKnownWhenTheFileIsBuilt() throws IOException {
        var exchange = new ExchangeFixture(data);
        exchange.submit("NY-1", "NYX1");
        exchange.store.put(
                "NYX1", SampleChildren.child("NYX1", SampleChildren.demographics("later"), SampleChildren.move()));

        assertThat(exchange.build("R1")).isOne();
        exchange.send("R1");

        assertThat(file(exchange, "NY-R1-001.xml"))
                .contains("later")
                .contains("<totalStudents>1</totalStudents><totalRecords>3</totalRecords>");
        assertThat(exchange.state("NYX1")).isEqualTo("SENT");
    }

    @Test
    void buildingTwiceGivesTheSameFile() {
        var exchange = new ExchangeFixture(data);
        exchange.submit("NY-1", "NYX1");
        exchange.build("R1");
        exchange.submit("NY-2", "NYX2");

        assertThat(exchange.build("R1")).isOne();

        assertThat(exchange.state("NYX2")).isEqualTo("PENDING");
        assertThat(files(exchange)).containsExactly("NY-R1-001.xml");
    }

    @Test
    void twoNodesThatBuildTheSameRunAtOnceBuildItOnce() {
        var exchange = new ExchangeFixture(data);
        exchange.submit("NY-1", "NYX1", "NYX2", "NYX3");

        var counts = IntStream.range(0, 6)
                .mapToObj(node -> CompletableFuture.supplyAsync(() -> exchange.build("R1")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(counts).containsOnly(3);
        assertThat(files(exchange)).containsExactly("NY-R1-001.xml");
    }

    @Test
    void oneChildMoreThanAFileHoldsMakesTwoFiles() throws IOException {
        var exchange = new ExchangeFixture(data, 3);
        exchange.submit("NY-1", "NYX1", "NYX2", "NYX3", "NYX4");

        assertThat(exchange.build("R1")).isEqualTo(4);
        exchange.send("R1");

        assertThat(file(exchange, "NY-R1-001.xml")).contains("<totalStudents>3</totalStudents>");
        assertThat(file(exchange, "NY-R1-002.xml"))
                .contains("<totalStudents>1</totalStudents>", "<studentRecordId>0000001</studentRecordId>");
        exchange.simulator.answer();
        exchange.inbox.read();
        assertThat(exchange.msixIds).hasSize(4);
        assertThat(exchange.events).hasSize(1);
    }

    @Test
    void aWindowBeginsWhereTheLastOneEndedAlsoAfterMissedNights() {
        var exchange = new ExchangeFixture(data);
        exchange.time.moveTo(ExchangeFixture.EVENING);
        exchange.build("R1");
        var ended = window(exchange, "R1", "window_end");
        exchange.time.moveTo(ExchangeFixture.EVENING.plus(Duration.ofDays(3)));
        exchange.build("R2");

        assertThat(window(exchange, "R2", "window_begin")).isEqualTo(ended);
        assertThat(window(exchange, "R2", "window_end"))
                .isAfterOrEqualTo(ExchangeFixture.EVENING.plus(Duration.ofDays(3)));
    }

    @Test
    void aWindowEndsLaterThanItBeginsAlsoWhenTheClockWasMovedBack() {
        var exchange = new ExchangeFixture(data);
        exchange.build("R1");
        exchange.time.moveTo(ExchangeFixture.EVENING.minus(Duration.ofDays(9)));
        exchange.build("R2");

        assertThat(window(exchange, "R2", "window_end")).isAfter(window(exchange, "R2", "window_begin"));
    }

    @Test
    void anEmptyRunSendsNothingAndIsSent() {
        var exchange = new ExchangeFixture(data);

        assertThat(exchange.build("R1")).isZero();
        exchange.send("R1");

        assertThat(exchange.outbox()).doesNotExist();
        assertThat(exchange.jdbc.queryForObject("select state from upload_run", String.class))
                .isEqualTo("SENT");
    }

    @Test
    void aChildThatTheLayoutRefusesIsAnsweredAtOnceAndDoesNotHoldUpTheOthers() {
        var exchange = new ExchangeFixture(data);
        exchange.store.put("NYX1", SampleChildren.child("NYX1", SampleChildren.move()));
        var ref = exchange.submit("NY-1", "NYX1");
        exchange.submit("NY-2", "NYX2");

        assertThat(exchange.build("R1")).isOne();

        assertThat(exchange.state("NYX1")).isEqualTo("REJECTED");
        assertThat(exchange.state("NYX2")).isEqualTo("BUILT");
        assertThat(exchange.events)
                .containsExactly(new CaseAnswered(ref, false, List.of("NYX1: demographics has to be there once")));
    }

    @Test
    void aChildThatTheRecordStoreLostIsAnsweredAtOnce() {
        var exchange = new ExchangeFixture(data);
        exchange.submit("NY-1", "NYX1");
        exchange.store.remove("NYX1");

        assertThat(exchange.build("R1")).isZero();

        assertThat(exchange.state("NYX1")).isEqualTo("REJECTED");
    }

    @Test
    void aRunThatFailsInTheMiddleLeavesEverythingWaiting() {
        var exchange = new ExchangeFixture(data);
        exchange.submit("NY-1", "NYX1");

        assertThatThrownBy(() -> exchange.inTransaction(() -> {
                    exchange.runs.build("R1");
                    throw new IllegalStateException("node dies");
                }))
                .hasMessage("node dies");

        assertThat(exchange.state("NYX1")).isEqualTo("PENDING");
        assertThat(exchange.build("R1")).isOne();
    }

    @Test
    void sendingTwiceHarmsNothingAndTheContentIsKeptOnlyUntilThen() {
        var exchange = new ExchangeFixture(data);
        exchange.submit("NY-1", "NYX1");
        exchange.build("R1");
        assertThat(contents(exchange)).isOne();

        exchange.send("R1");
        exchange.send("R1");

        assertThat(contents(exchange)).isZero();
        assertThat(exchange.outbox().toFile().list()).containsExactly("NY-R1-001.xml");
    }

    @Test
    void aTransactionLostAfterSendingSendsTheSameFileAgain() {
        var exchange = new ExchangeFixture(data);
        exchange.submit("NY-1", "NYX1");
        exchange.build("R1");
        assertThatThrownBy(() -> exchange.inTransaction(() -> {
                    exchange.runs.send("R1");
                    throw new IllegalStateException("node dies");
                }))
                .hasMessage("node dies");
        exchange.simulator.answer();
        exchange.inbox.read();
        assertThat(exchange.state("NYX1")).as("the answer was faster").isEqualTo("ACCEPTED");

        exchange.send("R1");
        exchange.simulator.answer();
        exchange.inbox.read();

        assertThat(exchange.state("NYX1")).isEqualTo("ACCEPTED");
        assertThat(exchange.events).hasSize(1);
    }

    @Test
    void aTransportThatIsDownLeavesTheRunToARepetition() throws IOException {
        var exchange = new ExchangeFixture(data);
        exchange.submit("NY-1", "NYX1");
        exchange.build("R1");
        Files.createDirectories(data.resolve("msix"));
        Files.writeString(data.resolve("msix/outbox"), "a file where the folder should be");

        assertThatThrownBy(() -> exchange.send("R1")).isInstanceOf(UncheckedIOException.class);
        assertThat(exchange.state("NYX1")).isEqualTo("BUILT");

        Files.delete(data.resolve("msix/outbox"));
        exchange.send("R1");
        assertThat(exchange.state("NYX1")).isEqualTo("SENT");
    }

    @Test
    void aRunHasAPlainName() {
        var exchange = new ExchangeFixture(data);

        assertThatThrownBy(() -> exchange.build("../R1"))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("exchange.run-id"));
        assertThatThrownBy(() -> exchange.send("R9")).isInstanceOf(NotFound.class);
    }

    private static List<String> files(ExchangeFixture exchange) {
        return exchange.jdbc.queryForList("select name from upload_file order by name", String.class);
    }

    private static int contents(ExchangeFixture exchange) {
        return Objects.requireNonNull(exchange.jdbc.queryForObject(
                "select count(*) from upload_file where content is not null", Integer.class));
    }

    private static Instant window(ExchangeFixture exchange, String runId, String end) {
        return Objects.requireNonNull(exchange.jdbc.queryForObject(
                        "select %s from upload_run where run_id = ?".formatted(end), java.sql.Timestamp.class, runId))
                .toInstant();
    }

    private static String file(ExchangeFixture exchange, String name) throws IOException {
        return Files.readString(exchange.outbox().resolve(name));
    }
}
