package org.msixcasework.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.msixcasework.support.Api;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.CoeFlow;
import org.msixcasework.support.Root;
import org.springframework.beans.factory.annotation.Autowired;

/** Who sees and completes whose task, on both roots (design, decision 10). */
@CaseworkTest
class TaskRightsTest {

    private static final String DECISION =
            "{\"variables\":{\"decision\":{\"value\":\"RETURN\"},\"reason\":{\"value\":\"Unsigned\"}}}";

    @Autowired
    Api api;

    @Autowired
    CoeFlow flow;

    @Autowired
    TaskService tasks;

    @Autowired
    AuthorizationService authorizations;

    /** Certificate of Oswego that went back to Oswego's recruiters. */
    private String returned() {
        var number = flow.received();
        api.complete("idr", number, "review", Map.of("decision", "RETURN", "reason", "Unsigned"));
        return number;
    }

    private String taskOf(String number) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getId();
    }

    @ParameterizedTest
    @EnumSource
    void whoIsOfferedATaskSeesClaimsAndCompletesIt(Root root) {
        var number = flow.received();
        var task = taskOf(number);

        assertThat(root.send(api, "idr", "GET", "/task/" + task, null).status()).isEqualTo(200);
        assertThat(root.send(api, "idr", "POST", "/task/" + task + "/claim", "{\"userId\":\"idr\"}")
                        .status())
                .isEqualTo(204);
        assertThat(root.send(api, "idr", "POST", "/task/" + task + "/submit-form", DECISION)
                        .status())
                .isEqualTo(204);
        assertThat(flow.tasks(number)).containsExactly("correctCoe");
    }

    @ParameterizedTest
    @EnumSource
    void otherRegionsAndRolesNeitherSeeNorTouchIt(Root root) {
        var number = returned();
        var task = taskOf(number);
        var query = "{\"processInstanceBusinessKey\":\"" + number + "\"}";

        for (var stranger : List.of("recruiter-metro", "ds-oswego", "tutor-oswego", "sua", "sra", "gva", "paa")) {
            assertThat(root.send(api, stranger, "POST", "/task?maxResults=100", query)
                            .json())
                    .as(stranger)
                    .isEmpty();
            assertThat(root.send(api, stranger, "GET", "/task?processInstanceBusinessKey=" + number, null)
                            .json())
                    .as(stranger)
                    .isEmpty();
            assertThat(root.send(api, stranger, "POST", "/task/count", query)
                            .json()
                            .get("count")
                            .asInt())
                    .as(stranger)
                    .isZero();
            for (var path : List.of("", "/form-variables", "/variables", "/deployed-form", "/identity-links")) {
                assertThat(root.send(api, stranger, "GET", "/task/" + task + path, null)
                                .status())
                        .as(stranger + path)
                        .isBetween(400, 404);
            }
            for (var deed : List.of("claim", "complete", "submit-form", "unclaim")) {
                assertThat(root.send(
                                        api,
                                        stranger,
                                        "POST",
                                        "/task/" + task + "/" + deed,
                                        "{\"userId\":\"" + stranger + "\",\"variables\":{}}")
                                .status())
                        .as(stranger + " " + deed)
                        .isBetween(400, 404);
            }
            assertThat(root.send(api, stranger, "GET", "/process-instance?businessKey=" + number, null)
                            .json())
                    .as(stranger)
                    .isEmpty();
            assertThat(root.send(api, stranger, "GET", "/variable-instance", null)
                            .json())
                    .as(stranger)
                    .noneMatch(variable -> variable.toString().contains(number));
            assertThat(root.send(api, stranger, "GET", "/history/task?processInstanceBusinessKey=" + number, null)
                            .json())
                    .as(stranger)
                    .isEmpty();
        }
        assertThat(flow.tasks(number)).containsExactly("correctCoe");
    }

    @ParameterizedTest
    @EnumSource
    void supervisorsSeeItAndLeaveCompletingToOthers(Root root) {
        var number = returned();
        var task = taskOf(number);

        for (var supervisor : List.of("sda", "lead", "admin")) {
            assertThat(root.send(api, supervisor, "GET", "/task?processInstanceBusinessKey=" + number, null)
                            .json())
                    .as(supervisor)
                    .hasSize(1);
            assertThat(root.send(api, supervisor, "POST", "/task/" + task + "/submit-form", "{\"variables\":{}}")
                            .status())
                    .as(supervisor)
                    .isEqualTo(403);
        }
        assertThat(flow.tasks(number)).containsExactly("correctCoe");
    }

    @ParameterizedTest
    @EnumSource
    void theDirectorOfTheRegionReadsAndDoesNotComplete(Root root) {
        var task = taskOf(returned());

        assertThat(root.send(api, "rpd-oswego", "GET", "/task/" + task, null).status())
                .isEqualTo(200);
        assertThat(root.send(api, "rpd-oswego", "POST", "/task/" + task + "/complete", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(root.send(api, "rpd-metro", "GET", "/task/" + task, null).status())
                .isBetween(403, 404);
    }

    @ParameterizedTest
    @EnumSource
    void whoMustNotStartIsRefused(Root root) {
        var start = "{\"businessKey\":\"NY-0000-000001\",\"variables\":{\"region\":{\"value\":\"oswego\"}}}";

        for (var user : List.of("tutor-oswego", "ds-oswego", "idr", "sua", "lead")) {
            assertThat(root.send(api, user, "POST", "/process-definition/key/coe/start", start)
                            .status())
                    .as(user)
                    .isEqualTo(403);
            assertThat(root.send(api, user, "POST", "/process-definition/key/upload/start", "{}")
                            .status())
                    .as(user)
                    .isEqualTo(403);
        }
    }

    @Test
    void noGrantIsEverWrittenForATaskOrAUser() {
        var number = returned();
        tasks.setAssignee(taskOf(number), "recruiter-oswego");

        var grants = authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .list();
        assertThat(grants).extracting(Authorization::getUserId).containsOnlyNulls();
        assertThat(grants)
                .filteredOn(grant -> grant.getResourceType() == Resources.TASK.resourceType())
                .extracting(Authorization::getResourceId)
                .containsOnly(Authorization.ANY);
    }

    @ParameterizedTest
    @EnumSource
    void whoSeesATaskWithoutBeingOfferedItCannotClaimIt(Root root) {
        var task = taskOf(returned());

        for (var onlooker : List.of("rpd-oswego", "sda")) {
            assertThat(root.send(api, onlooker, "POST", "/task/" + task + "/claim", "{\"userId\":\"" + onlooker + "\"}")
                            .status())
                    .as(onlooker)
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClaimedTaskIsGivenBackByThoseOnlyWhoAreOfferedIt(Root root) {
        var task = taskOf(returned());
        root.send(api, "recruiter-oswego", "POST", "/task/" + task + "/claim", "{\"userId\":\"recruiter-oswego\"}");

        for (var onlooker : List.of("rpd-oswego", "sda", "ds-oswego", "recruiter-metro")) {
            assertThat(root.send(api, onlooker, "POST", "/task/" + task + "/unclaim", "{}")
                            .status())
                    .as(onlooker)
                    .isEqualTo(403);
        }
        assertThat(root.send(api, "recruiter-oswego", "POST", "/task/" + task + "/unclaim", "{}")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void theNameOfATaskCarriesTheNumberOfItsCase() {
        var number = returned();

        assertThat(api.tasks("recruiter-oswego", number))
                .singleElement()
                .satisfies(task -> assertThat(task.get("name").asText()).isEqualTo("Correct certificate · " + number));
    }
}
