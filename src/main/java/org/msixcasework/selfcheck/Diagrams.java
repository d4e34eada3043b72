package org.msixcasework.selfcheck;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.msixcasework.process.Stretches;
import org.msixcasework.sla.Duties;
import org.msixcasework.sla.Duty;
import org.msixcasework.sla.Ledger;
import org.springframework.stereotype.Component;

/** What the diagrams and the table of duties say, as columns that a statement joins. */
@Component
class Diagrams {

    /** The timers of all stretches as {@code timer}, and which kind of job each is as {@code watched}. */
    static final String TIMERS = """
            with timer as (select * from unnest(:definitions::text[], :elements::text[], :stretches::text[],
                :duties::text[], :kinds::text[]) as t (definition, element, stretch, duty, kind))
            , watched as materialized (
                select d.id_ as job_definition, t.element, t.duty, t.kind
                from act_ru_jobdef d join timer t on t.definition = d.proc_def_id_ and t.element = d.act_id_)
            """;

    /** Besides, the stretches that open cases are in as {@code active}. */
    static final String STRETCHES = TIMERS + """
            , active as (
                select distinct f.process_key, f.business_key, f.process_instance_id as instance, t.definition, t.duty,
                    t.stretch, a.start_time_ as since
                from (select distinct definition, stretch, duty from timer) t
                    join act_hi_actinst a on a.proc_def_id_ = t.definition and a.act_id_ = t.stretch
                        and a.end_time_ is null
                    join act_ru_execution e on e.id_ = a.proc_inst_id_
                    join case_file f on f.process_instance_id = a.proc_inst_id_ and f.closed_at is null)
            """;

    private final Stretches stretches;
    private final Duties duties;
    private final Ledger ledger;

    Diagrams(Stretches stretches, Duties duties, Ledger ledger) {
        this.stretches = stretches;
        this.duties = duties;
        this.ledger = ledger;
    }

    /** The values that {@link #TIMERS} asks for. */
    Map<String, Object> timers() {
        var timers = stretches.timers();
        return Map.of(
                "definitions", column(timers, Stretches.Timer::definition),
                "elements", column(timers, Stretches.Timer::element),
                "stretches", column(timers, Stretches.Timer::stretch),
                "duties", column(timers, Stretches.Timer::duty),
                "kinds", column(timers, timer -> timer.kind().name()));
    }

    /** The values of {@link #TIMERS}, and how many reminders each duty has, as {@code :owed} and {@code :reminders}. */
    Map<String, Object> timersAndReminders() {
        var values = new HashMap<>(timers());
        values.put("owed", column(duties.all(), duty -> duty.deadline().name()));
        values.put(
                "reminders",
                duties.all().stream().map(Duty::reminders).map(List::size).toArray(Integer[]::new));
        return values;
    }

    /** The tasks whose time duties count, and how far up they have to be at each level. */
    Map<String, Object> tasksAndLevels() {
        var tasks = stretches.tasks();
        var raised = ledger.raised();
        return Map.of(
                "definitions", column(tasks, Stretches.Timed::definition),
                "elements", column(tasks, Stretches.Timed::element),
                "duties", column(tasks, Stretches.Timed::duty),
                "raised", column(raised, Ledger.Raised::duty),
                "levels", raised.stream().map(Ledger.Raised::level).toArray(Integer[]::new),
                "priorities", raised.stream().map(Ledger.Raised::priority).toArray(Integer[]::new));
    }

    private static <T> String[] column(List<T> rows, Function<T, String> cell) {
        return rows.stream().map(cell).toArray(String[]::new);
    }
}
