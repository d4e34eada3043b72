package org.msixcasework.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.CoeFlow;
import org.msixcasework.support.Root;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What may be written over the engine's REST API, and what nobody may, not even an administrator, on both roots. */
@CaseworkTest
class EngineDoorsTest {

    @Autowired
    Api api;

    @Autowired
    CoeFlow flow;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    IdentityService identity;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    JdbcTemplate jdbc;

    record Closed(String method, String path, @Nullable String body) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Closed> closed() {
        var variable = "{\"value\":\"Sampla Ejemplo\",\"type\":\"String\"}";
        var many = "{\"modifications\":{\"x\":" + variable + "}}";
        return Stream.of(
                // running code
                new Closed("POST", "/deployment/create", "{}"),
                new Closed("POST", "/deployment/DEPLOYMENT/redeploy", "{}"),
                new Closed("DELETE", "/deployment/DEPLOYMENT?cascade=true", null),
                new Closed("DELETE", "/process-definition/DEFINITION?cascade=true", null),
                new Closed("DELETE", "/process-definition/key/coe/delete", null),
                new Closed("DELETE", "/process-definition/key/coe", null),
                new Closed("PUT", "/process-definition/DEFINITION/history-time-to-live", "{\"historyTimeToLive\":1}"),
                new Closed("POST", "/decision-definition/key/deadlines/evaluate", "{}"),
                // variables and free text in the engine's tables
                new Closed("PUT", "/task/TASK/variables/x", variable),
                new Closed("PUT", "/task/TASK/localVariables/x", variable),
                new Closed("POST", "/task/TASK/variables", many),
                new Closed("PATCH", "/task/TASK/localVariables", many),
                new Closed("DELETE", "/task/TASK/variables/region", null),
                new Closed("POST", "/task/TASK/variables/x/data", null),
                new Closed("PUT", "/process-instance/INSTANCE/variables/x", variable),
                new Closed("POST", "/process-instance/INSTANCE/variables", many),
                new Closed("DELETE", "/process-instance/INSTANCE/variables/region", null),
                new Closed("PUT", "/execution/INSTANCE/localVariables/x", variable),
                new Closed("POST", "/process-instance/variables-async", "{}"),
                new Closed("POST", "/task/TASK/comment/create", "{\"message\":\"Sampla Ejemplo\"}"),
                new Closed("PUT", "/task/TASK/comment", "{\"message\":\"Sampla Ejemplo\"}"),
                new Closed("POST", "/task/TASK/attachment/create", null),
                new Closed("PUT", "/process-instance/INSTANCE/comment", "{\"message\":\"Sampla Ejemplo\"}"),
                new Closed("POST", "/task/create", "{\"id\":\"free\",\"name\":\"Sampla Ejemplo\"}"),
                new Closed("PUT", "/task/TASK", "{\"name\":\"Sampla Ejemplo\",\"description\":\"Sampla\"}"),
                new Closed("PUT", "/incident/x/annotation", "{\"annotation\":\"Sampla Ejemplo\"}"),
                new Closed("PUT", "/history/user-operation/x/set-annotation", "{\"annotation\":\"Sampla\"}"),
                // past the diagram
                new Closed("DELETE", "/task/TASK", null),
                new Closed("POST", "/task/TASK/delegate", "{\"userId\":\"admin\"}"),
                new Closed("POST", "/task/TASK/resolve", "{}"),
                new Closed("POST", "/task/TASK/assignee", "{\"userId\":\"admin\"}"),
                new Closed("POST", "/task/TASK/bpmnError", "{\"errorCode\":\"x\"}"),
                new Closed("POST", "/task/TASK/bpmnEscalation", "{\"escalationCode\":\"x\"}"),
                new Closed("POST", "/task/TASK/identity-links", "{\"userId\":\"admin\",\"type\":\"candidate\"}"),
                new Closed("POST", "/task/TASK/identity-links/delete", "{\"groupId\":\"idr-reviewer\"}"),
                new Closed("POST", "/process-instance/INSTANCE/modification", "{\"instructions\":[]}"),
                new Closed("POST", "/process-instance/INSTANCE/modification-async", "{\"instructions\":[]}"),
                new Closed("DELETE", "/process-instance/INSTANCE?skipCustomListeners=true", null),
                new Closed("DELETE", "/process-instance/INSTANCE?skipIoMappings=TRUE", null),
                new Closed("DELETE", "/process-instance/INSTANCE?skip%43ustomListeners=true", null),
                new Closed("POST", "/process-instance/delete", "{\"processInstanceIds\":[\"INSTANCE\"]}"),
                new Closed("POST", "/process-instance/message-async", "{}"),
                new Closed("POST", "/process-definition/DEFINITION/restart", "{}"),
                new Closed("POST", "/process-definition/DEFINITION/restart-async", "{}"),
                new Closed("POST", "/modification/execute", "{}"),
                new Closed("POST", "/modification/executeAsync", "{}"),
                new Closed("POST", "/migration/execute", "{}"),
                new Closed("POST", "/migration/executeAsync", "{}"),
                new Closed("POST", "/execution/INSTANCE/signal", "{}"),
                new Closed("POST", "/execution/INSTANCE/messageSubscriptions/coe.answered/trigger", "{}"),
                new Closed("POST", "/execution/INSTANCE/create-incident", "{\"incidentType\":\"x\"}"),
                new Closed("POST", "/signal", "{\"name\":\"x\"}"),
                new Closed("POST", "/condition", "{}"),
                new Closed("POST", "/message", "{\"messageName\":\"coe.answered\",\"all\":true}"),
                new Closed("POST", "/external-task/fetchAndLock", "{}"),
                new Closed("POST", "/external-task/x/complete", "{}"),
                new Closed("PUT", "/job/JOB/duedate", "{\"duedate\":null}"),
                new Closed("POST", "/job/JOB/duedate/recalculate", null),
                new Closed("DELETE", "/job/JOB", null),
                // traces
                new Closed("DELETE", "/history/process-instance/INSTANCE", null),
                new Closed("POST", "/history/process-instance/delete", "{}"),
                new Closed("POST", "/history/process-instance/set-removal-time", "{}"),
                new Closed("POST", "/history/cleanup?immediatelyDue=true", "{}"),
                new Closed("DELETE", "/history/batch/x", null),
                // rights and passwords
                new Closed("POST", "/authorization/create", "{\"type\":1,\"userId\":\"admin\"}"),
                new Closed("DELETE", "/authorization/x", null),
                new Closed("DELETE", "/user/idr", null),
                new Closed("DELETE", "/group/idr-reviewer", null),
                new Closed("POST", "/identity/verify", "{\"username\":\"idr\",\"password\":\"x\"}"),
                new Closed("POST", "/tenant/create", "{\"id\":\"x\"}"),
                new Closed("POST", "/case-definition/key/x/create", "{}"),
                new Closed("POST", "/telemetry/configuration", "{\"enableTelemetry\":true}"));
    }

    @ParameterizedTest
    @MethodSource("closed")
    void closedToEverybody(Closed door) {
        var number = flow.received();
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .singleResult();
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("coe")
                .latestVersion()
                .singleResult();
        var path = door.path()
                .replace(
                        "TASK",
                        tasks.createTaskQuery()
                                .processInstanceBusinessKey(number)
                                .singleResult()
                                .getId())
                .replace("INSTANCE", instance.getId())
                .replace("DEFINITION", definition.getId())
                .replace("DEPLOYMENT", definition.getDeploymentId())
                .replace(
                        "JOB",
                        management.createJobQuery().listPage(0, 1).stream()
                                .findFirst()
                                .map(job -> job.getId())
                                .orElse("x"));

        for (var root : Root.values()) {
            for (var user : List.of("idr", "sda", "admin")) {
                var answer = root.send(api, user, door.method(), path, door.body());
                assertThat(answer.status()).as(user + " " + root).isEqualTo(403);
                assertThat(answer.json().get("type").asText()).isEqualTo("/problems/identity.closed");
            }
        }
        assertThat(flow.tasks(number)).containsExactly("review");
    }

    @ParameterizedTest
    @EnumSource
    void nobodyStartsInTheMiddle(Root root) {
        var before = runtime.createProcessInstanceQuery().count();
        var start = "{\"businessKey\":\"NY-0000-000002\",\"variables\":{\"region\":{\"value\":\"oswego\"}},"
                + "\"skipCustomListeners\":true,"
                + "\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"meetClock\"}]}";

        for (var user : List.of("recruiter-oswego", "admin")) {
            var answer = root.send(api, user, "POST", "/process-definition/key/coe/start", start);
            assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        }
        assertThat(runtime.createProcessInstanceQuery().count()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void spellingAnAddressAnotherWayOpensNothing(Root root) {
        var prefix = root == Root.ENGINE_REST ? "/engine-rest" : "/camunda/api/engine/engine/default";
        var browser = new Browser(api.base()).signedInAs("admin");
        var deployments = repository.createDeploymentQuery().count();

        for (var spelling : List.of(
                "/deployment/create/",
                "//deployment/create",
                "/deployment//create",
                "/deployment;x=y/create",
                "/%64eployment/create",
                "/deployment%2Fcreate",
                "/./deployment/create",
                "/task/../deployment/create",
                "/DEPLOYMENT/create",
                "/engine/default/deployment/create")) {
            var path = prefix + spelling;
            var status = root == Root.ENGINE_REST
                    ? api.send("admin", "POST", path, "{}").status()
                    : browser.send("POST", path, "{}").statusCode();
            assertThat(status).as(path).isBetween(400, 404);
        }
        assertThat(repository.createDeploymentQuery().count()).isEqualTo(deployments);
    }

    @ParameterizedTest
    @EnumSource
    void operatingIsForAdministrators(Root root) {
        var number = flow.received();
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getId();

        for (var user : List.of("recruiter-oswego", "idr", "sda")) {
            assertThat(root.send(api, user, "DELETE", "/process-instance/" + instance, null)
                            .status())
                    .isEqualTo(403);
            assertThat(root.send(
                                    api,
                                    user,
                                    "PUT",
                                    "/process-instance/" + instance + "/suspended",
                                    "{\"suspended\":true}")
                            .status())
                    .isEqualTo(403);
            assertThat(root.send(api, user, "PUT", "/group/camunda-admin/members/" + user, null)
                            .status())
                    .isEqualTo(403);
            assertThat(root.send(
                                    api,
                                    user,
                                    "PUT",
                                    "/user/admin/credentials",
                                    "{\"password\":\"x\",\"authenticatedUserPassword\":\"" + Api.PASSWORD + "\"}")
                            .status())
                    .isEqualTo(403);
        }
        assertThat(root.send(
                                api,
                                "admin",
                                "PUT",
                                "/process-instance/" + instance + "/suspended",
                                "{\"suspended\":true}")
                        .status())
                .isEqualTo(204);
        assertThat(root.send(
                                api,
                                "admin",
                                "PUT",
                                "/process-instance/" + instance + "/suspended",
                                "{\"suspended\":false}")
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @EnumSource
    void anAdministratorMakesUsersAndGivesThemGroups(Root root) {
        var id = "probe-" + root.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        var user = "{\"profile\":{\"id\":\"%s\",\"firstName\":\"Sampla\",\"lastName\":\"Ejemplo\"},".formatted(id)
                + "\"credentials\":{\"password\":\"" + Api.PASSWORD + "\"}}";

        assertThat(root.send(api, "admin", "POST", "/user/create", user).status())
                .isEqualTo(204);
        assertThat(api.get(id, "/engine-rest/task").status()).as("no group yet").isEqualTo(401);
        assertThat(root.send(api, "admin", "PUT", "/group/tutor.oswego/members/" + id, null)
                        .status())
                .isEqualTo(204);
        assertThat(api.get(id, "/engine-rest/task").body())
                .as("in the group, with a password that the administrator knows")
                .contains("identity.owed");
        assertThat(root.send(api, "admin", "DELETE", "/group/tutor.oswego/members/" + id, null)
                        .status())
                .isEqualTo(204);
        assertThat(api.get(id, "/engine-rest/task").status()).isEqualTo(401);
    }

    @Test
    void whatWasRefusedLeftNoTrace() {
        for (var table : Map.of("act_ru_variable", "text_", "act_ru_task", "name_", "act_hi_comment", "message_")
                .entrySet()) {
            assertThat(jdbc.queryForObject(
                            "select count(*) from %s where %s like '%%Sampla%%'"
                                    .formatted(table.getKey(), table.getValue()),
                            Integer.class))
                    .isZero();
        }
    }
}
