package org.msixcasework.selfcheck;

import static org.msixcasework.selfcheck.Check.Area.EXCHANGE;

import java.util.Objects;
import org.msixcasework.exchange.ExchangeUpkeep;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is under way to MSIX: it leaves, it is answered, and whoever waits for the answer waits for something. */
@Configuration(proxyBeanMethods = false)
class ExchangeChecks {

    private static final String SUBMISSION = """
            select s.id::text as id, null as process_key, null as business_key,
                s.state_student_id || ' ' || s.id as label, %s as detail
            from submission s
            """;

    private final Question question;
    private final ExchangeUpkeep upkeep;

    ExchangeChecks(Question question, ExchangeUpkeep upkeep) {
        this.question = question;
        this.upkeep = upkeep;
    }

    @Bean
    Check submissionLeft() {
        return question.check(
                "submission-left",
                EXCHANGE,
                "Child that two nights left behind",
                "The child waits for a file, but none took it along: the nightly upload does not run.",
                SUBMISSION.formatted("'queued on ' || (s.queued_at at time zone 'America/New_York')::date")
                        + "where s.state = 'PENDING' and s.queued_at < :now::timestamptz - interval '2 days'",
                new Check.OneRepair(
                        "Start an upload now",
                        "One run of the upload takes everything that waits. Then see why the nightly one did not.",
                        upkeep::startRun));
    }

    @Bean
    Check answerMissing() {
        return question.check(
                "answer-missing",
                EXCHANGE,
                "Child whose file MSIX did not answer for three days",
                "Whether MSIX has the child is not known, and the case that waits for the answer goes on waiting.",
                SUBMISSION.formatted("'sent in ' || coalesce(s.file_name, 'an unknown file')") + """
                        where s.state = 'SENT' and s.sent_at < :now::timestamptz - interval '3 days'
                            and not exists (select 1 from submission l
                                where l.state_student_id = s.state_student_id and l.id > s.id
                                    and l.state in ('PENDING', 'BUILT', 'SENT'))
                        """,
                new Check.EachRepair(
                        "Send them again",
                        "Each child goes with the next file; its answer counts for the earlier one too.",
                        affected -> upkeep.sendAgain(Long.parseLong(affected.id()))));
    }

    @Bean
    Check caseThatWaitsInVain() {
        return question.check(
                "case-that-waits-in-vain",
                EXCHANGE,
                "Case that waits for an answer that cannot come",
                "The case waits for MSIX, but nothing of it is under way: it was answered without the case being told, or"
                        + " overtaken, or never sent.",
                """
                with waiting as (
                    select c.process, c.business_key, bool_or(s.state in ('PENDING', 'BUILT', 'SENT')) as under_way,
                        bool_or(s.state = 'SUPERSEDED') as overtaken
                    from submission_case c join submission s on s.id = c.submission_id
                    where c.waiting group by c.process, c.business_key)
                select f.process_key || ' ' || f.business_key as id, f.process_key, f.business_key,
                    f.process_key || ' ' || f.business_key as label,
                    case when w.process is null then 'nothing was sent' when w.overtaken then 'overtaken'
                        else 'answered, but not told' end as detail
                from case_file f left join waiting w on w.process = f.process_key and w.business_key = f.business_key
                where f.closed_at is null and (w.overtaken or not w.under_way
                    or (w.process is null and exists (select 1 from act_ru_event_subscr e
                        where e.proc_inst_id_ = f.process_instance_id and e.event_type_ = 'message'
                            and e.event_name_ = f.process_key || '.answered')))
                """,
                new Check.EachRepair(
                        "Tell them, or send again",
                        "A case whose children are all answered is told so; for any other the children it submitted last go"
                                + " with the next file.",
                        affected -> upkeep.answer(Objects.requireNonNull(affected.ref()))));
    }

    @Bean
    Check fileNotComplete() {
        return question.check(
                "file-not-complete",
                EXCHANGE,
                "Answer of MSIX that has been incomplete for a day",
                "A file began to arrive and was never finished, and is not there any more.",
                """
                select f.id::text as id, null as process_key, null as business_key, f.name as label,
                    'first seen on ' || (f.first_seen at time zone 'America/New_York')::date as detail
                from inbound_file f
                where f.outcome = 'WAITING' and f.first_seen < :now::timestamptz - interval '1 day'
                """,
                new Check.EachRepair(
                        "Wait no longer",
                        "Each file is noted as set aside. Ask MSIX for the answer, or send the children again.",
                        affected -> upkeep.giveUp(Long.parseLong(affected.id()))));
    }
}
