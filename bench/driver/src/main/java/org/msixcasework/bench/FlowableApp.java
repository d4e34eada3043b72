package org.msixcasework.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The equivalent process on Flowable, through its own REST API. */
final class FlowableApp implements Contestant {

    private static final String DATABASE = "flowable";
    private static final int PORT = 18_083;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Server server;
    private final App app;
    private final Web web = new Web(PORT, "");
    /** The process instance of each case: an execution that waits for a message is not found by the key of its case. */
    private final Map<String, String> instances = new ConcurrentHashMap<>();

    FlowableApp(Server server, Path root, Path folder) throws Exception {
        this.server = server;
        server.createOwned(DATABASE, "flowable");
        app = start(server, root, folder);
    }

    static App start(Server server, Path root, Path folder) throws Exception {
        var target = root.resolve("bench/flowable/target");
        return new App(
                folder,
                target.resolve("classes") + ":"
                        + Files.readString(target.resolve("classpath")).strip(),
                "org.msixcasework.bench.flowable.Flowable",
                PORT,
                "/process-api/repository/process-definitions",
                List.of("--spring.datasource.url=" + server.url(DATABASE), "--spring.datasource.username=flowable"));
    }

    @Override
    public String name() {
        return "Flowable";
    }

    @Override
    public String database() {
        return DATABASE;
    }

    @Override
    public App app() {
        return app;
    }

    @Override
    public void store(String key) {
        // it knows nothing but its processes
    }

    @Override
    public void start(String key) throws Exception {
        start(key, false);
    }

    @Override
    public void startApproved(String key) throws Exception {
        start(key, true);
    }

    private void start(String key, boolean approvedElsewhere) throws Exception {
        var instance = web.post(
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
    public void record(String key) {
        // it knows nothing but its processes
    }

    @Override
    public void enter(String key) throws Exception {
        complete(key, "enterRecord", Map.of("searched", true));
    }

    private void complete(String key, String element, Map<String, ?> variables) throws Exception {
        var task = web.get(
                        "",
                        "/process-api/runtime/tasks?processInstanceBusinessKey=%s&taskDefinitionKey=%s"
                                .formatted(key, element))
                .at("/data/0/id")
                .asText();
        web.post("", "/process-api/runtime/tasks/" + task, Map.of("action", "complete", "variables", named(variables)));
    }

    @Override
    public void accept(int clients, List<String> keys) throws Exception {
        Pause.until(
                () -> server.number(DATABASE, "select count(*) from act_ru_event_subscr where event_type_ = 'message'")
                        >= keys.size(),
                LONGEST,
                "the cases wait for their answers");
        Clients.share(clients, keys, this::answer);
    }

    private void answer(String key) throws Exception {
        var execution = web.get(
                        "",
                        "/process-api/runtime/executions?messageEventSubscriptionName=coe.answered&processInstanceId="
                                + instances.get(key))
                .at("/data/0/id")
                .asText();
        web.put(
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

    @Override
    public void close() throws Exception {
        app.close();
    }
}
