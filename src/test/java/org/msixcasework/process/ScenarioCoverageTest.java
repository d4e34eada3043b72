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
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scenario tests take every path of every diagram. Reads what they left in {@code target/process-test-coverage}; test
 * classes run in the order of their names, so the scenarios of this build have run before.
 */
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

        assertThat(taken(diagram.getName().replace(".bpmn", ""))).containsAll(elements);
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
