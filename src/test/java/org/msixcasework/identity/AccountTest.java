package org.msixcasework.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.msixcasework.core.Time;
import org.msixcasework.process.TimeMachine;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Duties;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rules of sign-in, over page, Basic and the engine's own REST API. */
@CaseworkTest
class AccountTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 9, 11);
    private static final String FIRST = "First-given-1!";
    private static final String OWN = "Own-choice-2!";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    Api api;

    @Autowired
    IdentityService identity;

    @Autowired
    Accounts accounts;

    @Autowired
    TrainingRegister trainings;

    @Autowired
    TimeMachine time;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    AccountRules rules;

    @Autowired
    Duties duties;

    @BeforeEach
    @AfterEach
    void friday() {
        time.moveTo(at(FRIDAY));
    }

    private static Instant at(LocalDate day) {
        return day.atTime(LocalTime.of(9, 0)).atZone(Time.ZONE).toInstant();
    }

    /** A trained tutor whose password somebody else has set. */
    private String given() {
        var id = "tester-" + COUNT.incrementAndGet();
        var user = identity.newUser(id);
        user.setEmail(id + "@example.org");
        user.setPassword(FIRST);
        identity.saveUser(user);
        identity.createMembership(id, Roles.in(Roles.TUTOR, "oswego"));
        trained(id, FRIDAY);
        return id;
    }

    private void trained(String id, LocalDate on) {
        trainings.add(
                id,
                new TrainingRegister.Entry("MSIX Secondary User", null, "CERT-1", on),
                TrainingRegister.Source.ENTERED,
                null);
    }

    /** A tutor who has chosen his password and accepted the rules. */
    private String settled() {
        var id = given();
        var browser = new Browser(api.base());
        browser.signIn(id, FIRST, true);
        change(browser, FIRST, OWN, OWN);
        browser.signIn(id, OWN, true);
        browser.get("/rules");
        browser.post("/rules", "accepted=on");
        assertThat(basic(id, OWN)).isEqualTo(200);
        return id;
    }

    private static HttpResponse<String> change(Browser browser, String current, String password, String again) {
        browser.get("/password");
        return browser.post("/password", "current=%s&password=%s&again=%s".formatted(current, password, again));
    }

    private int basic(String user, String password) {
        return api.sendAs(user, password, "GET", "/api/deadlines").status();
    }

    private int engineRest(String user, String password) {
        return api.sendAs(user, password, "GET", "/engine-rest/task/count").status();
    }

    private boolean pageRefuses(String user, String password) {
        return Browser.header(new Browser(api.base()).signIn(user, password, true), "Location")
                .endsWith("/sign-in?error");
    }

    private String why(String user) {
        return jdbc.queryForObject("select disabled_why from account where user_id = ?", String.class, user);
    }

    @Test
    void theFirstSignInForcesAPasswordOfOnesOwnAndThenTheRules() {
        var id = given();
        assertThat(basic(id, FIRST)).isEqualTo(403);
        assertThat(engineRest(id, FIRST)).isEqualTo(403);
        var browser = new Browser(api.base());
        browser.signIn(id, FIRST, true);
        assertThat(Browser.header(browser.get("/work"), "Location")).endsWith("/password");
        assertThat(browser.get("/camunda/api/engine/engine/default/task/count").statusCode())
                .isNotEqualTo(200);

        assertThat(Browser.header(change(browser, FIRST, OWN, OWN), "Location")).endsWith("/sign-in?changed");

        browser.signIn(id, OWN, true);
        assertThat(Browser.header(browser.get("/work"), "Location")).endsWith("/rules");
        assertThat(basic(id, OWN)).isEqualTo(403);
        assertThat(browser.get("/rules").body()).contains("Rules of Behavior", "Never share your user id");
        browser.post("/rules", "accepted=on");
        assertThat(browser.get("/work").statusCode()).isEqualTo(200);
        assertThat(basic(id, OWN)).isEqualTo(200);
        time.moveTo(at(FRIDAY.plusYears(1).plusDays(1)));
        trained(id, FRIDAY.plusYears(1));
        jdbc.update(
                "update account set last_active_at = ?, password_set_at = ? where user_id = ?",
                java.sql.Timestamp.from(at(FRIDAY.plusYears(1))),
                java.sql.Timestamp.from(at(FRIDAY.plusYears(1))),
                id);
        assertThat(basic(id, OWN)).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "Short-1, at least 8 characters",
        "lower-case-1, upper-case letter",
        "UPPER-CASE-1, lower-case letter",
        "No-digit-here, digit",
        "NoSpecial1here, special character",
        "First-given-1!, last 6"
    })
    void aWeakPasswordIsRefusedAtEveryDoorWithTheRuleItBreaks(String password, String rule) {
        var id = given();
        var browser = new Browser(api.base());
        browser.signIn(id, FIRST, true);

        change(browser, FIRST, password, password);
        assertThat(browser.get("/password").body()).contains("was not stored", rule);
        var byAdmin = api.send(
                "admin",
                "PUT",
                "/engine-rest/user/" + id + "/credentials",
                "{\"password\":\"%s\",\"authenticatedUserPassword\":\"%s\"}".formatted(password, Api.PASSWORD));
        assertThat(byAdmin.status()).isBetween(400, 499);
        assertThat(basic(id, FIRST)).isEqualTo(403);
        assertThat(basic(id, password.equals(FIRST) ? "another" : password)).isEqualTo(401);
    }

    @Test
    void noneOfTheLastSixPasswordsComesAgain() {
        var id = settled();
        var browser = new Browser(api.base());
        var current = OWN;
        for (var next : List.of("Round-trip-3!", "Round-trip-4!", "Round-trip-5!", "Round-trip-6!")) {
            browser.signIn(id, current, true);
            assertThat(Browser.header(change(browser, current, next, next), "Location"))
                    .endsWith("?changed");
            current = next;
        }
        browser.signIn(id, current, true);
        change(browser, current, FIRST, FIRST);
        assertThat(browser.get("/password").body()).contains("It is not one of the last 6");
        assertThat(Browser.header(change(browser, current, "Round-trip-7!", "Round-trip-7!"), "Location"))
                .endsWith("?changed");
        browser.signIn(id, "Round-trip-7!", true);
        assertThat(Browser.header(change(browser, "Round-trip-7!", FIRST, FIRST), "Location"))
                .endsWith("?changed");
    }

    @Test
    void threeWrongPasswordsInARowDisableTheAccountWhicheverDoorTheyCameTo() {
        var id = settled();
        var running = new Browser(api.base());
        running.signIn(id, OWN, true);
        assertThat(running.get("/work").statusCode()).isEqualTo(200);

        assertThat(basic(id, "wrong")).isEqualTo(401);
        assertThat(engineRest(id, "wrong")).isEqualTo(401);
        assertThat(why(id)).isNull();
        assertThat(pageRefuses(id, "wrong")).isTrue();

        assertThat(why(id)).isEqualTo("STRIKES");
        assertThat(basic(id, OWN)).isEqualTo(401);
        assertThat(engineRest(id, OWN)).isEqualTo(401);
        assertThat(pageRefuses(id, OWN)).isTrue();
        assertThat(running.get("/work").statusCode()).isEqualTo(302);
        assertThat(running.get("/camunda/api/admin/auth/user/default").statusCode())
                .isIn(401, 404);
    }

    @Test
    void aRightPasswordInBetweenBeginsTheCountAnew() {
        var id = settled();
        basic(id, "wrong");
        basic(id, "wrong");
        new Browser(api.base()).signIn(id, OWN, true);
        basic(id, "wrong");
        basic(id, "wrong");

        assertThat(why(id)).isNull();
    }

    @Test
    void guessesSentAtOnceAreStrikesOneAfterTheOther() throws Exception {
        var id = settled();
        var threads = Executors.newFixedThreadPool(8);
        Callable<Integer> guess = () -> basic(id, "guess-" + COUNT.incrementAndGet());
        try {
            for (var done : threads.invokeAll(List.of(guess, guess, guess, guess, guess, guess, guess, guess))) {
                assertThat(done.get()).isEqualTo(401);
            }
        } finally {
            threads.shutdown();
        }

        assertThat(why(id)).isEqualTo("STRIKES");
        assertThat(jdbc.queryForObject("select strikes from account where user_id = ?", Integer.class, id))
                .isEqualTo(3);
    }

    @Test
    void anUnchangedPasswordLocksTheAccountAfterNinetyDays() {
        var id = settled();
        jdbc.update(
                "update account set last_active_at = ? where user_id = ?",
                java.sql.Timestamp.from(at(FRIDAY.plusDays(80))),
                id);
        time.moveTo(at(FRIDAY).plus(Duration.ofDays(90)).minusSeconds(7200));
        assertThat(basic(id, OWN)).isEqualTo(200);
        time.moveTo(at(FRIDAY.plusDays(90)).plusSeconds(60));

        assertThat(basic(id, OWN)).isEqualTo(401);
        assertThat(why(id)).isEqualTo("PASSWORD_AGE");
    }

    @Test
    void anAccountThatNobodyUsesIsLockedAfterNinetyDays() {
        var id = settled();
        jdbc.update(
                "update account set password_set_at = ? where user_id = ?",
                java.sql.Timestamp.from(at(FRIDAY.plusDays(60))),
                id);
        time.travelTo(at(FRIDAY.plusDays(91)));

        assertThat(why(id)).isEqualTo("INACTIVITY");
        assertThat(basic(id, OWN)).isEqualTo(401);
    }

    @Test
    void aResetVoidsThePasswordEndsSessionsAndTheLinkWorksOnce() {
        var id = settled();
        var running = new Browser(api.base());
        running.signIn(id, OWN, true);
        assertThat(api.post("sua", "/api/accounts/" + id + "/reset", Map.of()).status())
                .isEqualTo(400);

        assertThat(api.post("sua", "/api/accounts/" + id + "/reset", Map.of("identityChecked", true))
                        .status())
                .isEqualTo(204);

        assertThat(running.get("/work").statusCode()).isEqualTo(302);
        assertThat(basic(id, OWN)).isEqualTo(401);
        var token = accounts.newLink(id);
        var visitor = new Browser(api.base());
        assertThat(visitor.get("/password/link?token=" + token).body()).contains("Set your password");
        visitor.post("/password/link", "token=%s&password=weak&again=weak".formatted(token));
        assertThat(Browser.header(
                        visitor.post(
                                "/password/link",
                                "token=%s&password=%s&again=%s".formatted(token, "Link-set-9!", "Link-set-9!")),
                        "Location"))
                .endsWith("/sign-in?changed");
        assertThat(basic(id, "Link-set-9!")).isEqualTo(200);
        assertThat(visitor.get("/password/link?token=" + token).body()).contains("was used or has expired");
        visitor.post("/password/link", "token=%s&password=%s&again=%s".formatted(token, "Link-set-8!", "Link-set-8!"));
        assertThat(basic(id, "Link-set-8!")).isEqualTo(401);
        assertThat(jdbc.queryForList("select token_hash from password_link", String.class))
                .doesNotContain(token);
    }

    @Test
    void aLinkExpires() {
        var id = given();
        var token = accounts.newLink(id);
        time.moveTo(at(FRIDAY.plusDays(3)).plusSeconds(60));

        assertThat(new Browser(api.base()).get("/password/link?token=" + token).body())
                .contains("was used or has expired")
                .doesNotContain("Store the password");
    }

    @Test
    void onlyTheStateUserAdministratorReinstatesAndNeverHimself() {
        var id = settled();
        for (var guess = 0; guess < 3; guess++) {
            basic(id, "wrong");
        }
        var checked = Map.of("identityChecked", true);
        for (var user : List.of("sda", "lead", "ds-oswego", "admin", "mis2000")) {
            assertThat(api.post(user, "/api/accounts/" + id + "/reinstate", checked)
                            .status())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(api.post("sua", "/api/accounts/sua/reset", checked).status()).isEqualTo(403);

        assertThat(api.post("sua", "/api/accounts/" + id + "/reinstate", checked)
                        .status())
                .isEqualTo(204);

        assertThat(basic(id, OWN)).isEqualTo(200);
        assertThat(api.post("sua", "/api/accounts/" + id + "/reinstate", checked)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void takingTheAccessAwayEndsSessionsAtOnce() {
        var id = settled();
        var running = new Browser(api.base());
        running.signIn(id, OWN, true);
        assertThat(api.post("sua", "/api/accounts/" + id + "/disable", Map.of("reason", " "))
                        .status())
                .isEqualTo(400);

        assertThat(api.post("sua", "/api/accounts/" + id + "/disable", Map.of("reason", "left the METS"))
                        .status())
                .isEqualTo(204);

        assertThat(running.get("/work").statusCode()).isEqualTo(302);
        assertThat(basic(id, OWN)).isEqualTo(401);
        assertThat(new Browser(api.base()).signedInAs("sua").get("/accounts").body())
                .contains(id, "disabled: administrator");
    }

    @Test
    void theDefaultsAreTheNumbersOfTheTableOfDuties() {
        assertThat(rules.passwordDays())
                .isEqualTo(duties.get(Deadline.PASSWORD_AGE).amount());
        assertThat(rules.inactiveDays())
                .isEqualTo(duties.get(Deadline.ACCOUNT_INACTIVITY).amount());
    }
}
