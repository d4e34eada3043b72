package org.msixcasework.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigrationInstruction;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Duties;
import org.msixcasework.support.Api;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.CoeFlow;
import org.msixcasework.support.Samples;
import org.msixcasework.support.UpgradeBeneath;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A new version of a diagram takes over the cases that wait in the old one (GOV-4). The long form migrates the cases of all
 * scenario tests beneath them: {@code ./mvnw test-compile surefire:test@upgrade}.
 */
@CaseworkTest
@Order(Integer.MAX_VALUE)
class UpgradeTest {

    private static final Pattern NEXT_REMINDER = Pattern.compile("nextReminder\\(execution, '([A-Z_]+)'\\)");

    @Autowired
    Api api;

    @Autowired
    CoeFlow flow;

    @Autowired
    TimeMachine time;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    Versions versions;

    @Autowired
    Duties duties;

    @Autowired
    JdbcTemplate jdbc;

    static Stream<File> diagrams() {
        return Stream.of(new File("processes").listFiles((folder, name) -> name.endsWith(".bpmn")));
    }

    private static List<String> waitStates(BpmnModelInstance model) {
        return Stream.of(
                        UserTask.class,
                        ReceiveTask.class,
                        IntermediateCatchEvent.class,
                        EventBasedGateway.class,
                        SubProcess.class)
                .flatMap(type -> model.getModelElementsByType(type).stream())
                .filter(node -> !(node instanceof SubProcess stretch && stretch.triggeredByEvent()))
                .map(FlowNode.class::cast)
                .filter(node ->
                        !(node.getPreviousNodes().list().stream().anyMatch(EventBasedGateway.class::isInstance)))
                .map(FlowNode::getId)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyPlaceWhereACaseWaitsCanBeMigrated(File diagram) {
        var process = diagram.getName().replace(".bpmn", "");
        var latest = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId();

        var plan =
                runtime.createMigrationPlan(latest, latest).mapEqualActivities().build();

        assertThat(plan.getInstructions())
                .extracting(MigrationInstruction::getSourceActivityId)
                .containsAll(waitStates(Bpmn.readModelFromFile(diagram)));
    }

    @Test
    void aCaseThatWaitsGoesOnInTheNewVersionWithItsClocksAsTheyWere() throws IOException {
        var number = flow.approved();
        var clock = flow.clock(number);

        upgraded(number, () -> {
            assertThat(flow.clock(number)).isEqualTo(clock);
            flow.elementsArrive(number);
            flow.enter(number);
            flow.uploads();
            assertThat(flow.of(number).get("outcome").asText()).isEqualTo("uploaded");
        });
    }

    @Test
    void aCaseThatIsOverdueIsNotRemindedOrEscalatedAnew() throws IOException {
        var number = Samples.newNumber();
        api.put("mis2000", "/api/coes/" + number, Samples.coe(number).toString());
        assertThat(api.start("mis2000", "coe", number, Map.of("region", "oswego", "approvedOn", "2026-08-03"))
                        .status())
                .isEqualTo(200);
        time.settle();
        var clock = flow.clock(number);
        assertThat(clock.get("overdue").asBoolean()).isTrue();

        upgraded(number, () -> {
            time.settle();
            assertThat(flow.clock(number)).isEqualTo(clock);
        });
    }

    private interface Afterwards {
        void happens();
    }

    /** Migrates a certificate to another version, which is gone afterwards. */
    private void upgraded(String number, Afterwards afterwards) throws IOException {
        var instance = flow.of(number).get("processInstanceId").asText();
        var jobs = jobs(instance);
        var first = runtime.createProcessInstanceQuery()
                .processInstanceId(instance)
                .singleResult()
                .getProcessDefinitionId();
        var second = UpgradeBeneath.deploy(
                repository, "coe", Files.readString(Path.of("processes", "coe.bpmn")) + "<!-- 2 -->");
        try {
            migrate(first, second.getDeployedProcessDefinitions().get(0).getId(), instance);
            versions.follow();

            assertThat(jobs(instance)).isEqualTo(jobs).isNotEmpty();
            afterwards.happens();
        } finally {
            repository.deleteDeployment(second.getId(), true);
        }
    }

    private void migrate(String from, String to, String instance) {
        var plan = runtime.createMigrationPlan(from, to).mapEqualActivities().build();
        runtime.newMigration(plan).processInstanceIds(instance).execute();
    }

    private List<String> jobs(String instance) {
        return jdbc.queryForList("""
                select d.act_id_ || ' ' || coalesce(j.duedate_::text, '') from act_ru_job j
                join act_ru_jobdef d on d.id_ = j.job_def_id_ where j.process_instance_id_ = ? order by 1
                """, String.class, instance);
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    @EnabledIfSystemProperty(named = "casework.upgrade", matches = "true")
    void casesWereMigratedWhereverTheyWait(File diagram) throws IOException {
        var process = diagram.getName().replace(".bpmn", "");
        var waited = Files.readAllLines(UpgradeBeneath.WAITED);
        var model = Bpmn.readModelFromFile(diagram);
        var missing = new TreeSet<>(waitStates(model));
        missing.removeIf(element -> waited.contains(process + ":" + element));
        missing.removeIf(element -> isSecondReminderOfOne(model.getModelElementById(element)));
        assertThat(missing).isEmpty();
    }

    /** No case waits for the next reminder of a duty that reminds once. */
    private boolean isSecondReminderOfOne(FlowNode node) {
        return node instanceof IntermediateCatchEvent timer
                && timer.getEventDefinitions().stream()
                        .map(definition -> NEXT_REMINDER.matcher(definition.getRawTextContent()))
                        .anyMatch(next -> next.find()
                                && duties.get(Deadline.valueOf(next.group(1)))
                                                .reminders()
                                                .size()
                                        < 2);
    }
}
