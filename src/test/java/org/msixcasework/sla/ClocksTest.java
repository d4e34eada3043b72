package org.msixcasework.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.msixcasework.sla.Deadline.COE_UPLOAD;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.process.TimeMachine;
import org.msixcasework.support.Api;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.CoeFlow;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger by itself, under two transactions at once, and the register that is searched by it. */
@CaseworkTest
class ClocksTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 9, 11);
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    Clocks clocks;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TimeMachine time;

    @Autowired
    CoeFlow flow;

    @Autowired
    Api api;

    private final CaseRef ref = new CaseRef("ledger", "L-" + COUNT.incrementAndGet());

    private static Instant at(LocalDate day) {
        return day.atTime(LocalTime.of(9, 0)).atZone(Time.ZONE).toInstant();
    }

    @BeforeEach
    void open() {
        time.moveTo(at(FRIDAY));
        jdbc.update("""
                insert into case_file (process_key, business_key, region, opened_at, opened_by, process_instance_id)
                values (?, ?, 'oswego', ?, 'nobody', 'none')
                """, ref.process(), ref.businessKey(), Timestamp.from(at(FRIDAY)));
    }

    @AfterEach
    void close() {
        time.moveTo(at(FRIDAY));
        jdbc.update(
                "update case_file set closed_at = ?, outcome = 'tested' where process_key = ? and business_key = ?",
                Timestamp.from(at(FRIDAY)),
                ref.process(),
                ref.businessKey());
    }

    private void started() {
        inTransaction(() -> clocks.start(ref, COE_UPLOAD, FRIDAY, "approved"));
    }

    private void inTransaction(Runnable work) {
        transaction.executeWithoutResult(status -> work.run());
    }

    /** Does the same in two threads at the same time, and answers how many of them were refused. */
    private int refusedAtOnce(Runnable work) throws Exception {
        var barrier = new CyclicBarrier(2);
        var refused = new AtomicInteger();
        Callable<Boolean> one = () -> {
            barrier.await();
            try {
                inTransaction(work);
            } catch (Rejected | DataIntegrityViolationException | OptimisticLockingFailureException no) {
                refused.incrementAndGet();
            }
            return true;
        };
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (var done : threads.invokeAll(List.of(one, one))) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
        return refused.get();
    }

    private List<String> events() {
        return jdbc.queryForList(
                "select event from clock_event e join clock k on k.id = e.clock_id where business_key = ? order by e.id",
                String.class,
                ref.businessKey());
    }

    @Test
    void aClockStartsOnceHoweverManyAsk() throws Exception {
        assertThat(refusedAtOnce(() -> clocks.start(ref, COE_UPLOAD, FRIDAY, "approved")))
                .isEqualTo(1);

        assertThat(events()).containsExactly("STARTED");
        assertThatThrownBy(this::started).isInstanceOf(Rejected.class).hasMessageContaining("runs already");
        inTransaction(() -> clocks.meet(ref, COE_UPLOAD));
        started();
        assertThat(clocks.of(ref)).extracting(ClockView::state).containsExactly(Clock.State.MET, Clock.State.RUNNING);
    }

    @Test
    void aReminderIsReachedOnceHoweverManyAsk() throws Exception {
        started();
        time.moveTo(at(LocalDate.of(2026, 9, 18)));

        refusedAtOnce(() -> clocks.reachReminders(ref, COE_UPLOAD));

        assertThat(events()).containsExactly("STARTED", "REMINDER 1");
        assertThat(clocks.nextReminder(ref, COE_UPLOAD))
                .contains(at(LocalDate.of(2026, 9, 23)).minusSeconds(3600));
    }

    @Test
    void aLevelIsReachedOnceAndTheLastRepeatsDaily() throws Exception {
        started();
        assertThat(clocks.nextEscalation(ref, COE_UPLOAD)).isEqualTo(clocks.dueAt(ref, COE_UPLOAD));
        time.moveTo(at(LocalDate.of(2026, 10, 20)));

        refusedAtOnce(() -> clocks.reachEscalations(ref, COE_UPLOAD));

        var levels = events().stream()
                .filter(event -> event.startsWith("ESCALATION"))
                .toList();
        assertThat(levels).doesNotHaveDuplicates().isNotEmpty();
        assertThat(clocks.of(ref).get(0).level()).isEqualTo(levels.size());
        assertThat(clocks.nextEscalation(ref, COE_UPLOAD))
                .isAfter(at(LocalDate.of(2026, 10, 20)))
                .isBefore(at(LocalDate.of(2026, 10, 21)));
    }

    @Test
    void whatEndsLateIsMissedAndEndsOnce() {
        started();
        time.moveTo(at(LocalDate.of(2026, 10, 20)));

        inTransaction(() -> clocks.meet(ref, COE_UPLOAD));

        assertThat(clocks.of(ref).get(0).state()).isEqualTo(Clock.State.MISSED);
        assertThatThrownBy(() -> inTransaction(() -> clocks.meet(ref, COE_UPLOAD)))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("does not run");
        assertThatThrownBy(() -> inTransaction(() -> clocks.recalculate(ref, COE_UPLOAD, at(FRIDAY), "no")))
                .isInstanceOf(Rejected.class);
        assertThat(events()).containsExactly("STARTED", "MISSED");
    }

    @Test
    void aLaterDayZeroTakesBackTheLevelsAndKeepsTheLedger() {
        started();
        time.moveTo(at(LocalDate.of(2026, 10, 20)));
        inTransaction(() -> clocks.reachEscalations(ref, COE_UPLOAD));

        inTransaction(() -> clocks.recalculate(ref, COE_UPLOAD, at(LocalDate.of(2026, 10, 19)), "approved again"));

        var clock = clocks.of(ref).get(0);
        assertThat(clock.level()).isZero();
        assertThat(clock.overdue()).isFalse();
        assertThat(clocks.nextEscalation(ref, COE_UPLOAD)).isEqualTo(clock.dueAt());
        assertThat(events()).startsWith("STARTED", "ESCALATION 1").endsWith("RECALCULATED");
        assertThat(jdbc.queryForMap("""
                        select actor, reason, rule, e.calendar_version <> '' as versioned from clock_event e
                        join clock k on k.id = e.clock_id where business_key = ? and event = 'RECALCULATED'
                        """, ref.businessKey()))
                .containsEntry("actor", "system")
                .containsEntry("reason", "approved again")
                .containsEntry("rule", "10 WORKING_DAYS")
                .containsEntry("versioned", true);
    }

    @Test
    void theRegisterIsSearchedByTheStateOfAClock() {
        var met = flow.uploaded("oswego");
        var running = flow.approved();

        assertThat(found("?process=coe&region=oswego&state=MET")).contains(met).doesNotContain(running);
        assertThat(found("?process=coe&region=oswego&state=RUNNING"))
                .contains(running)
                .doesNotContain(met);
        assertThat(found("?process=coe&state=CANCELLED")).doesNotContain(met, running);
        var refused = api.get("sda", "/api/cases?state=LATE");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("errors").findValuesAsText("field")).containsExactly("state");
    }

    private List<String> found(String question) {
        return api.get("sda", "/api/cases" + question).json().get("items").findValuesAsText("businessKey");
    }
}
