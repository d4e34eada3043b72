package org.msixcasework.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.msixcasework.exchange.ExchangeFixture.accepted;
import static org.msixcasework.exchange.ExchangeFixture.answer;
import static org.msixcasework.exchange.ExchangeFixture.rejected;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msixcasework.core.CaseRef;

class InboxTest {

    private static final String FILE = "NY-R1-001.xml";
    private static final String ID = "123456789012";

    private ExchangeFixture exchange;
    private CaseRef ref;

    @BeforeEach
    void oneFileIsWithMsix(@TempDir Path data) {
        exchange = new ExchangeFixture(data);
        ref = exchange.submit("NY-1", "NYX1", "NYX2");
        exchange.upload("R1");
    }

    @Test
    void aCaseIsAnsweredWhenAllItsChildrenAre() {
        receive("a.xml", accepted(1, "NYX1", ID));
        assertThat(exchange.events).isEmpty();

        receive("b.xml", accepted(2, "NYX2", "123456789013"));

        assertThat(exchange.events).containsExactly(new CaseAnswered(ref, true, List.of()));
        assertThat(exchange.msixIds).containsEntry("NYX1", ID).containsEntry("NYX2", "123456789013");
        assertThat(exchange.filesIn("done")).containsExactly("a.xml", "b.xml");
    }

    @Test
    void aRejectedChildComesWithReasonsInWords() {
        receive("a.xml", accepted(1, "NYX1", ID), rejected(2, "NYX2", "S01", "School is not in MSIX's NCES table"));

        assertThat(exchange.events)
                .containsExactly(
                        new CaseAnswered(ref, false, List.of("NYX2: School is not in MSIX's NCES table (S01)")));
        assertThat(exchange.state("NYX2")).isEqualTo("REJECTED");
    }

    @Test
    void aRepairedChildIsAnsweredAgain() {
        receive("a.xml", accepted(1, "NYX1", ID), rejected(2, "NYX2", "S01", "School is unknown"));
        exchange.events.clear();

        exchange.submit("NY-1", "NYX1", "NYX2");
        exchange.night("R2");

        assertThat(exchange.events).containsExactly(new CaseAnswered(ref, true, List.of()));
    }

    @Test
    void aSecondAnswerForTheSameChildChangesNothing() {
        receive("a.xml", accepted(1, "NYX1", ID), accepted(2, "NYX2", "123456789013"));
        receive("b.xml", rejected(1, "NYX1", "Q01", "No qualifying move"), accepted(2, "NYX2", "999999999999"));

        assertThat(exchange.state("NYX1")).isEqualTo("ACCEPTED");
        assertThat(exchange.msixIds).containsEntry("NYX2", "123456789013");
        assertThat(exchange.events).hasSize(1);
        assertThat(exchange.filesIn("done")).containsExactly("a.xml", "b.xml");
    }

    @Test
    void theSameContentUnderAnyNameIsReadOnce() {
        receive("a.xml", accepted(1, "NYX1", ID));
        receive("again.xml", accepted(1, "NYX1", ID));

        assertThat(outcomes()).containsExactly("PROCESSED", "REPEATED");
        assertThat(exchange.filesIn("done")).containsExactly("a.xml", "again.xml");
    }

    @Test
    void aCrashBetweenReadingAndMovingIsHealedByTheNextLook() throws IOException {
        receive("a.xml", accepted(1, "NYX1", ID), accepted(2, "NYX2", "123456789013"));
        Files.move(
                exchange.inboxFolder().resolve("done/a.xml"),
                exchange.inboxFolder().resolve("a.xml"));

        exchange.inbox.read();

        assertThat(exchange.filesIn(null)).isEmpty();
        assertThat(exchange.events).hasSize(1);
    }

    @Test
    void anUnknownStudentIsSetAsideAndTheKnownOnesCount() throws IOException {
        receive(
                "a.xml",
                accepted(1, "NYX1", ID),
                accepted(7, "NYX77", "123456789019"),
                accepted(9, "NYX2", "1".repeat(12)));

        assertThat(exchange.state("NYX1")).isEqualTo("ACCEPTED");
        assertThat(exchange.state("NYX2")).as("other position than in our file").isEqualTo("SENT");
        assertThat(exchange.filesIn("rejected")).containsExactly("a.xml", "a.xml.reason.txt");
        assertThat(reason("a.xml"))
                .isEqualTo("2 of the students are not in NY-R1-001.xml (Student Record ID 0000007, 0000009)."
                        + " All others were read.\n");
    }

    @Test
    void anAnswerToAnUnknownFileIsSetAside() throws IOException {
        exchange.receive("a.xml", answer("NY-R9-001.xml", accepted(1, "NYX1", ID)));
        exchange.inbox.read();

        assertThat(exchange.state("NYX1")).isEqualTo("SENT");
        assertThat(reason("a.xml")).isEqualTo("The file answers a file that was never sent from here.\n");
    }

    @Test
    void aHalfWrittenFileIsLeftAloneUntilItIsWhole() throws IOException {
        var whole = answer(FILE, accepted(1, "NYX1", ID));
        exchange.receive("a.xml", whole.substring(0, 200));
        exchange.inbox.read();
        pass(Duration.ofMinutes(14));
        exchange.receive("a.xml", whole.substring(0, 250));
        exchange.inbox.read();
        pass(Duration.ofMinutes(14));
        exchange.inbox.read();
        assertThat(exchange.filesIn(null)).containsExactly("a.xml");
        assertThat(outcomes()).containsExactly("WAITING");

        exchange.receive("a.xml", whole);
        exchange.inbox.read();

        assertThat(exchange.state("NYX1")).isEqualTo("ACCEPTED");
        assertThat(outcomes()).containsExactly("PROCESSED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<?xml version=\"1.0\"?>\n<acknow"})
    void aFileThatStaysHalfWrittenIsSetAside(String start) throws IOException {
        exchange.receive("a.xml", start);
        exchange.inbox.read();
        pass(Duration.ofMinutes(15));
        exchange.inbox.read();

        assertThat(reason("a.xml")).isEqualTo("The file ends in the middle and did not grow for 15 minutes.\n");
        assertThat(outcomes()).containsExactly("SET_ASIDE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not xml at all",
                "<acknowledgement>Maquetta</acknowledgement>",
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><acknowledgement>&x;</acknowledgement>",
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><acknowledgement>&b;</acknowledgement>",
                "<?xml version=\"1.0\"?><x/><acknowledgement>",
                "<?xml version=\"1.0\" encoding=\"nonsense\"?><acknowledgement>Maquetta</acknowledgement>",
            })
    void aMalformedFileIsSetAsideAtOnceWithoutQuotingIt(String content) throws IOException {
        exchange.receive("a.xml", content);
        exchange.inbox.read();

        assertThat(reason("a.xml"))
                .startsWith("The file is no acknowledgement: line 1 breaks the layout (")
                .doesNotContain("Maquetta", "root:");
        assertThat(exchange.state("NYX1")).isEqualTo("SENT");
        assertThat(Files.readString(exchange.inboxFolder().resolve("rejected/a.xml")))
                .isEqualTo(content);
    }

    @Test
    void aFileThatBreaksTheLayoutCountsForNobody() throws IOException {
        receive("a.xml", accepted(1, "NYX1", ID), accepted(2, "NYX2", "12"));

        assertThat(exchange.state("NYX1")).isEqualTo("SENT");
        assertThat(reason("a.xml")).contains("cvc-pattern-valid").doesNotContain("NYX2");
    }

    @Test
    void anOversizedFileIsSetAsideUnread() throws IOException {
        exchange.receive("a.xml", answer(FILE, accepted(1, "NYX1", ID)));
        exchange.inbox(100).read();

        assertThat(reason("a.xml")).isEqualTo("The file is larger than 100 bytes.\n");
    }

    @Test
    void filesThatOthersAreStillWritingAreNotLookedAt() {
        exchange.receive(".a.xml", "x");
        exchange.receive("b.xml.part", "x");
        exchange.inbox.read();

        assertThat(exchange.filesIn(null)).containsExactly(".a.xml", "b.xml.part");
    }

    @Test
    void twoFilesOfOneNameAreBothKept() {
        exchange.receive("a.xml", "one");
        exchange.inbox.read();
        exchange.receive("a.xml", "two");
        exchange.inbox.read();

        assertThat(exchange.filesIn("rejected"))
                .containsExactly("a.xml", "a.xml.2", "a.xml.2.reason.txt", "a.xml.reason.txt");
    }

    @Test
    void aFileThatCannotBeReadNowIsReadAtTheNextLookAndDoesNotStopTheOthers() {
        exchange.listeners = event -> {
            throw new IllegalStateException("the engine is busy");
        };
        exchange.receive("a.xml", answer(FILE, accepted(1, "NYX1", ID), accepted(2, "NYX2", "123456789013")));
        exchange.receive("b.xml", "junk");
        exchange.inbox.read();
        assertThat(exchange.state("NYX1")).as("rolled back as a whole").isEqualTo("SENT");
        assertThat(exchange.filesIn(null)).containsExactly("a.xml");
        assertThat(exchange.filesIn("rejected")).contains("b.xml");

        exchange.listeners = event -> {};
        exchange.inbox.read();

        assertThat(exchange.state("NYX1")).isEqualTo("ACCEPTED");
        assertThat(exchange.events).hasSize(1);
    }

    @Test
    void anInboxThatCannotBeListedIsLookedIntoLater() throws IOException {
        Files.delete(exchange.inboxFolder());
        Files.writeString(exchange.data.resolve("msix/inbox"), "a file where the folder should be");
        exchange.inbox.read();
        Files.delete(exchange.data.resolve("msix/inbox"));

        receive("a.xml", accepted(1, "NYX1", ID));

        assertThat(exchange.state("NYX1")).isEqualTo("ACCEPTED");
    }

    @Test
    void readersOnSeveralNodesReadEachFileOnce() {
        for (var number = 1; number <= 5; number++) {
            exchange.receive(
                    number + ".xml",
                    answer(FILE, accepted(1, "NYX1", ID), accepted(2, "NYX2", "12345678902" + number)));
        }
        var nodes =
                IntStream.range(0, 6).mapToObj(node -> exchange.inbox(1 << 20)).toList();

        while (!exchange.filesIn(null).isEmpty()) {
            nodes.stream()
                    .map(node -> CompletableFuture.runAsync(node::read))
                    .toList()
                    .forEach(CompletableFuture::join);
        }

        assertThat(outcomes()).hasSize(5).containsOnly("PROCESSED");
        assertThat(exchange.events).hasSize(1);
        assertThat(exchange.msixIds).containsEntry("NYX2", "123456789021");
        assertThat(exchange.filesIn("done")).hasSize(5);
    }

    @Test
    void nearMatchesAreReportedAndStored() {
        receive("a.xml", accepted(1, "NYX1", ID, "111111111111", "222222222222"));

        assertThat(exchange.events)
                .containsExactly(new NearMatchReported("NYX1", List.of("111111111111", "222222222222")));
        assertThat(exchange.jdbc.queryForObject(
                        "select array_to_string(msix_ids, ',') from near_match where state_student_id = 'NYX1'",
                        String.class))
                .isEqualTo("111111111111,222222222222");
    }

    @Test
    void theStatusShowsWhatNeedsAPerson() {
        exchange.submit("NY-2", "NYX3");
        receive("a.xml", rejected(1, "NYX1", "S01", "School is unknown"));
        receive("b.xml", accepted(2, "NYX2", ID), accepted(3, "NYX9", ID));
        exchange.receive("c.xml", "junk");
        exchange.receive("d.xml", "<half");
        exchange.inbox.read();

        var status = new ExchangeStatus(exchange.jdbc, exchange.time).view();

        assertThat(status.lastRun()).satisfies(run -> {
            assertThat(run.runId()).isEqualTo("R1");
            assertThat(run.students()).isEqualTo(2);
            assertThat(run.sentAt()).isNotNull();
        });
        assertThat(status.pending()).isOne();
        assertThat(status.unanswered()).isZero();
        assertThat(status.rejected()).containsOnlyKeys("oswego").containsValue(1);
        assertThat(status.filesWaiting()).isOne();
        assertThat(status.filesSetAside())
                .extracting(ExchangeStatus.SetAside::name)
                .containsExactly("c.xml", "b.xml");
    }

    private void receive(String name, String... students) {
        exchange.receive(name, answer(FILE, students));
        exchange.inbox.read();
    }

    private void pass(Duration duration) {
        exchange.time.moveTo(exchange.time.instant().plus(duration));
    }

    private List<String> outcomes() {
        return exchange.jdbc.queryForList("select outcome from inbound_file order by id", String.class);
    }

    private String reason(String name) throws IOException {
        return Files.readString(exchange.inboxFolder().resolve("rejected/" + name + ".reason.txt"));
    }
}
