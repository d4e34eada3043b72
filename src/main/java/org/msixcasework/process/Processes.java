package org.msixcasework.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.springframework.stereotype.Component;

/** What the application tells the engine. Every case type speaks through it, in its {@code *Process} class. */
@Component
public class Processes {

    private final RuntimeService runtime;
    private final ProcessEngineConfigurationImpl engine;

    Processes(RuntimeService runtime, ProcessEngineConfigurationImpl engine) {
        this.runtime = runtime;
        this.engine = engine;
    }

    /**
     * Starts a case, with the rights of the current user.
     *
     * @throws Rejected as at every other door: INVALID with the fields, CONFLICT if the case exists
     */
    public void start(CaseRef ref, Map<String, String> fields) {
        runtime.startProcessInstanceByKey(ref.process(), ref.businessKey(), Map.copyOf(fields));
    }

    /** As {@link #start}, where the application opens the case by itself and the current user needs no right to do so. */
    public void open(CaseRef ref, Map<String, String> fields) {
        asApplication(() -> {
            start(ref, fields);
            return List.of();
        });
    }

    /**
     * Tells a waiting case what happened. The current user needs no right to it: the application decides.
     *
     * @param answers flags and keys that the diagram reads
     * @throws Rejected REFUSED if the case does not wait for this
     */
    public void tell(String message, CaseRef ref, Map<String, Object> answers) {
        try {
            asApplication(() -> List.of(runtime.createMessageCorrelation(message)
                    .processInstanceBusinessKey(ref.businessKey())
                    .setVariables(answers)
                    .correlateWithResult()));
        } catch (MismatchingMessageCorrelationException notWaiting) {
            throw Rejected.refused("process.not-waiting", "Case %s does not wait for %s".formatted(ref, message));
        }
    }

    /** As {@link #tell}, where it is well if the case waits for something else; answers whether it waited for this. */
    public boolean tellIfWaiting(String message, CaseRef ref, Map<String, Object> answers) {
        return !asApplication(() -> runtime.createMessageCorrelation(message)
                        .processInstanceBusinessKey(ref.businessKey())
                        .setVariables(answers)
                        .correlateAllWithResult())
                .isEmpty();
    }

    /** What people call the cases of a process: the name of its diagram; the key where there is no such diagram. */
    public String nameOf(String process) {
        return latest(process).map(ProcessDefinition::getName).orElse(process);
    }

    /** What the cases of a process are about, as its diagram says it; empty where there is no such diagram. */
    public String aboutOf(String process) {
        return latest(process).map(ProcessDefinition::getDescription).orElse("");
    }

    private Optional<ProcessDefinition> latest(String process) {
        return asApplication(() -> engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(process)
                        .latestVersion()
                        .list())
                .stream()
                .findFirst();
    }

    /** The keys of all processes with the names of their diagrams, in the order of the names. */
    public Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        asApplication(() -> engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .latestVersion()
                        .list())
                .stream()
                .sorted(Comparator.comparing(ProcessDefinition::getName))
                .forEach(definition -> names.put(definition.getKey(), definition.getName()));
        return names;
    }

    /** The diagram of a process as it was deployed, in BPMN; empty if the engine no longer has that version. */
    public Optional<String> diagram(String process, int version) {
        return asApplication(() -> engine
                        .getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(process)
                        .processDefinitionVersion(version)
                        .list()
                        .stream()
                        .map(definition -> read(definition.getId()))
                        .toList())
                .stream()
                .findFirst();
    }

    private String read(String definitionId) {
        try (var model = engine.getRepositoryService().getProcessModel(definitionId)) {
            return new String(model.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private <T> List<T> asApplication(Supplier<List<T>> work) {
        return engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(work::get));
    }
}
