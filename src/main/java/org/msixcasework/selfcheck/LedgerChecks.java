package org.msixcasework.selfcheck;

import static org.msixcasework.selfcheck.Check.Area.LEDGER;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import org.msixcasework.core.CaseRef;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Ledger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The clocks: each as its ledger has it, running exactly as long as the work that it counts. */
@Configuration(proxyBeanMethods = false)
class LedgerChecks {

    /** Id, case and duty of a clock. */
    static final String CLOCK = """
            select c.id::text as id, c.process_key, c.business_key,
                c.process_key || ' ' || c.business_key || ' ' || c.deadline as label, %s as detail
            from clock c
            """;

    private record Counted(CaseRef ref, Deadline deadline) {}

    private final Question question;
    private final Ledger ledger;
    private final Diagrams diagrams;
    private final JdbcClient jdbc;

    LedgerChecks(Question question, Ledger ledger, Diagrams diagrams, JdbcClient jdbc) {
        this.question = question;
        this.ledger = ledger;
        this.diagrams = diagrams;
        this.jdbc = jdbc;
    }

    private Counted counted(Check.Affected affected) {
        return jdbc.sql("select process_key, business_key, deadline from clock where id = ?")
                .param(Long.valueOf(affected.id()))
                .query(LedgerChecks::counted)
                .single();
    }

    private static Counted counted(ResultSet row, int number) throws SQLException {
        return new Counted(
                new CaseRef(row.getString("process_key"), row.getString("business_key")),
                Deadline.valueOf(row.getString("deadline")));
    }

    @Bean
    Check clockOfEndedCase() {
        return question.check(
                "clock-of-ended-case",
                LEDGER,
                "Clock that runs though its case has ended",
                "Nothing can meet the clock any more: it stands in lists and reports as open, then as late, for ever.",
                CLOCK.formatted("'due on ' || c.due_on") + """
                        left join case_file f on f.process_key = c.process_key and f.business_key = c.business_key
                        where c.state = 'RUNNING' and (f.closed_at is not null or f.process_key is null
                            or not exists (select 1 from act_ru_execution e where e.id_ = f.process_instance_id))
                        """,
                new Check.EachRepair(
                        "Cancel the clocks",
                        "Each clock is cancelled; the ledger keeps who did it and why. A case that still runs has to be"
                                + " reopened first.",
                        affected -> {
                            var clock = counted(affected);
                            ledger.end(clock.ref(), clock.deadline());
                        }));
    }

    @Bean
    Check stretchWithoutClock() {
        return question.check(
                "stretch-without-clock",
                LEDGER,
                "Work that no clock counts",
                "A case is in a part of its diagram whose time is counted, but the clock was never started.",
                Diagrams.STRETCHES + """
                        select distinct s.instance || ' ' || s.duty as id, s.process_key, s.business_key,
                            s.process_key || ' ' || s.business_key || ' ' || s.duty as label,
                            'in ' || s.stretch as detail
                        from active s
                        where not exists (select 1 from clock c where c.process_key = s.process_key
                            and c.business_key = s.business_key and c.deadline = s.duty)
                        """,
                diagrams::timers,
                new Check.EachRepair(
                        "Start the clocks",
                        "Each clock starts with the moment at which the work began. Where day 0 lies earlier, the date of"
                                + " the paper counts: compare it and say so in the case.",
                        this::start));
    }

    private void start(Check.Affected affected) {
        var ids = affected.id().split(" ");
        var since = jdbc.sql(Diagrams.STRETCHES
                        + "select min(s.since) from active s where s.instance = :instance and s.duty = :duty")
                .params(diagrams.timers())
                .param("instance", ids[0])
                .param("duty", ids[1])
                .query(Timestamp.class)
                .single();
        ledger.start(Objects.requireNonNull(affected.ref()), Deadline.valueOf(ids[1]), since.toInstant());
    }

    /** What the last line of a ledger says. */
    private static final String LAST = """
            left join lateral (select e.event from clock_event e where e.clock_id = c.id and e.event <> 'RESTORED'
                order by e.id desc limit 1) last on true
            """;

    @Bean
    Check clockAgainstLedger() {
        return question.check(
                "clock-against-ledger",
                LEDGER,
                "Clock in another state than its ledger says",
                "The ledger is the evidence; a clock that differs from it was changed by something else.",
                CLOCK.formatted("c.state || ', but the ledger ends with ' || coalesce(last.event, 'nothing')")
                        + LAST
                        + """
                        where c.state <> case when last.event is null then 'none'
                            when last.event in ('MET', 'MISSED', 'CANCELLED') then last.event else 'RUNNING' end
                        """,
                new Check.EachRepair(
                        "Follow the ledger",
                        "Each clock takes the state that the last line of its ledger says, and a line says so. A clock"
                                + " without any line stays: nothing is known of it.",
                        affected -> ledger.follow(Long.parseLong(affected.id()))));
    }

    @Bean
    Check metWithoutTime() {
        return question.check(
                "met-without-time",
                LEDGER,
                "Clock that was met at no time",
                "Without the time the report of timely uploads cannot count the clock.",
                CLOCK.formatted("c.state") + "where c.state in ('MET', 'MISSED') and c.met_at is null",
                new Check.EachRepair(
                        "Take the time from the ledger",
                        "Each clock takes the time at which its ledger was closed, and a line says so.",
                        affected -> ledger.follow(Long.parseLong(affected.id()))));
    }

    @Bean
    Check dueDateMiscounted() {
        return new Miscounted();
    }

    /** The arithmetic of due dates is no statement: the clocks are counted one by one. */
    private final class Miscounted implements Check {

        @Override
        public String key() {
            return "due-date-miscounted";
        }

        @Override
        public Area area() {
            return LEDGER;
        }

        @Override
        public String name() {
            return "Due date that does not follow from day 0";
        }

        @Override
        public String meaning() {
            return "Counted again by the same rule and the same calendar, the clock is due at another time.";
        }

        @Override
        public long count() {
            return ledger.miscounted().size();
        }

        @Override
        public List<Affected> list(int limit, long offset) {
            return ledger.miscounted().stream()
                    .skip(offset)
                    .limit(limit)
                    .map(clock -> new Affected(
                            String.valueOf(clock.clockId()),
                            clock.ref() + " " + clock.deadline(),
                            clock.ref(),
                            "due at %s, counted %s".formatted(clock.dueAt(), clock.counted())))
                    .toList();
        }

        @Override
        public Remedy remedy() {
            return new EachRepair(
                    "Count anew",
                    "Each due date is counted anew from day 0; timers and tasks follow, and the ledger keeps who did it.",
                    affected -> {
                        var clock = counted(affected);
                        ledger.recount(clock.ref(), clock.deadline());
                    });
        }
    }
}
