package org.msixcasework.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.Time;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.CoeFlow;
import org.msixcasework.support.MadeUpStaff;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What leaves a line in the log though no service writes it: refusals, sign-ins by every door, changes past our pages (SEC-4). */
@CaseworkTest
class TrailTest {

    @Autowired
    Api api;

    @Autowired
    CoeFlow flow;

    @Autowired
    IdentityService identity;

    @Autowired
    Time time;

    @Autowired
    JdbcTemplate jdbc;

    private List<String> lines(String actor) {
        return jdbc.queryForList(
                "select concat_ws(' ', action, subject, detail) from audit_entry where actor = ? order by id",
                String.class,
                actor);
    }

    private void user(String id, String group) {
        var user = identity.newUser(id);
        user.setPassword(Api.PASSWORD);
        identity.saveUser(user);
        identity.createMembership(id, group);
        MadeUpStaff.settle(jdbc, id, time.instant());
    }

    @Test
    void whoIsRefusedIsNotedWithTheAddressAsDeclaredAndNothingTyped() {
        user("trail-refused", "technical");

        api.get("trail-refused", "/api/accounts");
        api.post("trail-refused", "/api/accounts/Sampla/reset", Map.of());
        api.send("trail-refused", "DELETE", "/engine-rest/process-instance/Sampla-Ejemplo.1", null);
        api.get("trail-refused", "/api/mail/Ejemplo/Sampla");
        var page = new Browser(api.base()).signedInAs("tutor-midhudson").get("/audit?actor=Sampla");
        assertThat(page.statusCode()).isEqualTo(403);

        assertThat(lines("trail-refused"))
                .contains(
                        "identity.access-refused GET /api/accounts ",
                        "identity.access-refused POST /api/accounts/{id}/reset ",
                        "identity.access-refused DELETE /engine-rest/process-instance/{} ",
                        "identity.access-refused GET unknown address ")
                .noneMatch(line -> line.contains("Sampla"));
        assertThat(lines("tutor-midhudson")).contains("identity.access-refused GET /audit ");
    }

    @Test
    void signingInOverHttpBasicIsNotedOncePerHourAndEachFailure() {
        user("trail-basic", "technical");
        var before = lines("trail-basic").size();

        for (var count = 0; count < 3; count++) {
            api.get("trail-basic", "/api/cases");
        }
        api.sendAs("trail-basic", "wrong-1", "GET", "/api/cases");
        api.sendAs("trail-basic", "wrong-2", "GET", "/engine-rest/task");

        assertThat(lines("trail-basic").subList(before, lines("trail-basic").size()))
                .containsExactly(
                        "identity.signed-in HTTP Basic ", "identity.refused sign-in ", "identity.refused sign-in ");
    }

    @Test
    void whatAnAdministratorChangesInCamundaAdminIsNoted() {
        var before = lines("admin").size();
        api.post(
                "admin",
                "/engine-rest/user/create",
                Map.of(
                        "profile", Map.of("id", "trail-made", "firstName", "Sampla", "lastName", "Ejemplo"),
                        "credentials", Map.of("password", "Quite-Another-2026!")));
        api.send("admin", "PUT", "/engine-rest/group/tutor.genesee/members/trail-made", null);
        api.send("admin", "DELETE", "/engine-rest/group/tutor.genesee/members/trail-made", null);
        api.put(
                "admin",
                "/engine-rest/user/trail-made/profile",
                "{\"id\":\"trail-made\",\"firstName\":\"Sampla\",\"lastName\":\"Testino\"}");
        api.send("admin", "POST", "/engine-rest/user/trail-made/unlock", null);

        assertThat(lines("admin").subList(before, lines("admin").size()))
                .contains(
                        "identity.user-created trail-made ",
                        "identity.membership-created trail-made tutor.genesee",
                        "identity.membership-deleted trail-made tutor.genesee",
                        "identity.user-updated trail-made ",
                        "identity.reinstated trail-made ")
                .noneMatch(line -> line.contains("Sampla") || line.contains("web.changed"));
    }

    @Test
    void aChangeThatNoServiceNotesIsNotedByItsAddressAndAQuestionIsNot() {
        var number = flow.received();
        var task = api.tasks("idr", number).get(0).get("id").asText();
        api.post("idr", "/engine-rest/task/" + task + "/claim", Map.of("userId", "idr"));
        // noted once the request is over, which who sent it may hear before
        await().untilAsserted(() ->
                assertThat(lines("idr")).contains("web.changed POST /engine-rest/task/" + task + "/claim "));
        var before = lines("idr").size();
        api.post("idr", "/engine-rest/task", Map.of("processInstanceBusinessKey", number));
        api.get("idr", "/engine-rest/task/" + task);

        assertThat(lines("idr")).hasSize(before);
    }

    @Test
    void whoLooksAtACaseIsNoted() {
        var number = flow.received();

        new Browser(api.base()).signedInAs("recruiter-oswego").get("/cases/coe/" + number);

        assertThat(lines("recruiter-oswego")).contains("case.read coe %s page".formatted(number));
    }
}
