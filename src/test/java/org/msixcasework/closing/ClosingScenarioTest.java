package org.msixcasework.closing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.msixcasework.identity.Accounts;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.MadeUpStaff;
import org.msixcasework.support.Root;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The policy for accounts that are no longer needed, and every door that could open them again. */
class ClosingScenarioTest extends Scenario {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    IdentityService identity;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcTemplate jdbc;

    MadeUpStaff staff;

    ClosingScenarioTest() {
        super("closing");
    }

    @BeforeEach
    void people() {
        staff = new MadeUpStaff(identity, jdbc);
    }

    @AfterEach
    void noMailForOthers() {
        jdbc.update("delete from mail where process_key = 'closing' or recipient_id like 'muster-%'");
    }

    private String member(String... groups) {
        return staff.in(at(FRIDAY, 9), groups);
    }

    private Api.Answer ask(String by, String key, String user, LocalDate lastDay, Map<String, String> more) {
        var fields = new HashMap<>(Map.of("userId", user, "reason", "Confidential words", "lastDay", lastDay + ""));
        fields.putAll(more);
        return api.start(by, "closing", key, fields);
    }

    private String asked(String by, String user, LocalDate lastDay, Map<String, String> more) {
        var key = "CL-TEST-" + COUNT.incrementAndGet();
        var answer = ask(by, key, user, lastDay, more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        time.settle();
        return key;
    }

    private int basic(String user) {
        return api.sendAs(user, MadeUpStaff.PASSWORD, "GET", "/api/deadlines").status();
    }

    private String why(String user) {
        return jdbc.queryForObject("select disabled_why from account where user_id = ?", String.class, user);
    }

    private String closed() {
        var user = member("tutor.northeast");
        var key = asked("sua", user, FRIDAY, Map.of());
        done("rpd-northeast", key, "handOver", Map.of());
        done("sua", key, "close", Map.of("decision", "CLOSE"));
        assertThat(why(user)).isEqualTo("CLOSED");
        return user;
    }

    @Test
    void whoeverNoLongerNeedsAccessSaysSoAndHisWorkIsHandedOverBeforeTheAccountIsClosed() {
        var leaver = member("data-specialist.oswego");
        var certificate = flow.approved();
        var other = flow.approved();
        for (var task : List.of(certificate, other)) {
            var id = api.tasks("sda", task).get(0).get("id").asText();
            assertThat(api.post("sda", "/api/tasks/" + id + "/assign", Map.of("to", leaver, "reason", "made-up reason"))
                            .status())
                    .isEqualTo(204);
        }
        var browser = new Browser(api.base());
        browser.signIn(leaver, MadeUpStaff.PASSWORD, true);
        browser.get("/profile");
        browser.post("/profile/closing", "reason=Moves+far+away&lastDay=" + FRIDAY);
        assertThat(browser.get("/profile").body()).contains("has begun");
        var key = jdbc.queryForObject("select id from closing where user_id = ?", String.class, leaver);
        assertThat(key).matches("CL-2026-\\d{4}");
        assertThat(clock(key, "ACCOUNT_CLOSE").get("dueOn").asText()).isEqualTo("2026-09-14");

        assertThat(tasks("rpd-metro", key)).isEmpty();
        assertThat(tasks("sua", key)).isEmpty();
        assertThat(api.complete("rpd-oswego", key, "handOver", Map.of("colleague", "nobody"))
                        .body())
                .contains("colleague");
        done("rpd-oswego", key, "handOver", Map.of("colleague", "ds-oswego"));
        assertThat(api.tasks("sda", certificate).get(0).get("assignee").asText())
                .isEqualTo("ds-oswego");
        assertThat(basic(leaver)).isEqualTo(200);

        assertThat(browser("sua").get("/cases/closing/" + key).body()).contains("Moves far away");
        assertThat(browser("ds-oswego").get("/cases/closing/" + key).body()).doesNotContain("Moves far away");
        assertThat(api.complete("sua", key, "close", Map.of("decision", "KEEP")).body())
                .contains("reason");
        done("sua", key, "close", Map.of("decision", "CLOSE"));

        assertThat(of(key).get("outcome").asText()).isEqualTo("closed");
        assertThat(clock(key, "ACCOUNT_CLOSE").get("state").asText()).isEqualTo("MET");
        assertThat(jdbc.queryForObject(
                        "select papers_kept_until from account where user_id = ?", LocalDate.class, leaver))
                .isEqualTo(FRIDAY.plusYears(3));
        assertThat(identity.createGroupQuery().groupMember(leaver).count()).isZero();
        assertThat(basic(leaver)).isEqualTo(401);
        engine.holdsNoneOf("Moves far away");
    }

    @Test
    void workThatGoesToNobodyGoesBackToItsGroupAndAbsencesEnd() {
        var leaver = member("data-specialist.oswego");
        var certificate = flow.approved();
        var id = api.tasks("sda", certificate).get(0).get("id").asText();
        api.post("sda", "/api/tasks/" + id + "/assign", Map.of("to", leaver, "reason", "made-up reason"));
        assertThat(api.post(
                                "sda",
                                "/api/absences",
                                Map.of(
                                        "user",
                                        leaver,
                                        "substitute",
                                        member("data-specialist.oswego"),
                                        "from",
                                        FRIDAY + "",
                                        "to",
                                        FRIDAY.plusDays(3) + ""))
                        .status())
                .isBetween(200, 201);
        var key = asked("rpd-oswego", leaver, FRIDAY, Map.of());
        done("rpd-oswego", key, "handOver", Map.of());

        assertThat(api.tasks("ds-oswego", certificate).get(0).get("assignee").isNull())
                .isTrue();
        done("sua", key, "close", Map.of("decision", "CLOSE"));
        assertThat(jdbc.queryForObject(
                        "select count(*) from absence where user_id = ? and ended_at is null", Integer.class, leaver))
                .isZero();
    }

    @Test
    void aClosingWaitsForTheLastDay() {
        var leaver = member("tutor.northeast");
        var lastDay = LocalDate.of(2026, 9, 18);
        var key = asked("rpd-northeast", leaver, lastDay, Map.of());
        done("rpd-northeast", key, "handOver", Map.of());
        assertThat(tasks("sua", key)).isEmpty();

        time.travelTo(at(lastDay.minusDays(1), 20));
        assertThat(tasks("sua", key)).isEmpty();
        assertThat(basic(leaver)).isEqualTo(200);
        time.travelTo(at(lastDay, 9));

        assertThat(tasks("sua", key)).containsExactly("close");
        done("sua", key, "close", Map.of("decision", "CLOSE"));
        assertThat(of(key).get("outcome").asText()).isEqualTo("closed");
        assertThat(clock(key, "ACCOUNT_CLOSE").get("state").asText()).isEqualTo("MET");
    }

    @Test
    void anAccountThatIsNeededAfterAllIsKeptWithTheReason() {
        var user = member("tutor.northeast");
        var key = asked("rpd-northeast", user, FRIDAY, Map.of());
        assertThat(ask("sua", "CL-TEST-TWICE", user, FRIDAY, Map.of()).status()).isEqualTo(409);
        done("rpd-northeast", key, "handOver", Map.of());
        done("sua", key, "close", Map.of("decision", "KEEP", "reason", "wrong person"));

        assertThat(of(key).get("outcome").asText()).isEqualTo("kept");
        assertThat(basic(user)).isEqualTo(200);
        assertThat(browser("sua").get("/cases/closing/" + key).body()).contains("wrong person");
    }

    @Test
    void anUntouchedClosingRemindsAndClimbsToTheLead() {
        var user = member("tutor.northeast");
        var key = asked("rpd-northeast", user, FRIDAY, Map.of());
        assertThat(jdbc.queryForList(
                        "select distinct recipient_id from mail where business_key = ? and kind = 'REMINDER'",
                        String.class,
                        key))
                .contains("sua");

        time.travelTo(at(FRIDAY.plusDays(4), 9));
        assertThat(overdue(key)).isEqualTo(1);
        assertThat(tasks("lead", key)).containsExactly("handOver");
        time.travelTo(at(FRIDAY.plusDays(6), 9));
        done("lead", key, "handOver", Map.of());
        done("lead", key, "close", Map.of("decision", "CLOSE"));

        assertThat(of(key).get("outcome").asText()).isEqualTo("closed");
        assertThat(overdue(key)).isZero();
    }

    @Test
    void aRevocationTakesEffectAtOnceAtEveryDoorAndItsUserIsTold() {
        var user = member("data-specialist.northeast");
        jdbc.update("update act_id_user set email_ = ? where id_ = ?", user + "@example.org", user);
        var running = new Browser(api.base());
        running.signIn(user, MadeUpStaff.PASSWORD, true);
        assertThat(running.get("/work").statusCode()).isEqualTo(200);
        assertThat(basic(user)).isEqualTo(200);
        var token = accounts.newLink(user);
        var grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setUserId(user);
        grant.setResource(Resources.PROCESS_DEFINITION);
        grant.setResourceId("*");
        grant.addPermission(Permissions.READ);
        authorizations.saveAuthorization(grant);
        assertThat(ask("rpd-northeast", "CL-TEST-NO", user, FRIDAY, Map.of("revocation", "yes"))
                        .status())
                .isEqualTo(403);

        var key = asked("lead", user, FRIDAY, Map.of("revocation", "yes"));

        assertThat(why(user)).isEqualTo("CLOSED");
        assertThat(running.get("/work").statusCode()).isEqualTo(302);
        assertThat(running.get("/camunda/api/admin/auth/user/default").statusCode())
                .isIn(401, 404);
        assertThat(running.get("/camunda/api/engine/engine/default/task/count").statusCode())
                .isNotEqualTo(200);
        assertThat(basic(user)).isEqualTo(401);
        assertThat(api.sendAs(user, MadeUpStaff.PASSWORD, "GET", "/engine-rest/task/count")
                        .status())
                .isEqualTo(401);
        assertThat(Browser.header(new Browser(api.base()).signIn(user, MadeUpStaff.PASSWORD, true), "Location"))
                .endsWith("/sign-in?error");
        assertThat(authorizations.createAuthorizationQuery().userIdIn(user).count())
                .isZero();
        for (var link : List.of(token, accounts.newLink(user))) {
            assertThat(new Browser(api.base())
                            .get("/password/link?token=" + link)
                            .body())
                    .contains("was used or has expired");
            new Browser(api.base())
                    .post("/password/link", "token=%s&password=%2$s&again=%2$s".formatted(link, "Link-set-9!"));
        }
        assertThat(api.sendAs(user, "Link-set-9!", "GET", "/api/deadlines").status())
                .isEqualTo(401);
        assertThat(jdbc.queryForList("select kind from mail where recipient_id = ?", String.class, user))
                .contains("ACCOUNT_CLOSED");

        assertThat(of(key).get("region").isNull())
                .as("colleagues do not read of it")
                .isTrue();
        assertThat(tasks("lead", key)).containsExactly("handOverState");
        done("lead", key, "handOverState", Map.of());
        assertThat(of(key).get("outcome").asText()).isEqualTo("revoked");
    }

    @Test
    void aStateUserAdministratorLeavesWithoutAskingAnotherOneAndOnlyTheAdministratorSendsHimAway() {
        var user = member("state-user-administrator");
        assertThat(ask("sua", "CL-TEST-NO", user, FRIDAY, Map.of()).status()).isEqualTo(403);
        assertThat(ask("lead", "CL-TEST-NO", user, FRIDAY, Map.of("revocation", "yes"))
                        .status())
                .isEqualTo(403);
        var key = asked("admin", user, FRIDAY, Map.of());
        done("lead", key, "handOverState", Map.of());

        assertThat(of(key).get("outcome").asText()).isEqualTo("closed");
        assertThat(why(user)).isEqualTo("CLOSED");

        var other = member("state-user-administrator");
        var browser = new Browser(api.base());
        browser.signIn(other, MadeUpStaff.PASSWORD, true);
        browser.get("/profile");
        browser.post("/profile/closing", "lastDay=" + FRIDAY);
        var own = jdbc.queryForObject("select id from closing where user_id = ?", String.class, other);
        done("lead", own, "handOverState", Map.of());
        assertThat(why(other)).isEqualTo("CLOSED");
    }

    @Test
    void theOnlyAdministratorIsNeverClosed() {
        var browser = browser("admin");
        browser.get("/profile");
        browser.post("/profile/closing", "lastDay=" + FRIDAY);
        assertThat(browser.get("/profile").body()).contains("name another one first");
        assertThat(jdbc.queryForObject("select count(*) from closing where user_id = 'admin'", Integer.class))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "userId, nobody-here, userId",
        "lastDay, 2025-09-10, lastDay",
        "lastDay, 2027-09-12, lastDay",
        "lastDay, soon, lastDay",
        "revocation, perhaps, revocation"
    })
    void aBadClosingIsRefusedWithTheFieldAndStoresNothing(String field, String value, String named) {
        var answer = ask("sua", "CL-TEST-BAD", "tutor-metro", FRIDAY, Map.of(field, value));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(fields(answer)).containsExactly(named);
        assertThat(jdbc.queryForObject("select count(*) from closing where id = 'CL-TEST-BAD'", Integer.class))
                .isZero();
    }

    @Test
    void aDirectorAsksForHisRegionOnlyAndOthersForThemselvesOnly() {
        assertThat(ask("rpd-metro", "CL-TEST-BAD", "tutor-oswego", FRIDAY, Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(ask("ds-oswego", "CL-TEST-BAD", "tutor-oswego", FRIDAY, Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(api.post("ds-oswego", "/api/accounts/tutor-oswego/closing", Map.of("reason", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(ask("rpd-oswego", "CL-TEST-BAD", "sda", FRIDAY, Map.of()).status())
                .isEqualTo(403);
    }

    @Test
    void noDoorOpensAClosedAccountAgainNorGivesItsIdOrItsAddressToAnother() {
        var user = closed();
        jdbc.update("insert into account_address (address, user_id) values (?, ?)", user + "@example.org", user);
        var checked = Map.of("identityChecked", true);
        assertThat(api.post("sua", "/api/accounts/" + user + "/reset", checked).status())
                .isEqualTo(422);
        assertThat(api.post("sua", "/api/accounts/" + user + "/reinstate", checked)
                        .status())
                .isEqualTo(422);
        assertThat(api.put("sua", "/api/accounts/" + user + "/roles/tutor.oswego", "{}")
                        .status())
                .isEqualTo(422);
        assertThat(fields(api.start(
                        "sua",
                        "account",
                        "AC-CLOSED-1",
                        Map.of(
                                "applicantName", "Muster Zweimal",
                                "email", user.toUpperCase() + "@Example.ORG",
                                "role", "tutor",
                                "region", "oswego",
                                "supervisor", "Supervisora Ejemplo",
                                "need", "Comes back",
                                "trainingModule", "secondary",
                                "trainingCompletedOn", "2026-09-01",
                                "mepStaff", "yes"))))
                .containsExactly("email");
        for (var root : Root.values()) {
            for (var id : List.of(user, user.toUpperCase())) {
                assertThat(create(root, id, "new-address-" + root + "@example.org"))
                        .as("%s creates %s", root, id)
                        .isBetween(400, 499);
            }
            assertThat(create(root, "other-" + root.name().toLowerCase(), " " + user.toUpperCase() + "@example.org"))
                    .isBetween(400, 499);
            assertThat(attack(root, "PUT", "/group/tutor.oswego/members/" + user, null))
                    .isBetween(400, 499);
            assertThat(attack(root, "POST", "/user/" + user + "/unlock", null)).isBetween(400, 499);
            assertThat(attack(
                            root,
                            "PUT",
                            "/user/" + user + "/credentials",
                            "{\"password\":\"Taken-over-1!\",\"authenticatedUserPassword\":\"%s\"}"
                                    .formatted(Api.PASSWORD)))
                    .isBetween(400, 499);
            assertThat(attack(
                            root,
                            "PUT",
                            "/user/" + user + "/profile",
                            "{\"id\":\"%s\",\"firstName\":\"A\",\"lastName\":\"B\",\"email\":\"free@example.org\"}"
                                    .formatted(user)))
                    .isBetween(400, 499);
            assertThat(attack(root, "DELETE", "/user/" + user, null)).isEqualTo(403);
        }
        assertThat(why(user)).isEqualTo("CLOSED");
        assertThat(identity.createGroupQuery().groupMember(user).count()).isZero();
        assertThat(identity.createUserQuery()
                        .userIdIn("other-engine_rest", "other-webapps")
                        .count())
                .isZero();
        assertThat(identity.createUserQuery().userId(user).count()).isEqualTo(1);
    }

    private int attack(Root root, String method, String path, @Nullable String body) {
        return root.send(api, "admin", method, path, body).status();
    }

    private int create(Root root, String id, String email) {
        return attack(root, "POST", "/user/create", """
                {"profile":{"id":"%s","firstName":"Muster","lastName":"Falsch","email":"%s"},"credentials":{"password":"Taken-over-1!"}}
                """.formatted(id, email));
    }
}
