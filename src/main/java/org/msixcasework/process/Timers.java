package org.msixcasework.process;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.stereotype.Component;

/** The timers of a running case, and the due dates of its tasks. */
@Component
public class Timers {

    private final ManagementService management;
    private final TaskService tasks;
    private final IdentityService identity;
    private final ProcessEngineConfigurationImpl engine;

    Timers(
            ManagementService management,
            TaskService tasks,
            IdentityService identity,
            ProcessEngineConfigurationImpl engine) {
        this.management = management;
        this.tasks = tasks;
        this.identity = identity;
        this.engine = engine;
    }

    /**
     * Lets every timer of the case ask for its date again, and gives the open tasks whose time a duty counts their new due
     * date. The current user needs no right to it, and need not see the tasks.
     *
     * @param duty name of the duty whose due date changed
     * @param due when it is due now
     */
    public void follow(String processInstanceId, String duty, Instant due) {
        var user = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            engine.getCommandExecutorTxRequired().execute(context -> {
                tasks.createTaskQuery().processInstanceId(processInstanceId).unlimitedList().stream()
                        .filter(task -> duty.equals(Step.dutyOf((TaskEntity) task)))
                        .forEach(task -> {
                            task.setDueDate(Date.from(due));
                            tasks.saveTask(task);
                        });
                management.createJobQuery().processInstanceId(processInstanceId).timers().unlimitedList().stream()
                        .forEach(timer -> management.recalculateJobDuedate(timer.getId(), false));
                return null;
            });
        } finally {
            identity.setAuthentication(user);
        }
    }
}
