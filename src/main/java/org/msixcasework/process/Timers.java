package org.msixcasework.process;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.ActivityExecutionTreeMapping;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.msixcasework.core.NotFound;
import org.springframework.stereotype.Component;

/** The timers of a running case, and the due dates of its tasks. */
@Component
public class Timers {

    private final ManagementService management;
    private final TaskService tasks;
    private final IdentityService identity;
    private final ProcessEngineConfigurationImpl engine;
    private final Stretches stretches;

    Timers(
            ManagementService management,
            TaskService tasks,
            IdentityService identity,
            ProcessEngineConfigurationImpl engine,
            Stretches stretches) {
        this.management = management;
        this.tasks = tasks;
        this.identity = identity;
        this.engine = engine;
        this.stretches = stretches;
    }

    /**
     * Lets every timer of the case ask for its date again, and gives the open tasks whose time a duty counts their new due
     * date. The current user needs no right to it, and need not see the tasks.
     *
     * @param duty name of the duty whose due date changed
     * @param due when it is due now
     */
    public void follow(String processInstanceId, String duty, Instant due) {
        AsApplication.run(
                identity,
                () -> engine.getCommandExecutorTxRequired().execute(context -> {
                    tasks.createTaskQuery().processInstanceId(processInstanceId).unlimitedList().stream()
                            .filter(task -> duty.equals(Step.dutyOf((TaskEntity) task)))
                            .forEach(task -> {
                                task.setDueDate(Date.from(due));
                                tasks.saveTask(task);
                            });
                    management.createJobQuery().processInstanceId(processInstanceId).timers().unlimitedList().stream()
                            .forEach(timer -> management.recalculateJobDuedate(timer.getId(), false));
                    return null;
                }));
    }

    /**
     * Sets the timers of a stretch that were lost: where a token waits for one, that one again, otherwise the one that the stretch
     * begins with. Those that are there stay as they are.
     *
     * @param duty name of the duty whose time the stretch counts
     * @param kinds which timers it has to have
     */
    public void restore(String processInstanceId, String duty, Set<Stretches.Kind> kinds) {
        engine.getCommandExecutorTxRequired()
                .execute(context ->
                        context.runWithoutAuthorization(() -> {
                            var instance = context.getExecutionManager().findExecutionById(processInstanceId);
                            if (instance == null) {
                                throw new NotFound("Process %s does not run".formatted(processInstanceId));
                            }
                            var waiting = management
                                    .createJobQuery()
                                    .processInstanceId(processInstanceId)
                                    .timers()
                                    .unlimitedList()
                                    .stream()
                                    .map(timer -> ((JobEntity) timer).getActivityId())
                                    .toList();
                            var tree = new ActivityExecutionTreeMapping(context, processInstanceId);
                            for (var kind : kinds) {
                                var timers = stretches.timers().stream()
                                        .filter(timer -> timer.definition().equals(instance.getProcessDefinitionId())
                                                && timer.duty().equals(duty)
                                                && timer.kind() == kind)
                                        .toList();
                                if (timers.stream().noneMatch(timer -> waiting.contains(timer.element()))) {
                                    set(timers, instance.getProcessDefinition(), tree);
                                }
                            }
                            return null;
                        }));
    }

    private static void set(
            List<Stretches.Timer> timers, ProcessDefinitionEntity diagram, ActivityExecutionTreeMapping tree) {
        var caught = timers.stream()
                .map(timer -> diagram.findActivity(timer.element()))
                .filter(event -> !tree.getExecutions(event).isEmpty())
                .findFirst();
        if (caught.isPresent()) {
            set(caught.get().getId(), caught.get(), tree);
            return;
        }
        for (var timer : timers) {
            if (set(timer.element(), diagram.findActivity(timer.stretch()), tree)) {
                return;
            }
        }
    }

    /** Whether the scope, which is active, declares a timer for the event. */
    private static boolean set(String event, ScopeImpl scope, ActivityExecutionTreeMapping tree) {
        var execution = tree.getExecutions(scope).stream()
                .filter(ExecutionEntity::isScope)
                .findFirst();
        var declared = TimerDeclarationImpl.getDeclarationsForScope(scope).values().stream()
                .filter(timer -> event.equals(timer.getActivityId()))
                .findFirst();
        if (execution.isEmpty() || declared.isEmpty()) {
            return false;
        }
        declared.get().createTimerInstance(execution.get());
        return true;
    }
}
