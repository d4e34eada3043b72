package org.msixcasework.selfcheck;

import static org.msixcasework.selfcheck.Check.Area.TASKS;

import java.sql.Date;
import java.util.Map;
import java.util.Objects;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Time;
import org.msixcasework.process.OpenTasks;
import org.msixcasework.process.Upkeep;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Ledger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The open tasks: somebody may take each, whoever has one may do it, and each is as far up as its clock. */
@Configuration(proxyBeanMethods = false)
class TaskChecks {

    private static final String TASK = """
            select t.id_ as id, f.process_key, f.business_key,
                f.process_key || ' ' || f.business_key || ' ' || t.task_def_key_ as label, %s as detail
            from act_ru_task t join case_file f on f.process_instance_id = t.proc_inst_id_
            """;

    private final Question question;
    private final Diagrams diagrams;
    private final Upkeep upkeep;
    private final OpenTasks tasks;
    private final Ledger ledger;
    private final Time time;

    TaskChecks(Question question, Diagrams diagrams, Upkeep upkeep, OpenTasks tasks, Ledger ledger, Time time) {
        this.question = question;
        this.diagrams = diagrams;
        this.upkeep = upkeep;
        this.tasks = tasks;
        this.ledger = ledger;
        this.time = time;
    }

    @Bean
    Check taskOfNobody() {
        return question.check(
                "task-of-nobody",
                TASKS,
                "Task that is nobody's",
                "The task is offered to no group and nobody has it, so nobody sees it.",
                TASK.formatted("'open since ' || to_char(t.create_time_, 'YYYY-MM-DD')") + """
                        where t.assignee_ is null and not exists (select 1 from act_ru_identitylink l
                            where l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null)
                        """,
                new Check.EachRepair(
                        "Offer them again",
                        "Each task is offered to the groups that its diagram names.",
                        affected -> upkeep.offerAgain(affected.id())));
    }

    @Bean
    Check assigneeWithoutRight() {
        return question.check(
                "assignee-without-right",
                TASKS,
                "Task of somebody who may not do it",
                "Whoever has the task is disabled, or is in none of the groups it is offered to, and stands in for nobody"
                        + " who is.",
                TASK.formatted("'with ' || t.assignee_") + """
                        where t.assignee_ is not null and (
                            exists (select 1 from account a
                                where a.user_id = t.assignee_ and a.disabled_why is not null)
                            or not exists (select 1
                                from act_ru_identitylink l join act_id_membership m on m.group_id_ = l.group_id_
                                where l.task_id_ = t.id_ and l.type_ = 'candidate' and (m.user_id_ = t.assignee_
                                    or m.user_id_ in (select s.user_id from absence s
                                        where s.substitute_id = t.assignee_ and s.ended_at is null
                                            and :today::date between s.from_day and s.to_day))))
                        """,
                () -> Map.of("today", Date.valueOf(time.today())),
                new Check.EachRepair(
                        "Give them back",
                        "Each task goes back to the groups it is offered to; somebody else may take it.",
                        affected -> tasks.release(affected.id())));
    }

    @Bean
    Check taskSeenByOthers() {
        return question.check(
                "task-seen-by-others",
                TASKS,
                "Task that others see than it is offered to",
                "Who sees a task follows from its tenant; here that names everybody, or a group that may not do it.",
                TASK.formatted("'seen by ' || coalesce(t.tenant_id_, 'everybody')") + """
                        where exists (select 1 from act_ru_identitylink l
                                where l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null)
                            and (t.tenant_id_ is null or exists (
                                select 1 from (
                                    select c.group_id from task_circle c where c.tenant = t.tenant_id_
                                    union all
                                    select t.tenant_id_ where not exists (
                                        select 1 from task_circle c where c.tenant = t.tenant_id_)) seer
                                where not exists (select 1 from act_ru_identitylink l where l.task_id_ = t.id_
                                    and l.type_ = 'candidate' and l.group_id_ = seer.group_id)))
                        """,
                new Check.EachRepair(
                        "Show them to whom they are offered to",
                        "Each task is seen by those of its groups that see it now, or else by the first one that its diagram"
                                + " names.",
                        affected -> upkeep.showToOffered(affected.id())));
    }

    @Bean
    Check taskBehindItsClock() {
        return question.check(
                "task-behind-its-clock",
                TASKS,
                "Task that did not climb with its clock",
                "The clock is late and climbed, but the task stands where it was in the order of work, and may be offered to"
                        + " too few.",
                """
                with timed as (select * from unnest(:definitions::text[], :elements::text[], :duties::text[])
                        as t (definition, element, duty))
                    , raised as (select * from unnest(:raised::text[], :levels::integer[], :priorities::integer[])
                        as r (duty, level, priority))
                """ + TASK.formatted("c.deadline || ' is at level ' || c.level || ', the priority ' || t.priority_")
                        + """
                        join timed d on d.definition = t.proc_def_id_ and d.element = t.task_def_key_
                        join clock c on c.process_key = f.process_key and c.business_key = f.business_key
                            and c.deadline = d.duty and c.state = 'RUNNING' and c.level > 0
                        join raised r on r.duty = c.deadline and r.level = c.level
                        where t.priority_ < r.priority
                        """,
                diagrams::tasksAndLevels,
                new Check.EachRepair(
                        "Raise them",
                        "Each task is offered to every role that its clock has climbed to, and raised.",
                        affected -> raise(Objects.requireNonNull(affected.ref()), affected.detail())));
    }

    /** The detail begins with the duty. */
    private void raise(CaseRef ref, String detail) {
        var deadline = Deadline.valueOf(detail.substring(0, detail.indexOf(' ')));
        upkeep.asApplication(() -> ledger.raise(ref, deadline));
    }
}
