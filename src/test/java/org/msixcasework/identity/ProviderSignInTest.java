package org.msixcasework.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Time;
import org.msixcasework.process.TimeMachine;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.Provider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** People sign in at a real OpenID Connect provider; what it does not answer for stays with us. */
@CaseworkTest
@Tag("apart")
class ProviderSignInTest {

    private static final Provider PROVIDER = Provider.started();
    private static final String PASSWORD = "at-the-provider";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    @Autowired
    Api api;

    @Autowired
    IdentityService identity;

    @Autowired
    Accounts accounts;

    @Autowired
    AccountDesk desk;

    @Autowired
    Time time;

    @Autowired
    TimeMachine machine;

    @Autowired
    AccountRules rules;

    @Autowired
    TrainingRegister trainings;

    @Autowired
    Staff staff;

    @Autowired
    Audit audit;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry settings) {
        var registration = "spring.security.oauth2.client.registration." + Provider.KEY;
        settings.add("casework.accounts.provider", () -> Provider.KEY);
        settings.add(registration + ".client-id", () -> Provider.CLIENT);
        settings.add(registration + ".client-secret", () -> Provider.SECRET);
        settings.add(registration + ".scope", () -> "openid,profile");
        settings.add("spring.security.oauth2.client.provider." + Provider.KEY + ".issuer-uri", PROVIDER::issuer);
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @BeforeEach
    void wayBack() {
        PROVIDER.returnsTo(api.base());
    }

    /** A user of ours in a group, who is nobody at the provider yet. */
    private String user(String group) {
        var id = "federated-" + COUNT.incrementAndGet();
        var user = identity.newUser(id);
        user.setFirstName("Sampla");
        user.setLastName("Ejemplo");
        user.setEmail(id + "@example.org");
        user.setPassword("Not-used-1!");
        identity.saveUser(user);
        identity.createMembership(id, group);
        trainings.keepCurrent(List.of(id));
        return id;
    }

    /** As {@link #user(String)}, whom the provider knows under the same name and who accepted the rules. */
    private String person(String group) {
        var id = user(group);
        PROVIDER.knows("subject-of-" + id, id, PASSWORD);
        accounts.acceptRules(id);
        return id;
    }

    /** A browser that goes where it is led, over both hosts. */
    private final class Person {

        private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        HttpResponse<String> get(String address) {
            return send(HttpRequest.newBuilder(URI.create(address))
                    .header("Accept", "text/html")
                    .build());
        }

        HttpResponse<String> post(String address, HttpResponse<String> page, String fields) {
            var token = CSRF.matcher(page.body());
            assertThat(token.find()).as(page.body()).isTrue();
            return send(HttpRequest.newBuilder(URI.create(address))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Accept", "text/html")
                    .POST(BodyPublishers.ofString(fields + "&_csrf=" + token.group(1)))
                    .build());
        }

        private HttpResponse<String> send(HttpRequest request) {
            try {
                return http.send(request, BodyHandlers.ofString());
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        }

        /** From our page to the provider, there with a password, and back; answers the page on which it ends. */
        HttpResponse<String> signIn(String subject) {
            var page = get(api.base() + "/sign-in");
            var leave = post(api.base() + "/sign-in/provider", page, "consent=on");
            assertThat(leave.body()).contains("url=/oauth2/authorization/" + Provider.KEY);
            var there = get(api.base() + "/oauth2/authorization/" + Provider.KEY);
            assertThat(there.uri().toString()).startsWith(PROVIDER.issuer() + "/login");
            return post(PROVIDER.issuer() + "/login", there, "username=%s&password=%s".formatted(subject, PASSWORD));
        }

        int status(String path) {
            return get(api.base() + path).statusCode();
        }
    }

    private Person signedIn(String id) {
        var person = new Person();
        var arrived = person.signIn("subject-of-" + id);
        assertThat(arrived.uri().toString()).startsWith(api.base() + "/camunda/app/tasklist");
        return person;
    }

    private void assertRefused(HttpResponse<String> arrived) {
        assertThat(arrived.uri().toString()).isEqualTo(api.base() + "/sign-in?error");
    }

    @Test
    void whoTheProviderVouchesForHasTheRolesThatWeKeep() {
        var id = person("tutor.oswego");

        var person = signedIn(id);

        assertThat(person.status("/absences")).isEqualTo(200);
        assertThat(person.status("/mail")).isEqualTo(403);
        assertThat(jdbc.queryForObject("select provider_subject from account where user_id = ?", String.class, id))
                .isEqualTo(PROVIDER.issuer() + " subject-of-" + id);
        assertThat(jdbc.queryForList("select action from audit_entry where actor = ?", String.class, id))
                .contains("identity.signed-in");
        identity.deleteMembership(id, "tutor.oswego");
        assertThat(person.get(api.base() + "/work").uri().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void whoHasNoAccountHereIsRefusedAndTold() {
        PROVIDER.knows("stranger", "stranger", PASSWORD);

        var arrived = new Person().signIn("stranger");

        assertRefused(arrived);
        assertThat(arrived.body()).contains("You are not signed in");
        assertThat(identity.createUserQuery().userId("stranger").count()).isZero();
    }

    @Test
    void thePersonBehindAUserDoesNotChangeWhateverTheProviderCallsHim() {
        var id = person("tutor.oswego");
        signedIn(id);
        PROVIDER.knows("another-" + id, id, PASSWORD);

        assertRefused(new Person().signIn("another-" + id));

        PROVIDER.knows("subject-of-sua", "sua", PASSWORD);
        var sua = signedIn("sua");
        var page = sua.get(api.base() + "/accounts");
        sua.post(api.base() + "/accounts/" + id + "/reset", page, "identityChecked=true");
        assertThat(new Person().signIn("another-" + id).uri().getPath()).startsWith("/camunda/");
        assertRefused(new Person().signIn("subject-of-" + id));
    }

    @Test
    void whoSignsOutIsOfferedToSignOutAtTheProviderToo() {
        var person = signedIn(person("tutor.oswego"));
        var page = person.get(api.base() + "/absences");

        var out = person.post(api.base() + "/sign-out", page, "");

        assertThat(out.uri().toString()).isEqualTo(api.base() + "/sign-in?out");
        assertThat(out.body()).contains("href=\"" + PROVIDER.issuer() + "/connect/logout?client_id=" + Provider.CLIENT);
    }

    @Test
    void nobodyLeavesForTheProviderWithoutHavingAcceptedTheMonitoring() {
        var person = new Person();
        assertThat(person.get(api.base() + "/oauth2/authorization/" + Provider.KEY)
                        .uri()
                        .toString())
                .isEqualTo(api.base() + "/sign-in?consent");
        var page = person.get(api.base() + "/sign-in");
        assertThat(person.post(api.base() + "/sign-in/provider", page, "").uri().toString())
                .isEqualTo(api.base() + "/sign-in?consent");
    }

    @Test
    void aPasswordOfOursOpensNothingToPeopleAndStaysWithSystemsAndAdministrators() {
        var id = person("tutor.oswego");

        assertThat(api.sendAs(id, "Not-used-1!", "GET", "/api/deadlines").status())
                .isEqualTo(401);
        assertThat(api.sendAs(id, "Not-used-1!", "GET", "/engine-rest/task").status())
                .isEqualTo(401);
        assertThat(new Browser(api.base())
                        .signIn(id, "Not-used-1!", true)
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith("/sign-in?error"));
        assertThat(accounts.get(id).strikes()).isZero();
        assertThat(api.get("mis2000", "/api/deadlines").status()).isEqualTo(200);
        new Browser(api.base()).signedInAs("admin");
        PROVIDER.knows("subject-of-admin", "admin", PASSWORD);
        assertRefused(new Person().signIn("subject-of-admin"));
        PROVIDER.knows("subject-of-mis2000", "mis2000", PASSWORD);
        assertRefused(new Person().signIn("subject-of-mis2000"));
    }

    @Test
    void aDisabledAccountStaysShutAndItsSessionsEnd() {
        var id = person("tutor.oswego");
        var person = signedIn(id);

        accounts.disable(id, Account.Why.ADMINISTRATOR);

        assertThat(person.get(api.base() + "/work").uri().getPath()).isEqualTo("/sign-in");
        assertRefused(new Person().signIn("subject-of-" + id));
    }

    @Test
    void inactivityLocksAndTheAgeOfAPasswordThatNobodyUsesDoesNot() {
        var active = person("tutor.oswego");
        var idle = person("tutor.oswego");
        signedIn(active);
        var before = time.instant();
        try {
            machine.moveTo(before.plus(60, ChronoUnit.DAYS));
            signedIn(active);
            machine.moveTo(before.plus(91, ChronoUnit.DAYS));
            signedIn(active);
            assertRefused(new Person().signIn("subject-of-" + idle));
            assertThat(accounts.get(idle).disabledWhy()).isEqualTo(Account.Why.INACTIVITY);
        } finally {
            machine.moveTo(before);
        }
    }

    @Test
    void whoOwesTheRulesGetsNowhereBeforeAcceptingThem() {
        var id = user("tutor.oswego");
        PROVIDER.knows("subject-of-" + id, id, PASSWORD);

        var person = new Person();

        assertThat(person.signIn("subject-of-" + id).uri().getPath()).isEqualTo("/rules");
        var page = person.get(api.base() + "/rules");
        person.post(api.base() + "/rules", page, "accepted=on");
        assertThat(person.status("/work")).isEqualTo(200);
        var password = person.get(api.base() + "/password");
        assertThat(person.post(
                                api.base() + "/password",
                                password,
                                "current=Not-used-1!&password=Another-one-2!&again=Another-one-2!")
                        .body())
                .contains("your password is there");
    }

    @Test
    void aNewAccountGetsNoLinkToSetAPassword() {
        desk.create("federated-new", "Sampla Ejemplo", "federated-new@example.org", "tutor.oswego", time.instant());

        assertThat(jdbc.queryForList("select kind from mail where recipient_id = 'federated-new'", String.class))
                .containsExactly("ACCOUNT_USER_ID");
    }

    @Test
    void aProviderThatIsAwayIsNoticedBeforeAnybodyIsSentThere() {
        var away = new ProviderSignIn(
                key -> {
                    throw new IllegalArgumentException("connection refused");
                },
                rules,
                accounts,
                staff,
                audit,
                transaction);

        assertThat(away.answers()).isFalse();
    }
}
