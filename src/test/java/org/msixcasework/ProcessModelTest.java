package org.msixcasework;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.msixcasework.identity.Roles;
import org.msixcasework.process.CaseType;
import org.msixcasework.sla.Deadline;
import org.msixcasework.support.CaseworkTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Holds every diagram against the code and the forms it names: a renamed task, bean or field fails here first. */
@CaseworkTest
class ProcessModelTest {

    private static final Pattern CLOCK =
            Pattern.compile("\\$\\{sla\\.(due|startsAt|nextReminder|nextEscalation)\\(execution, '([A-Z_]+)'\\)}");
    private static final Pattern TARGET = Pattern.compile("\\$\\{sla\\.target\\('([A-Z_]+)'\\)}");
    private static final Pattern BEAN = Pattern.compile("\\$\\{(\\w+)}");

    @Autowired
    ApplicationContext application;

    static Stream<File> diagrams() {
        return Stream.of(new File("processes").listFiles((folder, name) -> name.endsWith(".bpmn")));
    }

    private static Process processOf(BpmnModelInstance model) {
        return model.getModelElementsByType(Process.class).iterator().next();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void fileProcessAndMessagesShareOneName(File diagram) {
        var model = Bpmn.readModelFromFile(diagram);
        var process = processOf(model);
        assertThat(diagram.getName()).isEqualTo(process.getId() + ".bpmn");
        assertThat(model.getModelElementsByType(Message.class))
                .allSatisfy(message -> assertThat(message.getName()).startsWith(process.getId() + "."));
        assertThat(process.getCamundaHistoryTimeToLiveString()).matches("P\\d+D");
        assertThat(application.getBeansOfType(CaseType.class).values())
                .extracting(CaseType::process)
                .contains(process.getId());
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyServiceTaskIsTheBeanOfItsName(File diagram) {
        var model = Bpmn.readModelFromFile(diagram);
        var prefix = processOf(model).getId();
        assertThat(model.getModelElementsByType(ServiceTask.class)).isNotEmpty().allSatisfy(task -> {
            assertThat(task.getCamundaDelegateExpression()).isEqualTo("${" + prefix + capital(task.getId()) + "}");
            assertThat(application.containsBean(prefix + capital(task.getId()))).isTrue();
        });
        assertThat(model.getModelElementsByType(CamundaTaskListener.class)).allSatisfy(listener -> {
            var bean = BEAN.matcher(listener.getCamundaDelegateExpression());
            assertThat(bean.matches()).isTrue();
            assertThat(application.containsBean(bean.group(1))).isTrue();
        });
    }

    private static String capital(String id) {
        return Character.toUpperCase(id.charAt(0)) + id.substring(1);
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyTimerAndDueDateAsksTheLedger(File diagram) {
        var model = Bpmn.readModelFromFile(diagram);
        assertThat(model.getModelElementsByType(TimeDate.class)).isNotEmpty().allSatisfy(timer -> {
            requireDeadline(timer.getTextContent(), "timer");
        });
        assertThat(model.getModelElementsByType(UserTask.class)).allSatisfy(task -> {
            requireDeadline(task.getCamundaDueDate(), "due date of " + task.getId());
        });
    }

    private static void requireDeadline(String expression, String what) {
        var deadline = Stream.of(CLOCK.matcher(expression), TARGET.matcher(expression))
                .filter(java.util.regex.Matcher::matches)
                .map(match -> match.group(match.groupCount()))
                .findFirst();
        assertThat(deadline).as("%s: %s", what, expression).isPresent();
        assertThat(Deadline.values()).extracting(Enum::name).contains(deadline.get());
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyStretchBringsItsRemindersAndItsEscalation(File diagram) {
        var stretches = Bpmn.readModelFromFile(diagram).getModelElementsByType(SubProcess.class).stream()
                .filter(subProcess -> !subProcess.triggeredByEvent())
                .toList();
        assertThat(stretches)
                .isNotEmpty()
                .allSatisfy(stretch -> assertThat(stretch.getFlowElements().stream()
                                .filter(SubProcess.class::isInstance)
                                .map(SubProcess.class::cast)
                                .filter(SubProcess::triggeredByEvent)
                                .map(SubProcess::getName))
                        .containsExactlyInAnyOrder("Reminders", "Escalation"));
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyUserTaskIsOfferedToARoleAndExplained(File diagram) {
        assertThat(Bpmn.readModelFromFile(diagram).getModelElementsByType(UserTask.class))
                .allSatisfy(task -> {
                    var role = task.getCamundaCandidateGroups().replace(".${region}", "");
                    assertThat(Roles.all()).contains(role);
                    assertThat(task.getDocumentations()).isNotEmpty();
                });
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyFormHasTheFieldsThatItsTaskKeepsLocal(File diagram) throws IOException {
        var model = Bpmn.readModelFromFile(diagram);
        var process = processOf(model).getId();
        for (var task : model.getModelElementsByType(UserTask.class)) {
            assertThat(task.getCamundaFormRef()).isEqualTo(process + "-" + task.getId());
            var local = Stream.ofNullable(task.getExtensionElements())
                    .flatMap(extensions -> descendants(extensions.getElements()))
                    .collect(Collectors.toSet());
            assertThat(fieldsOf(task.getCamundaFormRef())).isEqualTo(local);
        }
    }

    private static Stream<String> descendants(
            Collection<? extends org.camunda.bpm.model.xml.instance.ModelElementInstance> elements) {
        return elements.stream()
                .flatMap(element -> element.getDomElement().getChildElements().stream())
                .filter(child -> child.getLocalName().equals("inputParameter"))
                .map(child -> child.getAttribute("name"));
    }

    @Test
    void everyFormBelongsToAnElement() throws IOException {
        var named = new HashSet<String>();
        for (var diagram : diagrams().toList()) {
            var model = Bpmn.readModelFromFile(diagram);
            model.getModelElementsByType(UserTask.class).forEach(task -> named.add(task.getCamundaFormRef()));
            model.getModelElementsByType(StartEvent.class).stream()
                    .map(StartEvent::getCamundaFormRef)
                    .filter(java.util.Objects::nonNull)
                    .forEach(named::add);
        }
        try (var forms = Files.list(Path.of("forms"))) {
            assertThat(forms.map(form -> form.getFileName().toString().replace(".form", "")))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    private static Set<String> fieldsOf(String form) throws IOException {
        var schema = new ObjectMapper().readTree(new File("forms/" + form + ".form"));
        assertThat(schema.get("id").asText()).isEqualTo(form);
        var keys = new HashSet<String>();
        for (JsonNode component : schema.get("components")) {
            if (component.has("key")) {
                keys.add(component.get("key").asText());
            }
        }
        return keys;
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyProcessAndEveryStretchEnds(File diagram) {
        var model = Bpmn.readModelFromFile(diagram);
        assertThat(processOf(model).getFlowElements().stream().filter(EndEvent.class::isInstance))
                .isNotEmpty();
        assertThat(model.getModelElementsByType(SubProcess.class).stream()
                        .filter(stretch -> !stretch.triggeredByEvent()))
                .allSatisfy(
                        stretch -> assertThat(stretch.getFlowElements().stream().filter(EndEvent.class::isInstance))
                                .isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyElementHasAName(File diagram) {
        assertThat(Bpmn.readModelFromFile(diagram).getModelElementsByType(FlowNode.class))
                .allSatisfy(node -> assertThat(node.getName()).as(node.getId()).isNotBlank());
    }
}
