package org.msixcasework.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** One sign-in in front of everything (SEC-3, SEC-4, SEC-5, SEC-12). */
@CaseworkTest
class SignInTest {

    @Autowired
    Api api;

    @Autowired
    IdentityService identity;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcTemplate jdbc;

    private Browser browser() {
        return new Browser(api.base());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/camunda",
                "/camunda/app/tasklist/default/",
                "/camunda/app/cockpit/default/",
                "/camunda/app/admin/default/",
                "/camunda/app/welcome/default/",
                "/camunda/lib/deps.js",
                "/records",
                "/mail",
                "/swagger-ui/index.html",
                "/signed-out.js",
                "/anything"
            })
    void aPageSendsWhoeverIsNotSignedInToTheSignInPage(String page) {
        var answer = browser().get(page);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(Browser.header(answer, "Location")).endsWith("/sign-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/cases",
                "/api/coes/NY-2026-000001",
                "/engine-rest/task",
                "/engine-rest/engine",
                "/engine-rest",
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/engine/engine/",
                "/camunda/api/admin/auth/user/default",
                "/camunda/api/cockpit/plugin/base/default/incident",
                "/demo/clock",
                "/v3/api-docs",
                "/actuator/env"
            })
    void anApiAnswersWithAProblemAndAsksNoBrowserForAPassword(String path) {
        for (var answer : List.of(browser().get(path), browser().send("GET", path, null))) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(Browser.header(answer, "Content-Type")).startsWith("application/problem+json");
            assertThat(answer.headers().map()).doesNotContainKey("www-authenticate");
        }
    }

    @Test
    void onlyWhatEverybodyNeedsIsPublic() {
        assertThat(browser().get("/sign-in").statusCode()).isEqualTo(200);
        assertThat(browser().get("/casework.css").statusCode()).isEqualTo(200);
        assertThat(browser().get("/icon.svg").statusCode()).isEqualTo(200);
        var health = browser().get("/actuator/health");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).startsWith("{\"status\":\"UP\"").doesNotContain("components", "details");
    }

    @Test
    void theBannerStandsAboveTheFormAndMustBeAccepted() {
        assertThat(browser().get("/sign-in").body())
                .contains("THERE IS NO RIGHT OF PRIVACY IN THIS SYSTEM")
                .contains("CONSTITUTES CONSENT TO THIS", "MONITORING, RECORDING, and AUDIT");

        var browser = browser();
        var without = browser.signIn("idr", Api.PASSWORD, false);

        assertThat(Browser.header(without, "Location")).endsWith("/sign-in?consent");
        assertThat(browser.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(302);
    }

    @Test
    void oneSignInOpensTasklistAndTheApi() {
        var browser = browser();
        browser.get("/sign-in");

        var answer = browser.signIn("idr", Api.PASSWORD, true);

        assertThat(Browser.header(answer, "Location")).endsWith("/camunda/app/tasklist/default/");
        assertThat(browser.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
        assertThat(browser.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);
        assertThat(browser.get("/camunda/api/admin/auth/user/default").body())
                .contains("\"userId\":\"idr\"")
                .contains("tasklist", "cockpit")
                .doesNotContain("\"admin\"");
        assertThat(browser.get("/api/deadlines").statusCode()).isEqualTo(200);
        assertThat(browser.get("/v3/api-docs").statusCode()).isEqualTo(200);
        assertThat(Browser.header(browser.get("/"), "Location")).endsWith("/camunda/app/tasklist/default/");
    }

    @Test
    void whoeverCameForAPageGetsItAfterSigningIn() {
        var browser = browser();
        browser.get("/camunda/app/cockpit/default/");

        var answer = browser.signIn("sda", Api.PASSWORD, true);

        assertThat(Browser.header(answer, "Location")).contains("/camunda/app/cockpit/default/");
    }

    @Test
    void theSessionGetsANewIdAndAnUnreadableCookie() {
        var browser = browser();
        browser.get("/camunda/app/tasklist/default/");
        var before = browser.cookie("JSESSIONID");

        var answer = browser.signIn("idr", Api.PASSWORD, true);

        assertThat(before).isPresent();
        assertThat(browser.cookie("JSESSIONID")).isPresent().isNotEqualTo(before);
        assertThat(Browser.header(answer, "Set-Cookie")).contains("HttpOnly").contains("SameSite=Lax");
    }

    @Test
    void theApplicationsAreOpenByRole() {
        assertThat(applications("ds-oswego")).contains("tasklist").doesNotContain("cockpit", "\"admin\"");
        assertThat(applications("sda")).contains("tasklist", "cockpit").doesNotContain("\"admin\"");
        assertThat(applications("sua")).contains("tasklist", "\"admin\"").doesNotContain("cockpit");
        assertThat(applications("admin")).contains("tasklist", "cockpit", "\"admin\"");
    }

    private String applications(String user) {
        var body = browser()
                .signedInAs(user)
                .get("/camunda/api/admin/auth/user/default")
                .body();
        return body.substring(body.indexOf("authorizedApps"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "", "Harvest-2026", "harvest-2026!"})
    void aWrongPasswordIsRefusedEverywhere(String password) {
        // a user of its own: the engine makes whoever guesses wrong wait
        var page = browser().signIn("tutor-fredonia", password, true);

        assertThat(Browser.header(page, "Location")).endsWith("/sign-in?error");
        for (var path : List.of("/engine-rest/task?maxResults=1", "/api/deadlines")) {
            assertThat(basic("tutor-genesee", password, path).statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "", "a\u0000b", "IDR", "%", "' or '1'='1", "*"})
    void anUnknownUserIsRefusedAndNeverWrittenDown(String typed) {
        assertThat(basic(typed, Api.PASSWORD, "/engine-rest/task").statusCode()).isEqualTo(401);
        assertThat(basic(typed, Api.PASSWORD, "/api/deadlines").statusCode()).isEqualTo(401);
        assertThat(Browser.header(browser().signIn(typed, Api.PASSWORD, true), "Location"))
                .endsWith("/sign-in?error");

        assertThat(jdbc.queryForList(
                        "select distinct actor from audit_entry where action = 'identity.refused'", String.class))
                .doesNotContain("nobody", "IDR", "%", "*", "' or '1'='1");
    }

    private HttpResponse<String> basic(String user, String password, String path) {
        var credentials = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return browser().send("GET", path, null, Map.of("Authorization", "Basic " + credentials));
    }

    @Test
    void basicNeverMakesASession() {
        for (var path : List.of("/engine-rest/engine", "/api/deadlines")) {
            var answer = basic("idr", Api.PASSWORD, path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        }
        assertThat(basic("idr", Api.PASSWORD, "/camunda/api/engine/engine/default/task/count")
                        .statusCode())
                .as("the webapps know sessions only")
                .isEqualTo(401);
        assertThat(browser().signedInAs("idr").get("/engine-rest/engine").statusCode())
                .as("the engine's REST API knows no session")
                .isEqualTo(401);
    }

    @Test
    void theWebappsOwnSignInIsNoSecondWayIn() {
        var form = Map.of("Content-Type", "application/x-www-form-urlencoded");
        var fields = "username=idr&password=" + Api.PASSWORD;
        for (var path : List.of(
                "/camunda/api/admin/auth/user/default/login/tasklist",
                "/camunda/api/admin/auth/user/default/login/cockpit/",
                "/camunda/api/admin/auth/user/default/lo%67in/tasklist")) {
            var stranger = browser();
            assertThat(stranger.send("POST", path, fields, form).statusCode()).isEqualTo(401);
            assertThat(stranger.get("/camunda/app/tasklist/default/").statusCode())
                    .isEqualTo(302);
            var tutor = browser().signedInAs("tutor-oswego");
            assertThat(tutor.send("POST", path, fields).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void signingOutEndsTheSessionByEitherWay() {
        for (var way : List.of("/sign-out", "/camunda/api/admin/auth/user/default/logout")) {
            var browser = browser().signedInAs("idr");
            assertThat(browser.get("/api/deadlines").statusCode()).isEqualTo(200);
            var session = browser.cookie("JSESSIONID").orElseThrow();

            assertThat(browser.send("POST", way, null).statusCode()).isBetween(200, 302);

            var thief = browser().send("GET", "/api/deadlines", null, Map.of("Cookie", "JSESSIONID=" + session));
            assertThat(thief.statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aForeignPageCannotWriteInSomebodysName() {
        var browser = browser().signedInAs("sda");
        var json = Map.of("Content-Type", "application/json");

        assertThat(browser.send("POST", "/api/submissions/resend", "{}", json).statusCode())
                .isEqualTo(403);
        assertThat(browser.send("POST", "/sign-out", "", json).statusCode()).isEqualTo(403);
        assertThat(browser.send("POST", "/camunda/api/engine/engine/default/task/count", "{}", json)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aGroupThatIsTakenAwayIsGoneWithTheNextRequest() {
        var user = identity.newUser("leaver");
        user.setPassword(Api.PASSWORD);
        identity.saveUser(user);
        accounts.settle("leaver");
        identity.createMembership("leaver", Roles.IDR_REVIEWER);
        identity.createMembership("leaver", Roles.in(Roles.TUTOR, "oswego"));
        var browser = browser().signedInAs("leaver");
        assertThat(browser.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);

        identity.deleteMembership("leaver", Roles.IDR_REVIEWER);
        assertThat(browser.get("/camunda/api/admin/auth/user/default").body()).doesNotContain("cockpit");
        assertThat(browser.get("/api/deadlines").statusCode()).isEqualTo(200);

        identity.deleteMembership("leaver", Roles.in(Roles.TUTOR, "oswego"));
        assertThat(browser.get("/api/deadlines").statusCode()).isEqualTo(401);
        assertThat(browser.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(302);
        assertThat(Browser.header(browser().signIn("leaver", Api.PASSWORD, true), "Location"))
                .endsWith("/sign-in?error");
    }

    @Test
    void aChangedPasswordReplacesTheOldOneAtOnce() {
        var user = identity.newUser("changer");
        user.setPassword(Api.PASSWORD);
        identity.saveUser(user);
        accounts.settle("changer");
        identity.createMembership("changer", Roles.in(Roles.TUTOR, "oswego"));
        assertThat(basic("changer", Api.PASSWORD, "/api/deadlines").statusCode())
                .isEqualTo(200);

        var stored = identity.createUserQuery().userId("changer").singleResult();
        stored.setPassword("Another-2026!");
        identity.saveUser(stored);
        accounts.ownPassword("changer");

        assertThat(basic("changer", "Another-2026!", "/api/deadlines").statusCode())
                .isEqualTo(200);
        assertThat(basic("changer", Api.PASSWORD, "/api/deadlines").statusCode())
                .isEqualTo(401);
    }

    @Test
    void signInsFailuresAndSignOutsAreNoted() {
        browser().signIn("paa", "wrong", true);
        var number = jdbc.queryForObject("select count(*) from audit_entry where actor = 'gva'", Integer.class);
        var browser = browser().signedInAs("gva");
        browser.send("POST", "/sign-out", null);

        assertThat(jdbc.queryForList(
                        "select action from audit_entry where actor = 'gva' order by at, action desc offset " + number,
                        String.class))
                .containsExactlyInAnyOrder("identity.signed-in", "identity.signed-out");
        assertThat(jdbc.queryForList("select action from audit_entry where actor = 'paa'", String.class))
                .contains("identity.refused");
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_entry where actor || subject || detail like '%wrong%'",
                        Integer.class))
                .isZero();
    }

    @Test
    void passwordsAreKeptAsSlowHashes() {
        assertThat(jdbc.queryForList("select pwd_ from act_id_user", String.class))
                .isNotEmpty()
                .allSatisfy(hash -> assertThat(hash).startsWith("{bcrypt-sha256}$2a$10$"));
    }

    @Test
    void everyAnswerCarriesTheHeaders() {
        var browser = browser().signedInAs("idr");
        for (var path : List.of("/sign-in", "/api/deadlines", "/camunda/app/tasklist/default/")) {
            var answer = browser.send(
                    "GET", path, null, Map.of("X-Forwarded-Proto", "https", "Accept", "text/html,application/json"));
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(Browser.header(answer, "X-Content-Type-Options")).contains("nosniff");
            assertThat(Browser.header(answer, "Strict-Transport-Security")).contains("max-age=31536000");
            assertThat(Browser.header(answer, "Referrer-Policy")).isEqualTo("same-origin");
            assertThat(Browser.header(answer, "Content-Security-Policy"))
                    .as(path)
                    .contains("frame-ancestors 'self'", "object-src 'none'", "default-src 'self'", "form-action 'self'")
                    .doesNotContain("script-src 'unsafe-inline'", "https:");
        }
    }

    @Test
    void theApiIsWrittenByRole() {
        assertThat(api.put("tutor-oswego", "/api/coes/NY-2026-000001", "{}").status())
                .isEqualTo(403);
        assertThat(api.put("recruiter-oswego", "/api/coes/NY-2026-000001", "{}").status())
                .isEqualTo(400);
        assertThat(api.put("recruiter-oswego", "/api/students/NYX1", "{}").status())
                .isEqualTo(403);
        assertThat(api.put("ds-oswego", "/api/terms/T1", "{}").status()).isEqualTo(403);
        assertThat(api.post("idr", "/api/submissions/resend", "{}").status()).isEqualTo(403);
        assertThat(api.post("ds-oswego", "/api/submissions/resend", "{}").status())
                .isEqualTo(403);
        assertThat(api.post("admin", "/api/nothing-that-exists", "{}").status()).isEqualTo(403);
    }
}
