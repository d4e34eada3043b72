package org.msixcasework.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.msixcasework.support.Api;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.Root;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** CVE-2026-109432: a task query runs Java code through three gaps of the stock engine. All are closed, on both roots. */
@CaseworkTest
class ExpressionAttackTest {

    private static final String TRACE = "casework.test.attacked";
    private static final String ATTACK = "${systemProperties.put('" + TRACE + "', 'yes')}";
    private static final List<String> FIELDS = List.of(
            "assigneeExpression",
            "ownerExpression",
            "candidateUserExpression",
            "candidateGroupExpression",
            "candidateGroupsExpression",
            "involvedUserExpression",
            "processInstanceBusinessKeyExpression",
            "dueBeforeExpression",
            "followUpAfterExpression",
            "createdBeforeExpression");

    @Autowired
    Api api;

    @Autowired
    FilterService filters;

    @Autowired
    TaskService tasks;

    @Autowired
    ProcessEngine engine;

    @Autowired
    ApplicationContext application;

    @AfterEach
    void nothingRan() {
        var ran = System.clearProperty(TRACE);
        assertThat(ran).as("the attack ran").isNull();
    }

    @Test
    void theAttackWorksInAStockEngine() {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        configuration
                .getCommandExecutorTxRequired()
                .execute(context -> new SpringExpressionManager(application)
                        .createExpression(ATTACK)
                        .getValue(null));

        assertThat(System.clearProperty(TRACE)).isEqualTo("yes");
    }

    @ParameterizedTest
    @EnumSource
    void anExpressionInsideOrQueriesIsRefused(Root root) {
        for (var field : FIELDS) {
            var body = "{\"orQueries\":[{\"%s\":\"%s\"}]}".formatted(field, ATTACK);
            for (var path : List.of("/task?maxResults=10", "/task/count")) {
                assertThat(root.send(api, "ds-oswego", "POST", path, body).status())
                        .as(field + " " + path)
                        .isEqualTo(400);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExpressionAtTheTopIsRefused(Root root) {
        var body = "{\"assigneeExpression\":\"" + ATTACK + "\"}";

        assertThat(root.send(api, "ds-oswego", "POST", "/task?maxResults=10", body)
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource
    void anExpressionThatExtendsASavedFilterIsRefused(Root root) {
        var mine = filters.createTaskFilterQuery().filterName("My tasks").singleResult();

        for (var field : FIELDS) {
            for (var body : List.of(
                    "{\"%s\":\"%s\"}".formatted(field, ATTACK),
                    "{\"orQueries\":[{\"%s\":\"%s\"}]}".formatted(field, ATTACK))) {
                for (var ask : List.of("/list?maxResults=10", "/count", "/singleResult")) {
                    assertThat(root.send(api, "ds-oswego", "POST", "/filter/" + mine.getId() + ask, body)
                                    .status())
                            .as(ask + " " + body)
                            .isEqualTo(400);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExpressionStoredInAFilterIsNeverEvaluated(Root root) {
        var stored = stored(ATTACK);
        try {
            for (var ask : List.of("/list?maxResults=10", "/count", "/singleResult")) {
                for (var method : List.of("GET", "POST")) {
                    assertThat(root.send(
                                            api,
                                            "ds-oswego",
                                            method,
                                            "/filter/" + stored.getId() + ask,
                                            "POST".equals(method) ? "{}" : null)
                                    .status())
                            .as(method + ask)
                            .isEqualTo(400);
                }
            }
        } finally {
            filters.deleteFilter(stored.getId());
        }
    }

    private Filter stored(String expression) {
        var filter = filters.newTaskFilter("stored before");
        filter.setQuery(tasks.createTaskQuery().taskAssigneeExpression(expression));
        return filters.saveFilter(filter);
    }

    @ParameterizedTest
    @EnumSource
    void aFilterIsStoredByNobody(Root root) {
        var body = "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":{\"assigneeExpression\":\"" + ATTACK + "\"}}";
        var mine = filters.createTaskFilterQuery().filterName("My tasks").singleResult();

        for (var user : List.of("ds-oswego", "sda", "admin")) {
            assertThat(root.send(api, user, "POST", "/filter/create", body).status())
                    .isEqualTo(403);
            assertThat(root.send(api, user, "PUT", "/filter/" + mine.getId(), body)
                            .status())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLiteralThatOnlyBeginsLikeAnAllowedOneIsRefused(Root root) {
        for (var almost : List.of(
                "${currentUser()}" + ATTACK,
                "${currentUser() }",
                "#{currentUser()}",
                "x${currentUser()}",
                ATTACK.replace('$', '#'))) {
            assertThat(root.send(
                                    api,
                                    "ds-oswego",
                                    "POST",
                                    "/task?maxResults=10",
                                    "{\"orQueries\":[{\"assigneeExpression\":\"" + almost + "\"}]}")
                            .status())
                    .as(almost)
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMalformedExpressionIsNoServerError(Root root) {
        assertThat(root.send(
                                api,
                                "ds-oswego",
                                "POST",
                                "/task?maxResults=10",
                                "{\"orQueries\":[{\"assigneeExpression\":\"${\"}]}")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource
    void theSavedFiltersWork(Root root) {
        for (var filter : filters.createTaskFilterQuery().list()) {
            assertThat(root.send(api, "ds-oswego", "POST", "/filter/" + filter.getId() + "/list?maxResults=10", "{}")
                            .status())
                    .as(filter.getName())
                    .isEqualTo(200);
        }
    }
}
