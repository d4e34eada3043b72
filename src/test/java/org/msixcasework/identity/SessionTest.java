package org.msixcasework.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Time;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.support.TransactionTemplate;

/** Sessions end when nobody does anything (SEC-1), and their users know of them (SEC-10). */
@CaseworkTest
class SessionTest {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    Api api;

    @Autowired
    IdentityService identity;

    @Autowired
    Accounts accounts;

    @Autowired
    Sessions sessions;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Audit audit;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Time time;

    private String tutor() {
        var id = "sitter-" + COUNT.incrementAndGet();
        var user = identity.newUser(id);
        user.setEmail(id + "@example.org");
        user.setPassword(Api.PASSWORD);
        identity.saveUser(user);
        accounts.settle(id);
        accounts.ownPassword(id);
        identity.createMembership(id, Roles.in(Roles.TUTOR, "oswego"));
        return id;
    }

    private Browser browser(String user) {
        return new Browser(api.base()).signedInAs(user);
    }

    /** Puts back the moment at which a person last did something; sessions know no other clock than the machine's. */
    private void idle(String user, int minutes) {
        jdbc.update(
                "update user_session set last_active_at = last_active_at - make_interval(mins => ?) where user_id = ?",
                minutes,
                user);
    }

    private int timeouts(String user) {
        return jdbc.queryForObject(
                "select count(*) from audit_entry where actor = ? and action = 'identity.timed-out'",
                Integer.class,
                user);
    }

    private static int poll(Browser browser) {
        browser.send("POST", "/camunda/api/engine/engine/default/task/count", "{}");
        browser.send("GET", "/camunda/api/engine/engine/default/filter?itemCount=false", null);
        browser.send("GET", "/api/session", null);
        return browser.send("GET", "/camunda/api/engine/engine/default/task/count", null)
                .statusCode();
    }

    @Test
    void aSessionEndsAfterThirtyMinutesInWhichNobodyDidAnythingAndLeadsBackToItsPage() {
        var user = tutor();
        var browser = browser(user);
        idle(user, 29);
        assertThat(browser.send("GET", "/api/deadlines", null).statusCode()).isEqualTo(200);
        idle(user, 2);

        var answer = browser.get("/absences");

        assertThat(Browser.header(answer, "Location")).endsWith("/sign-in?idle");
        assertThat(browser.get("/sign-in?idle").body()).contains("nobody did anything for too long");
        assertThat(timeouts(user)).isOne();
        assertThat(browser.send("GET", "/api/deadlines", null).statusCode()).isEqualTo(401);
        assertThat(Browser.header(browser.signIn(user, Api.PASSWORD, true), "Location"))
                .contains("/absences");
        assertThat(browser.get("/absences").statusCode()).isEqualTo(200);
    }

    @Test
    void whatTasklistAsksForByItselfKeepsNoSessionAlive() {
        var user = tutor();
        var browser = browser(user);
        for (var minutes = 0; minutes < 30; minutes += 5) {
            assertThat(poll(browser)).as("after %d minutes", minutes).isEqualTo(200);
            idle(user, 5);
        }
        idle(user, 1);
        assertThat(poll(browser)).isEqualTo(401);
        assertThat(Browser.header(browser.get("/camunda/app/tasklist/default/"), "Location"))
                .endsWith("/sign-in?idle");
        assertThat(timeouts(user)).isOne();
    }

    @Test
    void aPersonWhoMovesInAPageStays() {
        var user = tutor();
        var browser = browser(user);
        for (var round = 0; round < 3; round++) {
            idle(user, 29);
            var before = browser.send("GET", "/api/session", null).body();
            assertThat(before).containsPattern("\"secondsLeft\":(5\\d|60)\\b");
            var after = browser.send("POST", "/api/session/activity", null);
            assertThat(after.body())
                    .containsPattern("\"secondsLeft\":1[78]\\d\\d")
                    .contains("\"warnSeconds\":120");
        }
        assertThat(browser.get("/work").statusCode()).isEqualTo(200);
        assertThat(timeouts(user)).isZero();
    }

    @Test
    void aPageThatAScriptReloadsIsNoActivityOneThatAPersonOpensIs() {
        var user = tutor();
        var browser = browser(user);
        idle(user, 29);
        open(browser, Map.of("Sec-Fetch-Mode", "navigate"));
        assertThat(browser.send("GET", "/api/session", null).body()).containsPattern("\"secondsLeft\":(5\\d|60)\\b");
        open(browser, Map.of("Sec-Fetch-Mode", "navigate", "Sec-Fetch-User", "?1"));
        assertThat(browser.send("GET", "/api/session", null).body()).containsPattern("\"secondsLeft\":1[78]\\d\\d");
    }

    private static HttpResponse<String> open(Browser browser, Map<String, String> more) {
        var headers = new java.util.HashMap<>(more);
        headers.put("Accept", "text/html");
        var answer = browser.send("GET", "/terms", null, headers);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    @Test
    void whoeverNeverComesBackIsSignedOutAllTheSame() {
        var user = tutor();
        browser(user);
        idle(user, 31);
        sessions.review();
        sessions.review();
        assertThat(timeouts(user)).isOne();
        assertThat(sessions.ofUser(user)).isEmpty();
        jdbc.update("update user_session set ended_at = ended_at - interval '31 days' where user_id = ?", user);
        sessions.review();
        assertThat(jdbc.queryForObject("select count(*) from user_session where user_id = ?", Integer.class, user))
                .as("the record of sessions is bounded")
                .isZero();
    }

    @Test
    void theWarningIsOnEveryPageAndInTheWebapps() {
        var browser = browser(tutor());
        for (var page : List.of("/work", "/absences", "/sessions")) {
            assertThat(browser.get(page).body()).as(page).contains("src=\"/idle.js\"");
        }
        assertThat(browser.get("/webapp.js").body()).contains("from '/idle.js'");
        assertThat(browser.get("/idle.js").body()).contains("Stay signed in", "alertdialog", "fifteen minutes");
        assertThat(new Browser(api.base()).get("/status").body()).doesNotContain("/idle.js");
    }

    @Test
    void theFifteenMinutesOfThePolicyAreAdvisedWhereOneSignsInAndOut() {
        assertThat(new Browser(api.base()).get("/sign-in").body()).contains("fifteen minutes", "lock your computer");
        assertThat(browser(tutor()).get("/work").body()).contains("fifteen minutes", "Sign out");
    }

    /** Sessions by other rules, in a container of their own. */
    private Sessions by(int idleMinutes, boolean alert) {
        var rules = SettingsOf.accounts(
                Map.of("idle-minutes", idleMinutes, "idle-warning-minutes", 1, "alert-second-session", alert));
        return new Sessions(jdbc, rules, audit, events, transaction, time);
    }

    private static MockHttpServletRequest from(String address, String browser) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        request.addHeader("User-Agent", browser);
        return request;
    }

    @Test
    void theIdleMinutesAreASetting() {
        var user = tutor();
        var short5 = by(5, true);
        var request = from("192.0.2.1", "Sample/1");
        var session = short5.of(request, user);
        assertThat(request.getSession().getMaxInactiveInterval())
                .as("the container keeps it longer")
                .isEqualTo(15 * 60);
        idle(user, 4);
        assertThat(short5.over(session)).isEmpty();
        idle(user, 2);
        assertThat(sessions.over(session)).as("by the rule of thirty").isEmpty();
        assertThat(short5.over(session)).contains(Sessions.Ended.IDLE);
    }

    @Test
    void aSecondBrowserOrAddressIsToldToTheUserAndTheStateUserAdministratorOnceADay() {
        var user = tutor();
        var first = browser(user);
        assertThat(alerts(user)).isZero();
        browser(user);
        assertThat(alerts(user)).as("the same browser at the same address").isZero();

        var second = new Browser(api.base());
        var agent = Map.of("User-Agent", "Other/2", "Accept", "text/html");
        second.get("/sign-in");
        second.send(
                "POST",
                "/sign-in",
                "username=%s&password=%s&consent=on&_csrf=%s"
                        .formatted(
                                user,
                                Api.PASSWORD,
                                second.cookie("CASEWORK-XSRF").orElseThrow()),
                Map.of("Content-Type", "application/x-www-form-urlencoded"));
        assertThat(second.send("GET", "/absences", null, agent).statusCode()).isEqualTo(200);

        assertThat(alerts(user)).isOne();
        assertThat(jdbc.queryForList(
                        "select recipient_id from mail where kind = 'SECOND_SESSION' and business_key = ? order by 1",
                        String.class,
                        user))
                .containsExactly(user, "sua");
        assertThat(first.get("/sessions").body()).contains("Other/2", "this one", "End all others");

        assertThat(Browser.header(first.post("/sessions/end-others", ""), "Location"))
                .endsWith("/sessions");
        assertThat(first.get("/sessions").body())
                .contains("Your other sessions have ended")
                .doesNotContain("Other/2");
        assertThat(second.send("GET", "/absences", null, agent).statusCode()).isEqualTo(302);
        assertThat(second.send("GET", "/api/deadlines", null).statusCode()).isEqualTo(401);
        assertThat(timeouts(user)).isZero();
    }

    private int alerts(String user) {
        return jdbc.queryForObject(
                "select count(*) from audit_entry where actor = ? and action = 'identity.second-session'",
                Integer.class,
                user);
    }

    @Test
    void theAlertOfASecondSessionIsASetting() {
        var user = tutor();
        var silent = by(30, false);
        silent.of(from("192.0.2.1", "Sample/1"), user);
        silent.of(from("192.0.2.2", "Sample/1"), user);
        assertThat(alerts(user)).isZero();
        by(30, true).of(from("192.0.2.3", "Sample/1"), user);
        assertThat(alerts(user)).isOne();
    }

    @Test
    void nobodySeesOrEndsTheSessionsOfOthers() {
        var user = tutor();
        var other = tutor();
        var browser = browser(user);
        browser(other);
        assertThat(browser.send("GET", "/api/sessions", null).body())
                .doesNotContain(sessions.ofUser(other).get(0).id());
        assertThat(browser.send("POST", "/api/sessions/end-others", null).body())
                .contains("\"ended\":0");
        assertThat(sessions.ofUser(other)).hasSize(1);
        assertThat(api.get(user, "/api/session").status())
                .as("HTTP Basic has no session")
                .isEqualTo(404);
        assertThat(api.post(user, "/api/sessions/end-others", Map.of())
                        .json()
                        .get("ended")
                        .asInt())
                .isOne();
        assertThat(browser.send("GET", "/api/deadlines", null).statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionIsClosedBySigningOutAndByALock() {
        var user = tutor();
        var browser = browser(user);
        browser.send("POST", "/sign-out", null);
        assertThat(sessions.ofUser(user)).isEmpty();
        browser(user);
        assertThat(sessions.ofUser(user)).hasSize(1);
        accounts.disable(user, Account.Why.ADMINISTRATOR);
        assertThat(sessions.ofUser(user)).isEmpty();
        assertThat(timeouts(user)).isZero();
    }

    @Test
    void nobodyTakesOverTheSessionOfWhoSignsInAfterHim() {
        var first = tutor();
        var second = tutor();
        var browser = browser(first);
        browser.signIn(second, Api.PASSWORD, true);
        assertThat(browser.get("/work").statusCode()).isEqualTo(200);
        assertThat(sessions.ofUser(second)).hasSize(1);
        assertThat(sessions.ofUser(first)).isEmpty();
    }

    @Test
    void whereOneSignsInThePolicyIsSaidAndPasswordsAreMasked() {
        var page = new Browser(api.base()).get("/sign-in").body();
        assertThat(page)
                .contains(
                        "over your shoulder",
                        "Do not write the password down",
                        "do not let the browser remember it",
                        "Never share your user id or your password",
                        "The help desk never asks for your password")
                .containsPattern("name=\"password\" type=\"password\"[^>]*autocomplete=\"off\"");
        var own = browser(tutor()).get("/password").body();
        assertThat(own).doesNotContainPattern("name=\"(current|password|again)\" type=\"(?!password)");
        assertThat(own).contains("do not write the password down", "Nobody will ever ask you for it");
    }

    @Test
    void theBannerSaysEveryPointOfThePolicy() {
        assertThat(new Browser(api.base()).get("/sign-in").body().replaceAll("\\s+", " "))
                .contains(
                        "MSIX is a Department of Education computer system.",
                        "System usage may be monitored, recorded, and subject to audit by authorized personnel.",
                        "THERE IS NO RIGHT OF PRIVACY IN THIS SYSTEM.",
                        "Unauthorized use of this system is prohibited and subject to criminal and civil penalties.",
                        "System personnel may provide to law enforcement officials any potential evidence of crime found"
                                + " on Department of Education computer systems.",
                        "USE OF THIS SYSTEM BY ANY USER, AUTHORIZED OR UNAUTHORIZED, CONSTITUTES CONSENT TO THIS"
                                + " MONITORING, RECORDING, and AUDIT.");
    }
}
