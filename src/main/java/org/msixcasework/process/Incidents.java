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

    /** Resolves the incidents of a type on a process instance. */
    public void resolve(DelegateExecution execution, String type) {
        runtime.createIncidentQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .incidentType(type)
                .unlimitedList()
                .forEach(incident -> runtime.resolveIncident(incident.getId()));
    }
}
