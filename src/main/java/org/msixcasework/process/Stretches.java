package org.msixcasework.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.stereotype.Component;

/** What the diagrams say of the duties: where the time of each is counted, by which timers, and for which tasks. */
@Component
public class Stretches {

    /** What a timer of a stretch does. */
    public enum Kind {
        REMINDER,
        ESCALATION
    }

    /**
     * A timer of a stretch.
     *
     * @param definition id of the version of the process
     * @param element id of the event that waits
     * @param stretch id of the part of the diagram whose time is counted
     * @param duty name of the duty
     */
    public record Timer(String definition, String element, String stretch, String duty, Kind kind) {}

    /** A task whose due date asks for a duty. */
    public record Timed(String definition, String element, String duty) {}

    private record Diagram(List<Timer> timers, List<Timed> tasks) {}

    private static final Pattern TIMER =
            Pattern.compile("\\$\\{sla\\.next(Reminder|Escalation)\\(execution, *'([A-Z_]+)'\\)}");

    private final RepositoryService repository;
    private final ProcessEngineConfigurationImpl engine;

    /** A version of a process never changes. */
    private final Map<String, Diagram> diagrams = new ConcurrentHashMap<>();

    Stretches(RepositoryService repository, ProcessEngineConfigurationImpl engine) {
        this.repository = repository;
        this.engine = engine;
    }

    /** The timers of every stretch, of every version of every process. */
    public List<Timer> timers() {
        return all().stream().flatMap(diagram -> diagram.timers().stream()).toList();
    }

    /** The tasks whose time a duty counts, of every version of every process. */
    public List<Timed> tasks() {
        return all().stream().flatMap(diagram -> diagram.tasks().stream()).toList();
    }

    private List<Diagram> all() {
        return engine.getCommandExecutorTxRequired()
                .execute(context ->
                        context.runWithoutAuthorization(() -> repository.createProcessDefinitionQuery().list().stream()
                                .map(ProcessDefinition::getId)
                                .map(id -> diagrams.computeIfAbsent(
                                        id, version -> read(version, repository.getBpmnModelInstance(version))))
                                .toList()));
    }

    private static Diagram read(String definition, BpmnModelInstance model) {
        var timers = new ArrayList<Timer>();
        for (var timer : model.getModelElementsByType(TimerEventDefinition.class)) {
            var date = timer.getTimeDate();
            var asked = TIMER.matcher(date == null ? "" : date.getTextContent());
            if (asked.find()) {
                timers.add(timer(definition, (FlowElement) timer.getParentElement(), asked));
            }
        }
        var tasks = new ArrayList<Timed>();
        for (var task : model.getModelElementsByType(UserTask.class)) {
            var duty = Step.dutyOf(task.getCamundaDueDate());
            if (duty != null) {
                tasks.add(new Timed(definition, task.getId(), duty));
            }
        }
        return new Diagram(timers, tasks);
    }

    /** The event stands in an event sub-process, and that in the stretch. */
    private static Timer timer(String definition, FlowElement event, Matcher asked) {
        var stretch = (FlowElement) event.getParentElement().getParentElement();
        var kind = asked.group(1).equals("Reminder") ? Kind.REMINDER : Kind.ESCALATION;
        return new Timer(definition, event.getId(), stretch.getId(), asked.group(2), kind);
    }
}
