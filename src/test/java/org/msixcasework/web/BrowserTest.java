package org.msixcasework.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msixcasework.identity.Accounts;
import org.msixcasework.support.Api;
import org.msixcasework.support.Chromium;
import org.msixcasework.support.Person;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What each role sees and does not see, before a real screen (SEC-3); each does his work by clicking. */
class BrowserTest extends Scenario {

    private static final String OWN = "Own-choice-7!";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final List<String> EVERYBODY = List.of("Tasks", "Work list", "Terms", "Late clocks", "Absences");
    private static final List<String> RECORDS = List.of("Move alerts", "Eligibility", "Re-interviews");

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcTemplate jdbc;

    BrowserTest() {
        super("coe");
    }

    private Person person() {
        return new Person(CHROMIUM.window(api.base()));
    }

    /** A certificate that waits for its recruiter. */
    private String returned(String region) {
        var number = flow.received(region);
        done("idr", number, "review", Map.of("decision", "RETURN", "reason", "Unsigned"));
        return number;
    }

    /** Each link of the frame leads to its page. */
    private static void mayFollowEachLink(Person person) {
        person.goesTo("/work");
        assertThat(person.linkAddresses())
                .allSatisfy(address ->
                        assertThat(person.asksFor(address)).as(address).isEqualTo(200));
    }

    /** Each link of the frame opens its page. */
    private static void opensEachLink(Person person) {
        person.goesTo("/work");
        for (var link : person.links()) {
            person.goesTo("/work");
            var answer = person.page()
                    .waitForResponse(response -> response.request().isNavigationRequest(), () -> person.follows(link));
            assertThat(answer.status()).as(link).isEqualTo(200);
        }
    }

    @Test
    void theBannerAndTheRightPasswordAreNeededToSignIn() {
        var person = person();
        person.goesTo("/sign-in");
        assertThat(person.page().getByText("THERE IS NO RIGHT OF PRIVACY IN THIS SYSTEM"))
                .isVisible();

        person.page().getByLabel("User id").fill("gva");
        person.page()
                .getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                .fill(Api.PASSWORD);
        person.button("Sign in").click();
        assertThat(person.page()).hasURL(api.base() + "/sign-in");

        person.entersPassword("nobody-of-this-name", "Wrong-2026!");
        assertThat(person.page().getByRole(AriaRole.ALERT)).containsText("the user id or the password is wrong");
    }

    @Test
    void aRecruiterCorrectsTheCertificatesOfHisRegionAndOpensNothingElse() {
        var mine = returned("oswego");
        var others = returned("metro");
        var recruiter = person().signsIn("recruiter-oswego");

        assertThat(recruiter.looksFor(others)).hasCount(0);
        assertThat(recruiter.looksFor(mine)).hasCount(1);
        recruiter.claims(mine);
        var corrected = Samples.coe(mine).put("region", "oswego").put("comments", "Signed meanwhile");
        assertThat(api.put("recruiter-oswego", "/api/coes/" + mine, corrected.toString())
                        .status())
                .isEqualTo(200);
        recruiter.page().getByLabel("The certificate is corrected").check();
        recruiter.completes();
        assertThat(flow.tasks(mine)).containsExactly("review");

        recruiter.goesTo("/work");
        assertThat(recruiter.links())
                .containsAll(EVERYBODY)
                .containsAll(RECORDS)
                .doesNotContain("Accounts");
        assertThat(recruiter.goesTo("/cases/coe/" + mine)).isEqualTo(200);
        assertThat(recruiter.goesTo("/cases/coe/" + others)).isEqualTo(403);
        assertThat(recruiter.goesTo("/accounts")).isEqualTo(403);
        assertThat(recruiter.goesTo("/merges/new")).isEqualTo(403);
        assertThat(recruiter.goesTo("/camunda/app/cockpit/default/")).isEqualTo(403);
        assertThat(recruiter.goesTo("/camunda/app/admin/default/")).isEqualTo(403);
        mayFollowEachLink(recruiter);
    }

    @Test
    void aDataSpecialistEntersTheRecordThatIsComplete() {
        var mine = flow.approved();
        flow.elementsArrive(mine);
        var certificate = returned("oswego");
        var others = flow.approved("metro");
        var specialist = person().signsIn("ds-oswego");

        assertThat(specialist.looksFor(certificate)).hasCount(0);
        assertThat(specialist.looksFor(others)).hasCount(0);
        assertThat(specialist.looksFor(mine)).hasCount(1);
        specialist.claims(mine);
        specialist
                .page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Case").setExact(true))
                .click();
        assertThat(specialist.page().locator(".case-panel")).containsText("Every applicable data element is there.");
        specialist
                .page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Form").setExact(true))
                .click();
        specialist.page().getByLabel("I searched the existing records").check();
        specialist.completes();
        time.settle();
        assertThat(flow.tasks(mine)).isEmpty();

        specialist.goesTo("/work");
        assertThat(specialist.links())
                .containsAll(RECORDS)
                .contains("Merge or split")
                .doesNotContain("Accounts");
        assertThat(specialist.goesTo("/cases/coe/" + others)).isEqualTo(403);
        assertThat(specialist.goesTo("/camunda/app/cockpit/default/")).isEqualTo(403);
        mayFollowEachLink(specialist);
    }

    @Test
    void aDirectorSeesTheTasksOfHisRegionWithoutTakingThem() {
        var mine = returned("oswego");
        var others = returned("metro");
        var director = person().signsIn("rpd-oswego");

        assertThat(director.looksFor(others)).hasCount(0);
        assertThat(director.looksFor(mine)).hasCount(1);
        director.opens(mine);
        director.page().locator("button.claim").click();
        assertThat(director.page().locator(".notifications .alert").first()).isVisible();
        assertThat(api.tasks("sda", mine))
                .allSatisfy(task -> assertThat(task.get("assignee").isNull()).isTrue());

        assertThat(director.goesTo("/work?region=oswego")).isEqualTo(200);
        assertThat(director.links())
                .containsAll(EVERYBODY)
                .containsAll(RECORDS)
                .contains("Accounts")
                .doesNotContain("Merge or split");
        assertThat(director.goesTo("/work?region=metro")).isEqualTo(403);
        assertThat(director.goesTo("/accounts/tutor-oswego")).isEqualTo(200);
        assertThat(director.goesTo("/accounts/tutor-metro")).isEqualTo(403);
        assertThat(director.goesTo("/camunda/app/cockpit/default/")).isEqualTo(403);
        mayFollowEachLink(director);
    }

    @Test
    void theStateDataAdministratorSeesEveryRegionAndItsDiagrams() {
        var oswego = returned("oswego");
        var metro = returned("metro");
        var administrator = person().signsIn("sda");

        assertThat(administrator.looksFor(oswego)).hasCount(1);
        assertThat(administrator.looksFor(metro)).hasCount(1);
        assertThat(administrator.goesTo("/cases/coe/" + metro)).isEqualTo(200);
        assertThat(administrator.links())
                .containsAll(EVERYBODY)
                .containsAll(RECORDS)
                .contains("Accounts");
        assertThat(administrator.goesTo("/accounts")).isEqualTo(200);

        assertThat(administrator.goesTo("/camunda/app/cockpit/default/")).isEqualTo(200);
        administrator
                .page()
                .getByText("Processes", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        administrator.page().getByText("Certificate of Eligibility").first().click();
        assertThat(administrator.page().locator("[data-element-id=review]").first())
                .isVisible();
        assertThat(administrator.goesTo("/camunda/app/admin/default/")).isEqualTo(403);
        assertThat(administrator.goesTo("/mail")).isEqualTo(403);
        mayFollowEachLink(administrator);
    }

    @Test
    void theStateUserAdministratorSeesAccountsAndNoChildren() {
        var number = returned("oswego");
        var administrator = person().signsIn("sua");

        assertThat(administrator.looksFor(number)).hasCount(0);
        assertThat(administrator.goesTo("/cases/coe/" + number)).isEqualTo(403);
        assertThat(administrator.goesTo("/eligibility")).isEqualTo(403);
        assertThat(administrator.goesTo("/camunda/app/cockpit/default/")).isEqualTo(403);
        assertThat(administrator.goesTo("/accounts")).isEqualTo(200);
        assertThat(administrator
                        .page()
                        .getByRole(
                                AriaRole.ROWHEADER,
                                new Page.GetByRoleOptions().setName("ds-oswego").setExact(true)))
                .isVisible();
        assertThat(administrator.links())
                .containsAll(EVERYBODY)
                .contains("Accounts")
                .doesNotContainAnyElementsOf(RECORDS);

        assertThat(administrator.goesTo("/camunda/app/admin/default/#/users")).isEqualTo(200);
        assertThat(administrator.page().getByText("ds-brockport@example.org")).isVisible();
        mayFollowEachLink(administrator);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gva", "sra"})
    void whoHasNoBusinessWithRecordsIsLedToNone(String user) {
        var number = returned("oswego");
        var person = person().signsIn(user);

        assertThat(person.looksFor(number)).hasCount(0);
        for (var page : List.of("/cases/coe/" + number, "/eligibility", "/movealerts", "/reinterviews", "/accounts")) {
            assertThat(person.goesTo(page)).as(page).isEqualTo(403);
        }
        opensEachLink(person);
        assertThat(person.links()).doesNotContainAnyElementsOf(RECORDS);
    }

    @Test
    void whoSignsOutLeavesNothingBehindTheBackButton() {
        var person = person().signsIn("ds-oswego");
        var number = flow.approved();
        person.goesTo("/cases/coe/" + number);
        assertThat(person.heading(number)).isVisible();

        person.button("Sign out").click();
        assertThat(person.page()).hasURL(Pattern.compile("/sign-in\\?out"));
        person.page().goBack();

        assertThat(person.page()).hasURL(Pattern.compile("/sign-in$"));
        assertThat(person.page().getByText(number)).hasCount(0);
    }

    @Test
    void aNewUserSetsAPasswordByTheLinkAcceptsTheRulesAndIsIn() {
        var user = newUser();
        var person = person();
        person.goesTo("/password/link?token=" + accounts.newLink(user));
        person.page()
                .getByLabel("New password", new Page.GetByLabelOptions().setExact(true))
                .fill("weak");
        person.page().getByLabel("New password again").fill("weak");
        person.button("Store the password").click();
        assertThat(person.page().getByRole(AriaRole.ALERT)).containsText("at least 8 characters");

        person.page()
                .getByLabel("New password", new Page.GetByLabelOptions().setExact(true))
                .fill(OWN);
        person.page().getByLabel("New password again").fill(OWN);
        person.button("Store the password").click();
        assertThat(person.page().getByRole(AriaRole.STATUS)).containsText("The password is stored");

        person.entersPassword(user, OWN);
        assertThat(person.heading("Rules of Behavior").first()).isVisible();
        person.goesTo("/work");
        assertThat(person.page()).hasURL(Pattern.compile("/rules$"));
        person.page()
                .getByLabel("I have read and understood the Rules of Behavior")
                .check();
        person.button("Accept").click();
        assertThat(person.page()).hasURL(Pattern.compile("/camunda/app/tasklist/default/"));
        assertThat(person.goesTo("/work")).isEqualTo(200);
    }

    /** An account as the process opens it: nobody has set a password yet. */
    private String newUser() {
        var key = "AC-2026-%04d".formatted(7000 + COUNT.incrementAndGet());
        var started = api.start(
                "sua",
                "account",
                key,
                Map.of(
                        "applicantName", "Sampla Ventanilla",
                        "email", key.toLowerCase(Locale.ROOT) + "@example.org",
                        "role", "state-region-administrator",
                        "region", "oswego",
                        "supervisor", "Supervisora Ejemplo",
                        "need", "Keeps the regions",
                        "trainingModule", "primary",
                        "trainingCompletedOn", "2026-09-01",
                        "mepStaff", "no"));
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        var approved = api.complete("sua", key, "approve", Map.of("decision", "APPROVE"));
        assertThat(approved.status()).as(approved.body()).isEqualTo(204);
        return jdbc.queryForObject("select user_id from account_application where id = ?", String.class, key);
    }
}
