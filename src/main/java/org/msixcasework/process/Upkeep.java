package org.msixcasework.process;

import java.sql.Timestamp;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts right what got out of step between engine and register. Everything is done in the name of the application, whatever rights
 * the current user has in the engine; doing it twice changes nothing more.
 */
@Component
public class Upkeep {

    private static final String FIRST_OFFERED = "^(recruiter|data-specialist)\\..*";

    private final Cases cases;
    private final Circles circles;
    private final Routing routing;
    private final TaskService tasks;
    private final ManagementService management;
    private final ProcessEngineConfigurationImpl engine;
    private final JdbcTemplate jdbc;

    Upkeep(
            Cases cases,
            Circles circles,
            Routing routing,
            TaskService tasks,
            ManagementService management,
            ProcessEngineConfigurationImpl engine,
            JdbcTemplate jdbc) {
        this.cases = cases;
        this.circles = circles;
        this.routing = routing;
        this.tasks = tasks;
        this.management = management;
        this.engine = engine;
        this.jdbc = jdbc;
    }

    /** Does something with the rights of the application. */
    public void asApplication(Runnable work) {
        engine.getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> {
                    AsApplication.run(engine.getIdentityService(), work);
                    return null;
                }));
    }

    /**
     * Lets the register say of a case what the engine says: open while its process runs, closed with the outcome that the engine
     * remembers once it does not.
     */
    public void followEngine(CaseRef ref) {
        var file = cases.get(ref);
        if (!file.isOpen() && runs(file.processInstanceId())) {
            cases.reopen(ref);
        } else if (file.isOpen() && !runs(file.processInstanceId())) {
            cases.close(ref, outcomeOf(file.processInstanceId()));
        }
    }

    private boolean runs(String processInstanceId) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from act_ru_execution where id_ = ?)", Boolean.class, processInstanceId));
    }

    /** The end event that was reached; "deleted" where none was, "lost" where the engine does not remember the case. */
    private String outcomeOf(String processInstanceId) {
        return jdbc.queryForList("""
                        select case when end_time_ is null then 'lost' when state_ = 'COMPLETED' then end_act_id_
                            else 'deleted' end
                        from act_hi_procinst where id_ = ?
                        """, String.class, processInstanceId).stream()
                .findFirst()
                .orElse("lost");
    }

    /**
     * Enters a process that runs without being in the register. What the case is about, the engine does not know: that stays
     * empty.
     *
     * @throws Rejected CONFLICT if the register has another case of this key
     */
    public void register(String processInstanceId) {
        record Running(
                CaseRef ref,
                @Nullable String region,
                Timestamp since,
                @Nullable String by,
                int version) {}
        var running = jdbc
                .query(
                        """
                        select d.key_, d.version_, e.business_key_, h.start_time_, h.start_user_id_,
                            (select v.text_ from act_ru_variable v where v.execution_id_ = e.id_ and v.name_ = 'region')
                                as region
                        from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
                            join act_hi_procinst h on h.id_ = e.id_
                        where e.id_ = ? and e.business_key_ is not null
                            and not exists (select 1 from case_file f where f.process_instance_id = e.id_)
                        """,
                        (row, number) -> new Running(
                                new CaseRef(row.getString("key_"), row.getString("business_key_")),
                                row.getString("region"),
                                row.getTimestamp("start_time_"),
                                row.getString("start_user_id_"),
                                row.getInt("version_")),
                        processInstanceId)
                .stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("Process " + processInstanceId + " has no key, or is in the register"));
        cases.enterAgain(
                running.ref(),
                Routing.STATE.equals(running.region()) ? null : running.region(),
                running.since().toInstant(),
                running.by(),
                new Cases.Following(processInstanceId, running.version()));
    }

    /** Offers a task that nobody may take to the groups that its diagram names. */
    public void offerAgain(String taskId) {
        asApplication(() -> named(taskId).forEach(group -> tasks.addCandidateGroup(taskId, group)));
        // another command: the engine knows nothing of a tenant that is changed beneath it
        showToOffered(taskId);
    }

    /** Lets exactly groups that a task is offered to see it: those that see it now, or else whom the diagram names first. */
    public void showToOffered(String taskId) {
        asApplication(() -> {
            var offered = tasks.getIdentityLinksForTask(taskId).stream()
                    .filter(link -> "candidate".equals(link.getType()) && link.getGroupId() != null)
                    .map(link -> link.getGroupId())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (offered.isEmpty()) {
                throw Rejected.refused("process.nobody", "Task %s is offered to no group".formatted(taskId));
            }
            var tenant = jdbc.queryForObject("select tenant_id_ from act_ru_task where id_ = ?", String.class, taskId);
            var seeing = new TreeSet<>(tenant == null ? Set.<String>of() : circles.groupsOf(tenant));
            seeing.retainAll(offered);
            if (seeing.isEmpty()) {
                seeing.add(first(taskId, offered));
            }
            jdbc.update(
                    "update act_ru_task set tenant_id_ = ?, rev_ = rev_ + 1 where id_ = ?",
                    circles.tenantFor(seeing),
                    taskId);
        });
    }

    private String first(String taskId, Set<String> offered) {
        return named(taskId).stream()
                .filter(offered::contains)
                .findFirst()
                .or(() -> offered.stream()
                        .filter(group -> group.matches(FIRST_OFFERED))
                        .findFirst())
                .orElseGet(() -> offered.iterator().next());
    }

    /** Whom the diagram offers a task to, after the switches of regions. */
    private Set<String> named(String taskId) {
        var task = (TaskEntity)
                tasks.createTaskQuery().taskId(taskId).initializeFormKeys().singleResult();
        if (task == null) {
            throw new NotFound("There is no task " + taskId);
        }
        return task.getTaskDefinition().getCandidateGroupIdExpressions().stream()
                .map(expression -> String.valueOf(expression.getValue(task)))
                .flatMap(groups -> Arrays.stream(groups.split("\\s*,\\s*")))
                .map(routing::group)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Lets a job that has failed for good be tried once more, by any node, at once. */
    public void retry(String jobId) {
        asApplication(() -> management.setJobRetries(jobId, 1));
    }

    /** Runs a job that is due on this node, in a transaction of its own; one that fails counts down its retries. */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public void run(String jobId) {
        AsApplication.run(engine.getIdentityService(), () -> management.executeJob(jobId));
    }

    /** Takes a job away that has nothing left to do. */
    public void remove(String jobId) {
        asApplication(() -> management.deleteJob(jobId));
    }
}
