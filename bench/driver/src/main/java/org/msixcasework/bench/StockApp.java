package org.msixcasework.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The same diagrams on the stock starter with its own REST API. */
final class StockApp implements Contestant {

    private static final String DATABASE = "stock";
    private static final int PORT = 18_082;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Server server;
    private final App app;
    private final Web web = new Web(PORT, "");

    StockApp(Server server, Path root, Path folder) throws Exception {
        this.server = server;
        server.createOwned(DATABASE, "stock");
        app = start(server, root, folder);
    }

    static App start(Server server, Path root, Path folder) throws Exception {
        var target = root.resolve("bench/stock/target");
        return new App(
                folder,
                target.resolve("classes") + ":"
                        + Files.readString(target.resolve("classpath")).strip(),
                "org.msixcasework.bench.stock.Stock",
                PORT,
                "/engine-rest/version",
                List.of("--spring.datasource.url=" + server.url(DATABASE), "--spring.datasource.username=stock"));
    }

    Web web() {
        return web;
    }

    @Override
    public String name() {
        return "stock engine";
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
        web.post(
                "",
                "/engine-rest/process-definition/key/coe/start",
                Map.of(
                        "businessKey",
                        key,
                        "variables",
                        Web.typed(Map.of("region", "oswego", "approvedElsewhere", approvedElsewhere))));
    }

    @Override
    public void review(String key) throws Exception {
        complete(key, "review", Map.of("decision", "APPROVE"));
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
                        "/engine-rest/task?processInstanceBusinessKey=%s&taskDefinitionKey=%s".formatted(key, element))
                .get(0)
                .get("id")
                .asText();
        web.post("", "/engine-rest/task/%s/complete".formatted(task), Map.of("variables", Web.typed(variables)));
    }

    @Override
    public void accept(int clients, List<String> keys) throws Exception {
        Pause.until(
                () -> server.number(DATABASE, "select count(*) from act_ru_event_subscr where event_type_ = 'message'")
                        >= keys.size(),
                LONGEST,
                "the cases wait for their answers");
        Clients.share(
                clients,
                keys,
                key -> web.post(
                        "",
                        "/engine-rest/message",
                        Map.of(
                                "messageName",
                                "coe.answered",
                                "businessKey",
                                key,
                                "processVariables",
                                Web.typed(Map.of("accepted", true)))));
    }

    @Override
    public List<String> overdueAt() {
        return List.of("update act_ru_job set duedate_ = ? where handler_cfg_ like 'overdue%'");
    }

    @Override
    public String escalated() {
        return "select count(*) from act_ru_job where handler_cfg_ like 'nextLevel%'";
    }

    @Override
    public void close() throws Exception {
        app.close();
    }
}
