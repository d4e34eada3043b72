package org.msixcasework.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scenario tests take every path of every diagram. Reads what they left in {@code target/process-test-coverage}, and runs
 * after every other class.
 */
@Order(Integer.MAX_VALUE)
class ScenarioCoverageTest {

    static Stream<File> diagrams() {
        return Stream.of(new File("processes").listFiles((folder, name) -> name.endsWith(".bpmn")));
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyElementAndEveryFlowWasTaken(File diagram) throws IOException {
        var model = Bpmn.readModelFromFile(diagram);
        var elements = new TreeSet<String>();
        model.getModelElementsByType(FlowNode.class).forEach(node -> elements.add(node.getId()));
        model.getModelElementsByType(SequenceFlow.class).stream()
                .map(BaseElement::getId)
                .forEach(elements::add);

        elements.removeAll(loopsOfTheOnlyReminder(model));

        assertThat(taken(diagram.getName().replace(".bpmn", ""))).containsAll(elements);
    }

    /** Where a duty has one reminder, nobody can wait for the next one; the table may ask for more at any time. */
    private static Set<String> loopsOfTheOnlyReminder(BpmnModelInstance model) {
        var loops = new HashSet<String>();
        for (var reminders : model.getModelElementsByType(SubProcess.class)) {
            if (!reminders.getId().startsWith("reminders") || reminders(reminders) > 1) {
                continue;
            }
            var suffix = reminders.getId().substring("reminders".length());
            loops.add("toRemindAgain" + suffix);
            if (model.getModelElementById("isReminderLeft" + suffix) != null) {
                loops.add("isReminderLeft" + suffix + "Yes");
                loops.add("nextReminder" + suffix);
            }
        }
        return loops;
    }

    private static long reminders(SubProcess stretch) {
        var timer = stretch.getChildElementsByType(StartEvent.class)
                .iterator()
                .next()
                .getEventDefinitions()
                .iterator()
                .next();
        var deadline = timer.getRawTextContent().replaceAll("(?s).*'([A-Z_]+)'.*", "$1");
        return DecisionTable.rows("processes/deadlines.dmn").stream()
                .filter(row -> deadline.equals(row.get("deadline")))
                .flatMap(row -> Stream.of(row.getOrDefault("reminders", "").split(",")))
                .filter(reminder -> !reminder.isBlank())
                .count();
    }

    private static Set<String> taken(String process) throws IOException {
        var taken = new HashSet<String>();
        var reports =
                new File("target/process-test-coverage").listFiles((folder, name) -> name.endsWith("ScenarioTest"));
        assertThat(reports).as("run the scenario tests first").isNotEmpty();
        for (var report : reports) {
            for (var event :
                    new ObjectMapper().readTree(new File(report, "report.json")).findParents("definitionKey")) {
                if (event.path("modelKey").asText().equals(process)) {
                    taken.add(event.get("definitionKey").asText());
                }
            }
        }
        return taken;
    }
}
