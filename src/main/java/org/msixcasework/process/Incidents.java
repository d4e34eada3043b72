package org.msixcasework.process;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentEntity;
import org.springframework.stereotype.Component;

/** Incidents that are no failed jobs: what a supervisor has to see on the diagram of a case. */
@Component
public class Incidents {

    /** A clock of the case is past its due date. */
    public static final String OVERDUE = "overdue";

    /** A mail server refuses mail about the case. */
    public static final String MAIL_DELAYED = "mailDelayed";

    private final RuntimeService runtime;

    Incidents(RuntimeService runtime) {
        this.runtime = runtime;
    }

    /**
     * Raises an incident on the stretch of the diagram whose event sub-process runs {@code execution}; one of a type is
     * enough.
     *
     * @param message shown in Cockpit; keys and dates only
     */
    public void raise(DelegateExecution execution, String type, String message) {
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
        context.setProcessDefinitionId(execution.getProcessDefinitionId());
        IncidentEntity.createAndInsertIncident(type, context, message);
    }

    private record Stretch(ExecutionEntity execution, String activityId) {}

    private static Stretch stretchOf(ExecutionEntity execution) {
        var eventSubProcess = execution.getActivity().getFlowScope();
        var stretch = eventSubProcess.getFlowScope();
        return new Stretch((ExecutionEntity) execution.findExecutionForFlowScope(stretch), stretch.getId());
    }

    /** Raises an incident on a case as a whole; one of a type is enough. */
    public void raise(String processInstanceId, String type, String message) {
        var open = runtime.createIncidentQuery()
                .processInstanceId(processInstanceId)
                .incidentType(type);
        if (open.count() == 0) {
            runtime.createIncident(type, processInstanceId, null, message);
        }
    }

    /** Resolves the incidents of a type on the case of {@code execution}. */
    public void resolve(DelegateExecution execution, String type) {
        resolve(execution.getProcessInstanceId(), type);
    }

    /** Resolves the incidents of a type on a case. */
    public void resolve(String processInstanceId, String type) {
        runtime.createIncidentQuery()
                .processInstanceId(processInstanceId)
                .incidentType(type)
                .unlimitedList()
                .forEach(incident -> runtime.resolveIncident(incident.getId()));
    }
}
