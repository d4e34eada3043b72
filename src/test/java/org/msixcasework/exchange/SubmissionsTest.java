package org.msixcasework.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.exchange.Submissions.Search;
import org.msixcasework.exchange.Submissions.State;
import org.msixcasework.record.ChildChanged;

class SubmissionsTest {

    private ExchangeFixture exchange;

    @BeforeEach
    void start(@TempDir Path data) {
        exchange = new ExchangeFixture(data);
    }

    @Test
    void aChildThatWaitsIsSharedAndBothCasesGetTheirAnswer() {
        var one = exchange.submit("NY-1", "NYX1", "NYX2");
        var other = exchange.submit("NY-2", "NYX1");

        assertThat(exchange.state("NYX1")).isEqualTo("PENDING");
        exchange.night("R1");

        assertThat(exchange.events)
                .containsExactly(new CaseAnswered(one, true, List.of()), new CaseAnswered(other, true, List.of()));
    }

    @Test
    void submittingTwiceIsSubmittingOnce() {
        exchange.submit("NY-1", "NYX1", "NYX1");
        exchange.submit("NY-1", "NYX1");

        exchange.night("R1");

        assertThat(exchange.state("NYX1")).isEqualTo("ACCEPTED");
        assertThat(exchange.events).hasSize(1);
    }

    @Test
    void anUnknownChildIsNotQueued() {
        assertThatThrownBy(() -> exchange.inTransaction(
                        () -> exchange.submissions.submit(new CaseRef("coe", "NY-1"), List.of("NYX9"))))
                .isInstanceOf(NotFound.class);
        assertThat(exchange.state("NYX9")).isEmpty();
    }

    @Test
    void theFirstAcceptedSubmissionInsertsLaterOnesUpdate() {
        exchange.submit("NY-1", "NYX1");
        exchange.upload("R1");
        exchange.submit("NY-1", "NYX1");
        exchange.upload("R2");
        assertThat(exchange.actions("NYX1")).as("nothing accepted yet").isEqualTo("I,I");

        exchange.simulator.answer();
        exchange.inbox.read();
        exchange.submit("NY-1", "NYX1");
        exchange.night("R3");

        assertThat(exchange.actions("NYX1")).isEqualTo("I,I,U");
    }

    @Test
    void aChangeOfAChildThatMsixHoldsFollowsByItself() {
        exchange.submit("NY-1", "NYX1");
        exchange.night("R1");

        change("NYX1");
        change("NYX1");

        assertThat(exchange.state("NYX1")).isEqualTo("ACCEPTED,PENDING");
        exchange.night("R2");
        assertThat(exchange.actions("NYX1")).isEqualTo("I,U");
        assertThat(exchange.events).as("nobody waits for a mere change").hasSize(1);
    }

    @Test
    void aChangeWhileTheChildIsOnItsWayIsNotLost() {
        exchange.submit("NY-1", "NYX1");
        exchange.build("R1");

        change("NYX1");

        assertThat(exchange.state("NYX1")).isEqualTo("BUILT,PENDING");
    }

    @Test
    void aChangeOfAChildThatNeverLeftWaitsForItsCase() {
        exchange.store.put("NYX1", SampleChildren.complete("NYX1"));

        change("NYX1");

        assertThat(exchange.state("NYX1")).isEmpty();
    }

    @Test
    void aChildThatIsBeingChangedGoesWithTheNextRunTogetherWithTheChange() throws Exception {
        exchange.submit("NY-1", "NYX1");
        var changing = new CompletableFuture<Void>();
        var built = new CompletableFuture<Integer>();
        var change = CompletableFuture.runAsync(() -> exchange.inTransaction(() -> {
            exchange.submissions.submit(new CaseRef("coe", "NY-2"), List.of("NYX1"));
            changing.complete(null);
            built.orTimeout(20, TimeUnit.SECONDS).join();
        }));
        changing.get(20, TimeUnit.SECONDS);

        built.complete(exchange.build("R1"));
        change.get(20, TimeUnit.SECONDS);

        assertThat(built.get()).isZero();
        assertThat(exchange.build("R2")).isOne();
    }

    @Test
    void withdrawingDeletesAtMsixAndStartsOverAfterwards() {
        exchange.submit("NY-1", "NYX1");
        exchange.night("R1");

        exchange.inTransaction(() -> exchange.submissions.withdraw("NYX1"));
        change("NYX1");
        exchange.night("R2");
        change("NYX1");
        assertThat(exchange.state("NYX1")).isEqualTo("ACCEPTED,ACCEPTED");

        exchange.submit("NY-2", "NYX1");
        exchange.night("R3");
        assertThat(exchange.actions("NYX1")).isEqualTo("I,D,I");
    }

    @Test
    void whatMsixDoesNotHoldCannotBeWithdrawn() {
        exchange.submit("NY-1", "NYX1");

        assertThatThrownBy(() -> exchange.submissions.withdraw("NYX1"))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("exchange.not-accepted"));
    }

    @Test
    void resendingQueuesWhatWasSentAndQueuesNothingTwice() {
        exchange.store.put("NYX3", SampleChildren.in("metro", SampleChildren.complete("NYX3")));
        exchange.submit("NY-1", "NYX1", "NYX2", "NYX3");
        exchange.night("R1");
        exchange.submit("NY-2", "NYX4");

        assertThat(resend("oswego", null, null, null)).isEqualTo(2);
        assertThat(resend("oswego", null, null, null)).isZero();
        assertThat(exchange.state("NYX1")).isEqualTo("ACCEPTED,PENDING");
        assertThat(exchange.state("NYX3")).isEqualTo("ACCEPTED");
        assertThat(resend(null, "NYX3", null, null)).isOne();

        exchange.night("R2");
        assertThat(exchange.state("NYX2")).isEqualTo("ACCEPTED,ACCEPTED");
        assertThat(exchange.msixIds).hasSize(4);
    }

    @Test
    void resendingByDaysCountsTheDayOfTheStateFromItsFirstToItsLastMoment() {
        exchange.submit("NY-1", "NYX1");
        exchange.night("R1"); // 11 p.m. of 13 September in New York
        exchange.time.moveTo(ExchangeFixture.EVENING.plus(Duration.ofDays(1)));
        exchange.submit("NY-2", "NYX2");
        exchange.night("R2");

        assertThat(resend(null, null, LocalDate.parse("2026-09-15"), null)).isZero();
        assertThat(resend(null, null, LocalDate.parse("2026-09-13"), LocalDate.parse("2026-09-13")))
                .isOne();
        assertThat(exchange.state("NYX1")).isEqualTo("ACCEPTED,PENDING");
        assertThat(resend(null, null, LocalDate.parse("2026-09-13"), null)).isOne();
    }

    @Test
    void resendingEverythingByMistakeIsRefused() {
        assertThatThrownBy(() -> resend(null, null, null, null))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.kind()).isEqualTo(Rejected.Kind.INVALID));
        assertThatThrownBy(() -> resend(null, null, LocalDate.parse("2026-09-13"), LocalDate.parse("2026-09-12")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("to: lies before 'from'");
        assertThatThrownBy(() -> resend(null, "NYX9", null, null)).isInstanceOf(NotFound.class);
    }

    @Test
    void anAnswerThatNeverCameIsReplacedByTheAnswerToTheResentChild() {
        var ref = exchange.submit("NY-1", "NYX1");
        exchange.upload("R1");
        deleteOutbox("R1");

        assertThat(resend(null, "NYX1", null, null)).isOne();
        exchange.night("R2");

        assertThat(exchange.state("NYX1")).isEqualTo("SUPERSEDED,ACCEPTED");
        assertThat(exchange.events).containsExactly(new CaseAnswered(ref, true, List.of()));
    }

    @Test
    void theTrailSaysWhoWhenWhichFileAndWhatMsixSaid() {
        var ref = exchange.submit("NY-1", "NYX1");
        exchange.night("R1");

        var page = exchange.submissions.find(new Search("NYX1", State.ACCEPTED, null, null, List.of("oswego")), 0);

        assertThat(page.total()).isOne();
        assertThat(page.items()).singleElement().satisfies(row -> {
            assertThat(row.queuedBy()).isEqualTo("system");
            assertThat(row.runId()).isEqualTo("R1");
            assertThat(row.fileName()).isEqualTo("NY-R1-001.xml");
            assertThat(row.position()).isOne();
            assertThat(row.sentAt()).isNotNull();
            assertThat(row.answeredAt()).isNotNull();
            assertThat(row.msixId()).hasSize(12).isEqualTo(exchange.msixIds.get("NYX1"));
            assertThat(row.cases()).containsExactly(ref);
        });
        assertThat(exchange.submissions.of(ref)).isEqualTo(page.items());
    }

    @Test
    void whoMayNotReadARegionDoesNotSeeItsSubmissions() {
        exchange.submit("NY-1", "NYX1");

        assertThat(exchange.submissions.regions()).containsExactly("oswego");
        assertThat(exchange.submissions
                        .find(new Search(null, null, null, null, List.of("metro")), 0)
                        .items())
                .isEmpty();
        assertThat(exchange.submissions
                        .find(new Search(null, null, "metro", null, List.of("oswego")), 0)
                        .items())
                .isEmpty();
        assertThat(exchange.submissions
                        .find(new Search(null, null, null, null, List.of("oswego")), 1)
                        .items())
                .isEmpty();
    }

    private void change(String student) {
        exchange.inTransaction(() -> exchange.submissions.on(new ChildChanged(student)));
    }

    private int resend(
            @Nullable String region, @Nullable String student, @Nullable LocalDate from, @Nullable LocalDate to) {
        return exchange.inTransaction(() -> exchange.submissions.resend(region, student, from, to));
    }

    private void deleteOutbox(String runId) {
        assertThat(exchange.outbox()
                        .resolve("NY-%s-001.xml".formatted(runId))
                        .toFile()
                        .delete())
                .isTrue();
    }
}
