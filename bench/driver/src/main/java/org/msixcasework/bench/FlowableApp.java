package org.msixcasework.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The equivalent process on Flowable, through its own REST API. */
final class FlowableApp extends EngineAlone {

    static final Program PROGRAM = new Program(
            "flowable",
            "org.msixcasework.bench.flowable.Flowable",
            18_083,
            "/process-api/repository/process-definitions");

    /** The process instance of each case: an execution that waits for a message is not found by the key of its case. */
    private final Map<String, String> instances = new ConcurrentHashMap<>();

    FlowableApp(Server server, Path root, Path folder) throws Exception {
        super(PROGRAM, server, root, folder);
    }

    @Override
    public String name() {
        return "Flowable";
    }

    @Override
    void start(String key, boolean approvedElsewhere) throws Exception {
        var instance = web().post(
                        "",
                        "/process-api/runtime/process-instances",
                        Map.of(
                                "processDefinitionKey",
                                "coe",
                                "businessKey",
                                key,
                                "variables",
                                named(Map.of("region", "oswego", "approvedElsewhere", approvedElsewhere))));
        instances.put(key, instance.get("id").asText());
    }

    private static List<Map<String, Object>> named(Map<String, ?> values) {
        return values.entrySet().stream()
                .map(entry -> {
                    var variable = new LinkedHashMap<String, Object>();
                    variable.put("name", entry.getKey());
                    variable.put("value", entry.getValue());
                    return (Map<String, Object>) variable;
                })
                .toList();
    }

    @Override
    public void review(String key) throws Exception {
        complete(key, "review", Map.of("approval", "APPROVE"));
    }

    @Override
    void complete(String key, String element, Map<String, ?> variables) throws Exception {
        var task = web().get(
                        "",
                        "/process-api/runtime/tasks?processInstanceBusinessKey=%s&taskDefinitionKey=%s"
                                .formatted(key, element))
                .at("/data/0/id")
                .asText();
        web().post(
                        "",
                        "/process-api/runtime/tasks/" + task,
                        Map.of("action", "complete", "variables", named(variables)));
    }

    @Override
    void answer(String key) throws Exception {
        var execution = web().get(
                        "",
                        "/process-api/runtime/executions?messageEventSubscriptionName=coe.answered&processInstanceId="
                                + instances.get(key))
                .at("/data/0/id")
                .asText();
        web().put(
                        "",
                        "/process-api/runtime/executions/" + execution,
                        Map.of(
                                "action",
                                "messageEventReceived",
                                "messageName",
                                "coe.answered",
                                "variables",
                                named(Map.of("accepted", true))));
    }

    @Override
    public List<String> overdueAt() {
        return List.of("update act_ru_timer_job set duedate_ = ? where element_id_ = 'overdue'");
    }

    @Override
    public String escalated() {
        return "select count(*) from act_ru_timer_job where element_id_ = 'nextLevel'";
    }
}
