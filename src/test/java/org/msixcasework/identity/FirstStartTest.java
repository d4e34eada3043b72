package org.msixcasework.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What is there after a start, and who is not: an administrator that nobody configured (CVE-2026-77226). */
@CaseworkTest
class FirstStartTest {

    private static final String MALLORY =
            "{\"profile\":{\"id\":\"mallory\"},\"credentials\":{\"password\":\"" + Api.PASSWORD + "\"}}";

    @Autowired
    Api api;

    @Autowired
    Regions regions;

    @Autowired
    IdentityService identity;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    FilterService filters;

    @Autowired
    TaskService tasks;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/setup/default/user/create/",
                "/camunda/api/admin//setup/default/user/create",
                "/camunda/api/admin/setup;x=y/default/user/create",
                "/camunda/api/admin/setup/default;x=y/user/create",
                "/camunda/api/admin/%73etup/default/user/create",
                "/camunda/api/admin/setup%2Fdefault/user/create",
                "/camunda/api/admin/./setup/default/user/create",
                "/camunda/api/admin/auth/../setup/default/user/create",
                "/camunda/api/admin/SETUP/default/user/create",
                "/camunda/api/Admin/setup/default/user/create",
                "/camunda/app/admin/default/setup/"
            })
    void nobodyMakesHimselfAdministratorWhereThereIsNone(String path) {
        withoutAdministrator(() -> {
            var stranger = new Browser(api.base());
            stranger.get("/sign-in");
            assertThat(stranger.send("POST", path, MALLORY).statusCode()).isBetween(400, 404);
            assertThat(stranger.send("GET", path, null).statusCode()).isIn(302, 400, 401, 403, 404);
            var tutor = new Browser(api.base()).signedInAs("tutor-oswego");
            assertThat(tutor.send("POST", path, MALLORY).statusCode()).isBetween(400, 404);

            assertThat(identity.createUserQuery().userId("mallory").count()).isZero();
            assertThat(identity.createUserQuery()
                            .memberOfGroup(Roles.ADMINISTRATOR)
                            .count())
                    .isZero();
        });
    }

    @Test
    void theApplicationDoesNotStartWithoutAnAdministrator() {
        withoutAdministrator(() -> assertThatThrownBy(() -> start(null)).isInstanceOf(NoAdministratorException.class));
        withoutAdministrator(() -> assertThatThrownBy(() -> start("  ")).isInstanceOf(NoAdministratorException.class));

        var report = new NoAdministratorException.Analyzer()
                .analyze(new BeanCreationException("start", new NoAdministratorException()));
        assertThat(report.getDescription()).isEqualTo("There is no administrator yet, and none is configured.");
        assertThat(report.getAction()).contains("CASEWORK_ADMIN_PASSWORD");
    }

    @Test
    void withAnAdministratorThePasswordIsNotNeededAgain() {
        start(null);

        assertThat(identity.createUserQuery().memberOfGroup(Roles.ADMINISTRATOR).count())
                .isEqualTo(1);
    }

    @Test
    void anotherStartChangesNothing() {
        var before = counts();

        start(Api.PASSWORD);

        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void aStartTakesAwayWhatIsNotInTheTable() {
        var stray = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        stray.setGroupId(Roles.in(Roles.TUTOR, "oswego"));
        stray.setResource(Resources.DEPLOYMENT);
        stray.setResourceId("*");
        stray.addPermission(Permissions.CREATE);
        stray = authorizations.saveAuthorization(stray);

        start(Api.PASSWORD);

        assertThat(authorizations
                        .createAuthorizationQuery()
                        .authorizationId(stray.getId())
                        .count())
                .isZero();
    }

    @Test
    void aRegionAddedLaterHasItsGroupsAndRightsAtOnce() {
        regions.add("testville", "Testville");

        assertThat(regions.exists("testville")).isTrue();
        assertThat(regions.all()).contains(new Regions.Region("testville", "Testville"));
        assertThat(identity.createGroupQuery()
                        .groupId("data-specialist.testville")
                        .count())
                .isEqualTo(1);
        assertThat(authorizations.isUserAuthorized(
                        "x", List.of("recruiter.testville"), Permissions.ACCESS, Resources.APPLICATION, "tasklist"))
                .isTrue();
        jdbc.update("update region set enabled = false where key = 'testville'");
        assertThat(regions.exists("testville")).isFalse();
    }

    @Test
    void theKeyOfARegionIsAWord() {
        assertThatThrownBy(() -> regions.add("Oswego.1", "?")).isInstanceOf(IllegalArgumentException.class);
    }

    private Map<String, Integer> counts() {
        return List.of(
                        "region",
                        "act_id_user",
                        "act_id_group",
                        "act_id_membership",
                        "act_ru_authorization",
                        "act_ru_filter")
                .stream()
                .collect(Collectors.toMap(
                        table -> table, table -> jdbc.queryForObject("select count(*) from " + table, Integer.class)));
    }

    private void start(@Nullable String password) {
        var settings = new IdentityProperties(List.of(), new IdentityProperties.Admin("admin", password, ""));
        new FirstStart(
                        settings,
                        regions,
                        identity,
                        authorizations,
                        filters,
                        tasks,
                        List.of(),
                        accounts,
                        jdbc,
                        transaction)
                .afterSingletonsInstantiated();
    }

    private void withoutAdministrator(Runnable attack) {
        identity.deleteMembership("admin", Roles.ADMINISTRATOR);
        try {
            attack.run();
        } finally {
            identity.createMembership("admin", Roles.ADMINISTRATOR);
        }
    }
}
