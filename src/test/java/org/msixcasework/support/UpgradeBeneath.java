package org.msixcasework.support;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.msixcasework.core.TimeSet;
import org.msixcasework.process.AsApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Upgrades the diagrams beneath the cases of every test: before somebody starts a case or completes a task, before time passes and
 * after each job, each case that has moved since is migrated to another version of its diagram, as an administrator does it. Its
 * jobs have to keep their due dates, and the test's own statements say whether it ends as it should. Sleeps unless {@code -Dcasework.upgrade=true}.
 */
@TestComponent
@ConditionalOnProperty("casework.upgrade")
public class UpgradeBeneath {

    /** Elements that cases waited at while they were migrated, as {@code process:element}. */
    public static final Path WAITED = Path.of("target", "upgrade.txt");

    private record At(String instance, String definition, String signature) {}

    private final ProcessEngine engine;
    private final JdbcTemplate jdbc;
    private final Map<String, String> seen = new HashMap<>();
    private final Map<String, List<ProcessDefinition>> versions = new HashMap<>();
    private final TreeSet<String> waited = new TreeSet<>();

    UpgradeBeneath(ProcessEngine engine, JdbcTemplate jdbc) throws IOException {
        this.engine = engine;
        this.jdbc = jdbc;
        if (Files.exists(WAITED)) {
            waited.addAll(Files.readAllLines(WAITED));
        }
    }

    @EventListener
    void on(TimeSet moved) {
        everyCase();
    }

    /** Migrates every case that moved since it was migrated last. */
    public synchronized void everyCase() {
        AsApplication.run(engine.getIdentityService(), this::migrateWhatMoved);
    }

    private void migrateWhatMoved() {
        try {
            moved().stream()
                    .collect(groupingBy(At::definition, mapping(At::instance, toList())))
                    .forEach(this::migrate);
            for (var at : all()) {
                seen.put(at.instance(), at.signature());
            }
            Files.write(WAITED, waited);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private List<At> moved() {
        return all().stream()
                .filter(at -> !at.signature().equals(seen.get(at.instance())))
                .toList();
    }

    private List<At> all() {
        return jdbc.query("""
                select proc_inst_id_, max(case when id_ = proc_inst_id_ then proc_def_id_ end) as definition,
                    string_agg(id_ || coalesce(act_id_, ''), ' ' order by id_) as signature
                from act_ru_execution where suspension_state_ = 1 group by proc_inst_id_
                """, (row, number) -> new At(row.getString(1), row.getString(2), row.getString(3)));
    }

    private void migrate(String from, List<String> instances) {
        var source = engine.getRepositoryService().getProcessDefinition(from);
        var target = versions.computeIfAbsent(source.getKey(), this::deployed).stream()
                .filter(version -> !version.getId().equals(from))
                .findFirst()
                .orElseThrow();
        var ids = instances.toArray(String[]::new);
        waited.addAll(jdbc.queryForList("""
                select distinct ? || ':' || act_id_ from act_hi_actinst where proc_inst_id_ = any (?) and end_time_ is null
                """, String.class, source.getKey(), ids));
        var before = jobs(ids);
        var plan = engine.getRuntimeService()
                .createMigrationPlan(from, target.getId())
                .mapEqualActivities()
                .build();
        engine.getRuntimeService().newMigration(plan).processInstanceIds(ids).execute();
        assertThat(jobs(ids)).as("jobs of " + source.getKey()).isEqualTo(before);
    }

    private List<String> jobs(String... instances) {
        return jdbc.queryForList("""
                select j.process_instance_id_ || ' ' || d.act_id_ || ' ' || coalesce(j.duedate_::text, '') || ' ' || j.retries_
                from act_ru_job j join act_ru_jobdef d on d.id_ = j.job_def_id_
                where j.process_instance_id_ = any (?) order by 1
                """, String.class, (Object) instances);
    }

    /** Two more versions of a diagram, which differ in a remark. */
    private List<ProcessDefinition> deployed(String process) {
        var repository = engine.getRepositoryService();
        var latest = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult();
        try (var model = repository.getProcessModel(latest.getId())) {
            var text = new String(model.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(deploy(process, text + "<!-- one -->"), deploy(process, text + "<!-- other -->"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** With its forms: a task looks for its form in the deployment of its diagram. */
    private ProcessDefinition deploy(String process, String model) throws IOException {
        return deploy(engine.getRepositoryService(), process, model)
                .getDeployedProcessDefinitions()
                .get(0);
    }

    /** Deploys a diagram as another version, with the forms that it has now. */
    public static DeploymentWithDefinitions deploy(RepositoryService repository, String process, String model)
            throws IOException {
        var deployment =
                repository.createDeployment().name("upgrade of " + process).addString(process + ".bpmn", model);
        try (var forms = Files.newDirectoryStream(Path.of("forms"), process + "-*.form")) {
            for (var form : forms) {
                deployment.addString("forms/" + form.getFileName(), Files.readString(form));
            }
        }
        return deployment.deployWithResult();
    }
}
