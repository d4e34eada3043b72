package org.msixcasework.selfcheck;

import static org.msixcasework.selfcheck.Check.Area.REGISTER;

import java.util.Objects;
import org.msixcasework.core.CaseRef;
import org.msixcasework.process.Upkeep;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The register of cases and the processes that run: one row each, of one key, both open or both over. */
@Configuration(proxyBeanMethods = false)
class RegisterChecks {

    private static final String CASE = """
            select f.process_key || ' ' || f.business_key as id, f.process_key, f.business_key,
                f.process_key || ' ' || f.business_key as label, %s as detail
            from case_file f
            """;

    private final Question question;
    private final Upkeep upkeep;

    RegisterChecks(Question question, Upkeep upkeep) {
        this.question = question;
        this.upkeep = upkeep;
    }

    private static CaseRef caseOf(Check.Affected affected) {
        return Objects.requireNonNull(affected.ref());
    }

    @Bean
    Check openCaseWithoutProcess() {
        return question.check(
                "open-case-without-process",
                REGISTER,
                "Open case that does not run",
                "The register has the case as open, but no process works on it, so nothing will ever happen in it.",
                CASE.formatted("'opened on ' || (f.opened_at at time zone 'America/New_York')::date") + """
                        where f.closed_at is null
                            and not exists (select 1 from act_ru_execution e where e.id_ = f.process_instance_id)
                        """,
                new Check.EachRepair(
                        "Close in the register",
                        "Each case is closed with the outcome that the engine remembers, or as lost where it remembers none;"
                                + " its journal says so.",
                        affected -> upkeep.followEngine(caseOf(affected))));
    }

    @Bean
    Check closedCaseThatRuns() {
        return question.check(
                "closed-case-that-runs",
                REGISTER,
                "Closed case that runs on",
                "The register has the case as closed, but its process still runs and asks people to work on it.",
                CASE.formatted("'closed on ' || (f.closed_at at time zone 'America/New_York')::date") + """
                        where f.closed_at is not null
                            and exists (select 1 from act_ru_execution e where e.id_ = f.process_instance_id)
                        """,
                new Check.EachRepair(
                        "Reopen in the register",
                        "Each case is open again, as its process is; its journal says so.",
                        affected -> upkeep.followEngine(caseOf(affected))));
    }

    @Bean
    Check processWithoutCase() {
        return question.check(
                "process-without-case",
                REGISTER,
                "Process without a case",
                "A process runs that the register does not know, so nobody sees it on a page.",
                """
                select e.id_ as id, null as process_key, null as business_key,
                    d.key_ || ' ' || coalesce(e.business_key_, 'without a key') as label,
                    'process ' || e.id_ as detail
                from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
                where e.parent_id_ is null and e.super_exec_ is null
                    and not exists (select 1 from case_file f where f.process_instance_id = e.id_)
                """,
                new Check.EachRepair(
                        "Enter in the register",
                        "Each process is a case of the register again, with the region and the day that the engine knows;"
                                + " what it is about has to be told from the case.",
                        affected -> upkeep.register(affected.id())));
    }

    @Bean
    Check caseOfAnotherKey() {
        return question.check(
                "case-of-another-key",
                REGISTER,
                "Case whose process has another key",
                "Register and process name the case differently, so messages and clocks miss it.",
                CASE.formatted("'its process is ' || d.key_ || ' ' || coalesce(e.business_key_, 'without a key')")
                        + """
                        join act_ru_execution e on e.id_ = f.process_instance_id
                        join act_re_procdef d on d.id_ = e.proc_def_id_
                        where d.key_ <> f.process_key or e.business_key_ is distinct from f.business_key
                        """,
                new Check.NoRepair(
                        "Which of the two names is right, only the papers say, and clocks, submissions and letters hang on"
                                + " it. Compare the journal of the case with the papers, and have the wrong name corrected"
                                + " in the database under a change order."));
    }
}
