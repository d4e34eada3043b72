package org.msixcasework.process;

import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.Task;
import org.msixcasework.core.CaseRef;
import org.springframework.stereotype.Component;

/** The open tasks of a case. */
@Component
public class OpenTasks {

    private final TaskService tasks;

    OpenTasks(TaskService tasks) {
        this.tasks = tasks;
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
