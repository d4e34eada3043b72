package org.msixcasework.selfcheck;

import static org.msixcasework.selfcheck.Check.Area.TIMERS;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.msixcasework.core.CaseRef;
import org.msixcasework.process.Upkeep;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Ledger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The engine's timers and jobs: one for each next milestone of a clock, none that has nothing to do, none that is stuck. */
@Configuration(proxyBeanMethods = false)
class TimerChecks {

    /** Id of a job and the case it belongs to, if it belongs to one. */
    private static final String JOB = """
            select j.id_ as id, f.process_key, f.business_key,
                coalesce(f.process_key || ' ' || f.business_key, j.process_def_key_, j.handler_type_) || ' '
                    || coalesce(d.act_id_, 'job') as label,
                %s as detail
            from act_ru_job j left join act_ru_jobdef d on d.id_ = j.job_def_id_
                left join case_file f on f.process_instance_id = j.process_instance_id_
            """;

    private record Counted(CaseRef ref, Deadline deadline) {}

    private final Question question;
    private final Diagrams diagrams;
    private final Ledger ledger;
    private final Upkeep upkeep;
    private final JdbcClient jdbc;

    TimerChecks(Question question, Diagrams diagrams, Ledger ledger, Upkeep upkeep, JdbcClient jdbc) {
        this.question = question;
        this.diagrams = diagrams;
        this.ledger = ledger;
        this.upkeep = upkeep;
        this.jdbc = jdbc;
    }

    @Bean
    Check lostTimer() {
        return question.check(
                "lost-timer",
                TIMERS,
                "Clock whose timer was lost",
                "The clock has a reminder or a level ahead, but no timer waits for it, so nobody would hear of it.",
                Diagrams.STRETCHES + """
                        , owed as (select * from unnest(:owed::text[], :reminders::integer[]) as o (duty, reminders))
                        select c.id::text as id, c.process_key, c.business_key,
                            c.process_key || ' ' || c.business_key || ' ' || c.deadline as label,
                            case when p.escalation is null then 'no timer for the next level'
                                when p.reminder is null and left_over then 'no timer for the next reminder'
                                else 'overdue since ' || c.due_on || ', and its timer waits' end as detail
                        from active s
                            join clock c on c.process_key = s.process_key and c.business_key = s.business_key
                                and c.deadline = s.duty and c.state = 'RUNNING'
                            join owed o on o.duty = s.duty
                            cross join lateral (
                                select min(j.duedate_::timestamptz) filter (where w.kind = 'ESCALATION') as escalation,
                                    min(j.duedate_::timestamptz) filter (where w.kind = 'REMINDER') as reminder
                                from act_ru_job j join watched w on w.job_definition = j.job_def_id_
                                where j.process_instance_id_ = s.instance and w.duty = s.duty) p
                            cross join lateral (
                                select coalesce(max(m.level) filter (where m.kind = 'ESCALATION'), 0) as climbed,
                                    coalesce(max(m.level) filter (where m.kind = 'REMINDER'), 0) as reminded
                                from clock_milestone m where m.clock_id = c.id) m
                            cross join lateral (select m.reminded < o.reminders and exists (select 1 from timer t
                                where t.definition = s.definition and t.duty = s.duty and t.kind = 'REMINDER')
                                as left_over) r
                        where p.escalation is null or (p.reminder is null and left_over)
                            or (c.due_at < :now::timestamptz - interval '1 hour' and m.climbed = 0
                                and p.escalation > :now::timestamptz)
                        """,
                diagrams::timersAndReminders,
                new Check.EachRepair(
                        "Set the timers again",
                        "Each clock has its timers again; what is due by now is sent at once.",
                        affected -> {
                            var clock = jdbc.sql("select process_key, business_key, deadline from clock where id = ?")
                                    .param(Long.valueOf(affected.id()))
                                    .query(TimerChecks::counted)
                                    .single();
                            upkeep.asApplication(() -> ledger.restoreTimers(clock.ref(), clock.deadline()));
                        }));
    }

    private static Counted counted(ResultSet row, int number) throws SQLException {
        return new Counted(
                new CaseRef(row.getString("process_key"), row.getString("business_key")),
                Deadline.valueOf(row.getString("deadline")));
    }

    @Bean
    Check timerOfEndedClock() {
        return question.check(
                "timer-of-ended-clock",
                TIMERS,
                "Timer of a clock that has ended",
                "It fires for a clock that no longer runs, fails, and leaves an incident.",
                Diagrams.TIMERS + """
                        select j.id_ as id, f.process_key, f.business_key,
                            f.process_key || ' ' || f.business_key || ' ' || w.duty as label,
                            'timer ' || w.element as detail
                        from act_ru_job j join watched w on w.job_definition = j.job_def_id_
                            join case_file f on f.process_instance_id = j.process_instance_id_
                        where exists (select 1 from clock c where c.process_key = f.process_key
                                and c.business_key = f.business_key and c.deadline = w.duty)
                            and not exists (select 1 from clock c where c.process_key = f.process_key
                                and c.business_key = f.business_key and c.deadline = w.duty and c.state = 'RUNNING')
                        """,
                diagrams::timers,
                new Check.EachRepair(
                        "Take the timers away",
                        "Each of these timers is deleted. The case stays where it is, and its clock stays ended.",
                        affected -> upkeep.remove(affected.id())));
    }

    @Bean
    Check jobGivenUp() {
        return question.check(
                "job-given-up",
                TIMERS,
                "Job that failed for good more than a day ago",
                "The engine tried the step several times and gave up; the case stands still there.",
                JOB.formatted("'failed at ' || coalesce(j.failed_act_id_, d.act_id_, 'an unknown step')") + """
                        join act_ru_incident i on i.configuration_ = j.id_ and i.incident_type_ = 'failedJob'
                        where j.retries_ = 0
                            and i.incident_timestamp_::timestamptz < :now::timestamptz - interval '1 day'
                        """,
                new Check.EachRepair(
                        "Try once more",
                        "Each job is tried once more, at once. One that fails again stands in Cockpit with its reason.",
                        affected -> upkeep.retry(affected.id())));
    }

    @Bean
    Check jobOverdue() {
        return question.check(
                "job-overdue",
                TIMERS,
                "Job that should have run more than an hour ago",
                "The job executor is stopped, or has more to do than it can.",
                JOB.formatted("'due ' || to_char(coalesce(j.duedate_, j.create_time_), 'YYYY-MM-DD HH24:MI')") + """
                        where j.retries_ > 0 and j.suspension_state_ = 1
                            and coalesce(j.duedate_, j.create_time_)::timestamptz < :now::timestamptz - interval '1 hour'
                        """,
                new Check.EachRepair(
                        "Run them now",
                        "Each job is run now, on the node that shows this page. Then see why the job executor does not.",
                        affected -> upkeep.run(affected.id())));
    }
}
