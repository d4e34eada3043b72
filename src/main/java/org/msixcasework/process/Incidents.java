package org.msixcasework.process;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentEntity;
import org.camunda.bpm.engine.runtime.Incident;
import org.springframework.stereotype.Component;

/** Incidents that are no failed jobs: what a supervisor has to see on the diagram of a case. */
@Component
public class Incidents {

    /** A clock of the case is past its due date. */
    public static final String OVERDUE = "overdue";

    /** A mail server refuses mail about the case. */
    public static final String MAIL_DELAYED = "mailDelayed";

    private final RuntimeService runtime;
    private final ProcessEngineConfigurationImpl engine;

    Incidents(RuntimeService runtime, ProcessEngineConfigurationImpl engine) {
        this.runtime = runtime;
        this.engine = engine;
    }

    /**
     * Raises an incident on the stretch of the diagram whose event sub-process runs {@code execution}; one of a type is
     * enough.
     *
     * @param subject name of what it is about, such as a duty: {@link #resolve(DelegateExecution, String, String)} asks for it
     * @param message shown in Cockpit; keys and dates only
     */
    public void raise(DelegateExecution execution, String type, String subject, String message) {
        var stretch = stretchOf((ExecutionEntity) execution);
        if (runtime.createIncidentQuery()
                        .executionId(stretch.execution().getId())
                        .incidentType(type)
                        .count()
                > 0) {
            return;
        }
        var context = new IncidentContext();
        context.setExecutionId(stretch.execution().getId());
        context.setActivityId(stretch.activityId());
        context.setConfiguration(configuration(about(type, subject), stretch.execution()));
        context.setProcessDefinitionId(execution.getProcessDefinitionId());
        IncidentEntity.createAndInsertIncident(type, context, message);
    }

    private record Stretch(ExecutionEntity execution, String activityId) {}

    private static Stretch stretchOf(ExecutionEntity execution) {
        var eventSubProcess = execution.getActivity().getFlowScope();
        var stretch = eventSubProcess.getFlowScope();
        return new Stretch((ExecutionEntity) execution.findExecutionForFlowScope(stretch), stretch.getId());
    }

    /**
     * Raises an incident where the case stands now; one of a type is enough. It goes when the case moves on, and a case that has
     * ended gets none. Asks for no right of the current user: it is the system that reports.
     *
     * @param message shown in Cockpit; keys and dates only
     */
    public void raise(String processInstanceId, String type, String message) {
        asSystem(() -> {
            var open = runtime.createIncidentQuery()
                    .processInstanceId(processInstanceId)
                    .incidentType(type);
            if (open.count() == 0) {
                standing(processInstanceId)
                        .ifPresent(execution -> runtime.createIncident(
                                type, execution.getId(), configuration(type, execution), message));
            }
        });
    }

    /** The engine ties an incident to an activity, and the execution of a whole instance is in none as soon as there are scopes. */
    private Optional<ExecutionEntity> standing(String processInstanceId) {
        return runtime.createExecutionQuery().processInstanceId(processInstanceId).active().unlimitedList().stream()
                .map(ExecutionEntity.class::cast)
                .filter(execution -> execution.isActive() && execution.getActivityId() != null)
                .min(Comparator.comparing(ExecutionEntity::getId));
    }

    /** The engine resolves incidents by their configuration: one without is never resolved, and what shares one goes together. */
    private static String configuration(String type, ExecutionEntity execution) {
        return type + ":" + execution.getId();
    }

    private void asSystem(Runnable work) {
        engine.getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> {
                    work.run();
                    return null;
                }));
    }

    private static String about(String type, String subject) {
        return type + ":" + subject;
    }

    /** Resolves the incidents of a type about {@code subject} on the case of {@code execution}. */
    public void resolve(DelegateExecution execution, String type, String subject) {
        resolve(execution.getProcessInstanceId(), type, subject);
    }

    /** Resolves the incidents of a type about {@code subject} on a case. */
    public void resolve(String processInstanceId, String type, String subject) {
        resolve(
                processInstanceId,
                type,
                incident -> incident.getConfiguration().startsWith(about(type, subject) + ":"));
    }

    /** Resolves the incidents of a type on a case. */
    public void resolve(String processInstanceId, String type) {
        resolve(processInstanceId, type, incident -> true);
    }

    private void resolve(String processInstanceId, String type, Predicate<Incident> which) {
        asSystem(() ->
                runtime
                        .createIncidentQuery()
                        .processInstanceId(processInstanceId)
                        .incidentType(type)
                        .unlimitedList()
                        .stream()
                        .filter(which)
                        .forEach(incident -> runtime.resolveIncident(incident.getId())));
    }
}
