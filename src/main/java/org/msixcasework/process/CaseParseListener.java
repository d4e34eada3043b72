package org.msixcasework.process;

import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.core.variable.mapping.InputParameter;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Puts the {@link CaseGuard} into every diagram. Built-in listeners stay in force where a caller of the engine's API asks
 * to skip custom ones.
 */
class CaseParseListener extends AbstractBpmnParseListener {

    private final CaseGuard guard;

    CaseParseListener(CaseGuard guard) {
        this.guard = guard;
    }

    @Override
    public void parseProcess(Element element, ProcessDefinitionEntity process) {
        process.addBuiltInListener(ExecutionListener.EVENTNAME_START, (ExecutionListener) guard::started);
        process.addBuiltInListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) guard::removed);
    }

    @Override
    public void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl endEvent) {
        if (scope instanceof ProcessDefinitionEntity) {
            endEvent.addBuiltInListener(ExecutionListener.EVENTNAME_START, (ExecutionListener)
                    execution -> guard.ended(execution, endEvent.getId()));
        }
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl userTask) {
        var definition = ((UserTaskActivityBehavior) userTask.getActivityBehavior()).getTaskDefinition();
        definition.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, (TaskListener) guard::opened);
        definition.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, (TaskListener) guard::assigned);
        definition.addBuiltInTaskListener(
                TaskListener.EVENTNAME_COMPLETE, (TaskListener) task -> guard.completed(task, fieldsOf(userTask)));
    }

    /** The fields of a form are the task's input parameters; they are parsed after the task itself. */
    private static Set<String> fieldsOf(ActivityImpl userTask) {
        return userTask.getIoMapping() == null
                ? Set.of()
                : userTask.getIoMapping().getInputParameters().stream()
                        .map(InputParameter::getName)
                        .collect(Collectors.toSet());
    }
}
