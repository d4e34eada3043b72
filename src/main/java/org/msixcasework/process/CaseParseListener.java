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
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Puts the {@link CaseGuard} into every diagram, and has the {@link CasePath} follow each case through it. Built-in listeners stay in force where a caller of the engine's API asks
 * to skip custom ones.
 */
class CaseParseListener extends AbstractBpmnParseListener {

    private final CaseGuard guard;
    private final CasePath path;

    CaseParseListener(CaseGuard guard, CasePath path) {
        this.guard = guard;
        this.path = path;
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
        follow(endEvent);
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl userTask) {
        var definition = ((UserTaskActivityBehavior) userTask.getActivityBehavior()).getTaskDefinition();
        definition.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, (TaskListener) guard::opened);
        definition.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, (TaskListener) guard::assigned);
        definition.addBuiltInTaskListener(
                TaskListener.EVENTNAME_COMPLETE, (TaskListener) task -> guard.completed(task, fieldsOf(userTask)));
        follow(userTask);
    }

    @Override
    public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl flow) {
        var target = flow.getDestination().getId();
        flow.addBuiltInListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener)
                execution -> path.took(execution, flow.getId(), target));
    }

    private void follow(ActivityImpl activity) {
        var kind = String.valueOf(activity.getProperty("type"));
        var named = activity.getProperty("name");
        var name = named == null ? activity.getId() : named.toString();
        activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, (ExecutionListener)
                execution -> path.entered(execution, activity.getId(), kind, name));
        activity.addBuiltInListener(
                ExecutionListener.EVENTNAME_END, (ExecutionListener) execution -> path.left(execution, kind));
    }

    @Override
    public void parseStartEvent(Element element, ScopeImpl scope, ActivityImpl start) {
        follow(start);
    }

    @Override
    public void parseExclusiveGateway(Element element, ScopeImpl scope, ActivityImpl gateway) {
        follow(gateway);
    }

    @Override
    public void parseInclusiveGateway(Element element, ScopeImpl scope, ActivityImpl gateway) {
        follow(gateway);
    }

    @Override
    public void parseParallelGateway(Element element, ScopeImpl scope, ActivityImpl gateway) {
        follow(gateway);
    }

    @Override
    public void parseEventBasedGateway(Element element, ScopeImpl scope, ActivityImpl gateway) {
        follow(gateway);
    }

    @Override
    public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl task) {
        follow(task);
    }

    @Override
    public void parseBusinessRuleTask(Element element, ScopeImpl scope, ActivityImpl task) {
        follow(task);
    }

    @Override
    public void parseScriptTask(Element element, ScopeImpl scope, ActivityImpl task) {
        follow(task);
    }

    @Override
    public void parseSendTask(Element element, ScopeImpl scope, ActivityImpl task) {
        follow(task);
    }

    @Override
    public void parseReceiveTask(Element element, ScopeImpl scope, ActivityImpl task) {
        follow(task);
    }

    @Override
    public void parseManualTask(Element element, ScopeImpl scope, ActivityImpl task) {
        follow(task);
    }

    @Override
    public void parseTask(Element element, ScopeImpl scope, ActivityImpl task) {
        follow(task);
    }

    @Override
    public void parseCallActivity(Element element, ScopeImpl scope, ActivityImpl call) {
        follow(call);
    }

    @Override
    public void parseSubProcess(Element element, ScopeImpl scope, ActivityImpl subProcess) {
        follow(subProcess);
    }

    @Override
    public void parseIntermediateCatchEvent(Element element, ScopeImpl scope, ActivityImpl event) {
        follow(event);
    }

    @Override
    public void parseIntermediateThrowEvent(Element element, ScopeImpl scope, ActivityImpl event) {
        follow(event);
    }

    @Override
    public void parseBoundaryEvent(Element element, ScopeImpl scope, ActivityImpl event) {
        follow(event);
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
