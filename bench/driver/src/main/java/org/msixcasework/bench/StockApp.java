package org.msixcasework.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The same diagrams on the stock starter with its own REST API. */
final class StockApp extends EngineAlone {

    static final Program PROGRAM =
            new Program("stock", "org.msixcasework.bench.stock.Stock", 18_082, "/engine-rest/version");

    StockApp(Server server, Path root, Path folder) throws Exception {
        super(PROGRAM, server, root, folder);
    }

    @Override
    public String name() {
        return "stock engine";
    }

    @Override
    void start(String key, boolean approvedElsewhere) throws Exception {
        web().post(
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
    void complete(String key, String element, Map<String, ?> variables) throws Exception {
        var task = web().get(
                        "",
                        "/engine-rest/task?processInstanceBusinessKey=%s&taskDefinitionKey=%s".formatted(key, element))
                .get(0)
                .get("id")
                .asText();
        web().post("", "/engine-rest/task/%s/complete".formatted(task), Map.of("variables", Web.typed(variables)));
    }

    @Override
    void answer(String key) throws Exception {
        web().post(
                        "",
                        "/engine-rest/message",
                        Map.of(
                                "messageName",
                                "coe.answered",
                                "businessKey",
                                key,
                                "processVariables",
                                Web.typed(Map.of("accepted", true))));
    }

    @Override
    public List<String> overdueAt() {
        return List.of("update act_ru_job set duedate_ = ? where handler_cfg_ like 'escalation%'");
    }

    @Override
    public String escalated() {
        return "select count(*) from act_ru_job where handler_cfg_ like 'nextLevel%'";
    }
}
