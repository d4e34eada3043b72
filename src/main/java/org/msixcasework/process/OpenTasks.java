package org.msixcasework.process;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The open tasks of cases, and what the application does with them past the rules for people. */
@Component
public class OpenTasks {

    /**
     * An open task.
     *
     * @param element id of the element of the diagram
     * @param name of that element
     * @param assignee who claimed it or was given it
     * @param groups whom it is offered to
     */
    public record Offer(
            String id,
            CaseRef ref,
            String element,
            String name,
            @Nullable String assignee,
            Set<String> groups) {}

    /** The engine's own query would ask for the rights of each task; a region has thousands. */
    private static final String OFFERS = """
            select t.id_, f.process_key, f.business_key, t.task_def_key_, split_part(t.name_, ' · ', 1) as name, t.assignee_,
                array_remove(array_agg(distinct l.group_id_), null) as groups
            from act_ru_task t
                join case_file f on f.process_instance_id = t.proc_inst_id_
                left join act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate'
            where %s
            group by t.id_, f.process_key, f.business_key, t.task_def_key_, t.name_, t.assignee_
            order by t.id_
            """;

    private final TaskService tasks;
    private final IdentityService identity;
    private final Circles circles;
    private final JdbcTemplate jdbc;

    OpenTasks(TaskService tasks, IdentityService identity, Circles circles, JdbcTemplate jdbc) {
        this.tasks = tasks;
        this.identity = identity;
        this.circles = circles;
        this.jdbc = jdbc;
    }

    /** An open task, whoever may see it. */
    public Optional<Offer> offer(String taskId) {
        return jdbc.query(OFFERS.formatted("t.id_ = ?"), OpenTasks::offer, taskId).stream()
                .findFirst();
    }

    /**
     * The open tasks of a region's cases, whoever may see them.
     *
     * @param process key of a process, or null for all
     * @param element id of an element, or null for all
     */
    public List<Offer> offers(String region, @Nullable String process, @Nullable String element) {
        return jdbc.query(
                OFFERS.formatted(
                        "f.region = ? and coalesce(f.process_key = ?, true) and coalesce(t.task_def_key_ = ?, true)"),
                OpenTasks::offer,
                region,
                process,
                element);
    }

    /** The open tasks of a few cases, whoever may see them. */
    public Map<CaseRef, List<Offer>> offers(Collection<CaseRef> cases) {
        return jdbc
                .query(
                        OFFERS.formatted(
                                "(f.process_key, f.business_key) in (select * from unnest(?::text[], ?::text[]))"),
                        OpenTasks::offer,
                        cases.stream().map(CaseRef::process).toArray(String[]::new),
                        cases.stream().map(CaseRef::businessKey).toArray(String[]::new))
                .stream()
                .collect(Collectors.groupingBy(Offer::ref));
    }

    /** The open tasks that somebody claimed or was given, in every region. */
    public List<Offer> heldBy(String user) {
        return jdbc.query(OFFERS.formatted("t.assignee_ = ?"), OpenTasks::offer, user);
    }

    /** Gives a task back to the groups it is offered to, in the name of the application. */
    public void release(String taskId) {
        AsApplication.run(identity, () -> tasks.setAssignee(taskId, null));
    }

    /** The open tasks of one case, whoever may see them. */
    List<Offer> ofInstance(String processInstanceId) {
        return jdbc.query(OFFERS.formatted("t.proc_inst_id_ = ?"), OpenTasks::offer, processInstanceId);
    }

    /**
     * Offers a task to other groups than before.
     *
     * @param after all groups it is offered to from now on
     * @param moved what became of each group that sees it
     * @param unassign whether whoever claimed it loses it
     * @param region of its case now, which the task knows
     */
    void reoffer(
            Offer offer, Set<String> after, UnaryOperator<String> moved, boolean unassign, @Nullable String region) {
        after.stream()
                .filter(group -> !offer.groups().contains(group))
                .forEach(group -> tasks.addCandidateGroup(offer.id(), group));
        offer.groups().stream()
                .filter(group -> !after.contains(group))
                .forEach(group -> tasks.deleteCandidateGroup(offer.id(), group));
        if (unassign) {
            tasks.setAssignee(offer.id(), null);
        }
        tasks.setVariableLocal(offer.id(), CaseGuard.REGION.name(), region == null ? Routing.STATE : region);
        var seers = seersOf(offer.id());
        var seeing = seers.stream().map(moved).collect(Collectors.toSet());
        if (!seeing.equals(seers)) {
            showTo(offer.id(), seeing);
        }
    }

    private static Offer offer(ResultSet row, int number) throws SQLException {
        return new Offer(
                row.getString("id_"),
                new CaseRef(row.getString("process_key"), row.getString("business_key")),
                row.getString("task_def_key_"),
                row.getString("name"),
                row.getString("assignee_"),
                Set.copyOf(List.of((String[]) row.getArray("groups").getArray())));
    }

    /**
     * Gives a task to somebody in the name of the application; whoever asks has to check that he may.
     *
     * @param group that the task is offered to besides, so that its new assignee may complete it; null if he may already
     * @param regionLeft region whose groups it is offered to no longer; null to leave them theirs
     */
    public void give(String taskId, String user, @Nullable String group, @Nullable String regionLeft) {
        AsApplication.run(identity, () -> {
            if (group != null) {
                tasks.addCandidateGroup(taskId, group);
            }
            if (regionLeft != null) {
                withdraw(taskId, "." + regionLeft);
            }
            tasks.setAssignee(taskId, user);
            show(taskId, group, regionLeft);
        });
    }

    private void withdraw(String taskId, String suffix) {
        tasks.getIdentityLinksForTask(taskId).stream()
                .map(IdentityLink::getGroupId)
                .filter(group -> group != null && group.endsWith(suffix))
                .forEach(group -> tasks.deleteCandidateGroup(taskId, group));
    }

    /** The engine offers no way to change a tenant; nothing of the task is cached between two commands. */
    private void show(String taskId, @Nullable String group, @Nullable String regionLeft) {
        if (group == null) {
            return;
        }
        var seers = seersOf(taskId);
        if (regionLeft != null) {
            seers.removeIf(seer -> seer.endsWith("." + regionLeft));
        }
        seers.add(group);
        showTo(taskId, seers);
    }

    private Set<String> seersOf(String taskId) {
        var tenant = jdbc.queryForObject("select tenant_id_ from act_ru_task where id_ = ?", String.class, taskId);
        return tenant == null ? new HashSet<>() : new HashSet<>(circles.groupsOf(tenant));
    }

    private void showTo(String taskId, Set<String> seers) {
        jdbc.update(
                "update act_ru_task set tenant_id_ = ?, rev_ = rev_ + 1 where id_ = ?",
                circles.tenantFor(seers),
                taskId);
    }

    /** Whether the current user sees an open task of the case, which he was given or is offered. */
    public boolean isOffered(CaseRef ref) {
        return !find(ref).isEmpty();
    }

    /** Ids of the elements of the diagram whose tasks are open. */
    public List<String> of(CaseRef ref) {
        return find(ref).stream().map(Task::getTaskDefinitionKey).toList();
    }

    /**
     * Offers the open tasks of the case whose time a duty counts to {@code group} too, and raises their priority to at least
     * {@code priority}. Called from within a step of a diagram.
     *
     * @param duty name of the duty that their due dates ask for
     */
    public void widen(CaseRef ref, String duty, String group, int priority) {
        for (var task : find(ref)) {
            if (!duty.equals(Step.dutyOf((TaskEntity) task))) {
                continue;
            }
            tasks.addCandidateGroup(task.getId(), group);
            if (task.getPriority() < priority) {
                tasks.setPriority(task.getId(), priority);
            }
        }
    }

    private List<Task> find(CaseRef ref) {
        return tasks.createTaskQuery()
                .processDefinitionKey(ref.process())
                .processInstanceBusinessKey(ref.businessKey())
                .unlimitedList();
    }
}
