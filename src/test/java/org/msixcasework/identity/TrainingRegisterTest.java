package org.msixcasework.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Time;
import org.msixcasework.process.TimeMachine;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;

/** No account without training, however it was made; and who reads and writes the register. */
@CaseworkTest
class TrainingRegisterTest {

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
    AccountGuard guard;

    @Autowired
    TrainingRegister trainings;

    @Autowired
    Audit audit;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TimeMachine machine;

    @Autowired
    Time time;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    @AfterEach
    void friday() {
        machine.moveTo(at(FRIDAY));
    }

    private static Instant at(LocalDate day) {
        return day.atTime(LocalTime.of(9, 0)).atZone(Time.ZONE).toInstant();
    }

    /** Made by the administrator over the engine's REST API, past every case. */
    private String madeByHand(String group) {
        var id = "untrained-" + COUNT.incrementAndGet();
        assertThat(api.post(
                                "admin",
                                "/engine-rest/user/create",
                                Map.of(
                                        "profile",
                                        Map.of("id", id, "firstName", "Muster", "lastName", "Ejemplo"),
                                        "credentials",
                                        Map.of("password", FIRST)))
                        .status())
                .isEqualTo(204);
        assertThat(api.send("admin", "PUT", "/engine-rest/group/" + group + "/members/" + id, "{}")
                        .status())
                .isEqualTo(204);
        return id;
    }

    private Browser withPasswordAndRules(String id) {
        var browser = new Browser(api.base());
        browser.signIn(id, FIRST, true);
        browser.get("/password");
        browser.post("/password", "current=%s&password=%2$s&again=%2$s".formatted(FIRST, OWN));
        browser.signIn(id, OWN, true);
        browser.get("/rules");
        browser.post("/rules", "accepted=on");
        return browser;
    }

    private int basic(String id, String path) {
        return api.sendAs(id, OWN, "GET", path).status();
    }

    private static Map<String, Object> training(Object on) {
        return Map.of("module", "MSIX Primary User", "certificateNumber", "CERT-7", "completedOn", on.toString());
    }

    private Api.Answer enter(String user, String id, Object on) {
        return api.post(user, "/api/training/people/" + id, training(on));
    }

    @Test
    void whoeverWasMadePastTheCasesGetsNowhereUntilATrainingIsRecorded() {
        var id = madeByHand(Roles.in(Roles.DATA_SPECIALIST, "oswego"));
        var browser = withPasswordAndRules(id);

        assertThat(Browser.header(browser.get("/work"), "Location")).endsWith("/training/required");
        assertThat(Browser.header(browser.get("/camunda/app/tasklist/default/"), "Location"))
                .endsWith("/training/required");
        assertThat(browser.get("/camunda/api/engine/engine/default/task/count").statusCode())
                .isNotEqualTo(200);
        assertThat(basic(id, "/api/deadlines")).isEqualTo(403);
        assertThat(basic(id, "/engine-rest/task/count")).isEqualTo(403);
        assertThat(browser.get("/training/required").body()).contains("No security-awareness training is recorded");
        assertThat(browser.get("/password").statusCode()).isEqualTo(200);

        assertThat(enter("sua", id, "2026-09-01").status()).isEqualTo(204);

        assertThat(browser.get("/work").statusCode()).isEqualTo(200);
        assertThat(basic(id, "/api/deadlines")).isEqualTo(200);
        assertThat(basic(id, "/engine-rest/task/count")).isEqualTo(200);
        assertThat(browser.get("/training/required").body()).contains("Your training is recorded");
    }

    @Test
    void technicalUsersAndTheFirstAdministratorNeedNoTrainingButOtherAdministratorsDo() {
        var machineUser = madeByHand(Roles.TECHNICAL);
        assertThat(api.sendAs(machineUser, FIRST, "GET", "/api/deadlines").status())
                .isEqualTo(200);
        assertThat(enter("sua", machineUser, "2026-09-01").status()).isEqualTo(400);
        assertThat(trainings.owes("admin", java.util.Set.of(Roles.ADMINISTRATOR)))
                .isFalse();
        assertThat(trainings.owes("another", java.util.Set.of(Roles.ADMINISTRATOR)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', CERT-1, 2026-09-01, module",
        "Primary, , 2026-09-01, certificateNumber",
        "Primary, <b>, 2026-09-01, certificateNumber",
        "Primary, CERT-1, , completedOn",
        "Primary, CERT-1, 2026-09-12, completedOn",
        "Primary, CERT-1, 2025-09-11, completedOn"
    })
    void aBadEntryIsRefusedWithItsField(String module, String certificate, String on, String field) {
        var id = madeByHand(Roles.in(Roles.TUTOR, "oswego"));
        var body = new java.util.HashMap<String, Object>();
        body.put("module", module);
        body.put("certificateNumber", certificate);
        body.put("completedOn", on);

        var answer = api.post("sua", "/api/training/people/" + id, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").findValuesAsText("field")).containsExactly(field);
        assertThat(trainings.expiresOn(id)).isEmpty();
    }

    @Test
    void onlyTheStateUserAdministratorAndTheAdministratorEnterTrainingsAndNeverTheirOwn() {
        var id = madeByHand(Roles.in(Roles.TUTOR, "oswego"));
        for (var user : List.of("lead", "sda", "rpd-oswego", "ds-oswego", "mis2000")) {
            assertThat(enter(user, id, "2026-09-01").status()).as(user).isEqualTo(403);
        }
        assertThat(enter("sua", "sua", "2026-09-11").status()).isEqualTo(403);
        assertThat(enter("sua", "nobody-there", "2026-09-11").status()).isEqualTo(404);
        assertThat(enter("admin", id, "2026-09-01").status()).isEqualTo(204);
        assertThat(enter("sua", id, "2026-09-01").status())
                .as("nothing later than what is recorded")
                .isEqualTo(400);
    }

    @Test
    void everybodyReadsHisOwnTranscriptDirectorsTheirRegionAdministratorsAll() {
        assertThat(status("ds-oswego", "ds-oswego")).isEqualTo(200);
        assertThat(status("ds-oswego", "tutor-oswego")).isEqualTo(403);
        assertThat(status("rpd-oswego", "tutor-oswego")).isEqualTo(200);
        assertThat(status("rpd-oswego", "tutor-metro")).isEqualTo(403);
        assertThat(status("rpd-oswego", "sda")).isEqualTo(403);
        assertThat(status("sua", "tutor-metro")).isEqualTo(200);
        assertThat(status("lead", "sda")).isEqualTo(200);
        assertThat(people("tutor-oswego")).containsExactly("tutor-oswego");
        assertThat(people("rpd-oswego")).contains("ds-oswego", "tutor-oswego").doesNotContain("ds-metro", "sda");
        assertThat(people("sua")).contains("ds-metro", "sda", "ds-oswego");
        assertThat(api.get("rpd-oswego", "/api/training/people.csv").body())
                .contains("\"ds-oswego\"")
                .doesNotContain("ds-metro");
        assertThat(api.get("ds-oswego", "/api/training/people/ds-oswego/transcript.csv")
                        .body())
                .startsWith("\"module\"");
    }

    private int status(String user, String of) {
        var page = new Browser(api.base()).signedInAs(user).get("/training/people/" + of);
        var answer = api.get(user, "/api/training/people/" + of).status();
        assertThat(page.statusCode()).isEqualTo(answer);
        return answer;
    }

    private List<String> people(String user) {
        return api.get(user, "/api/training/people").json().findValuesAsText("userId");
    }

    @Test
    void aMistakeOnThePageLosesNothingThatWasTyped() {
        var id = madeByHand(Roles.in(Roles.TUTOR, "oswego"));
        var browser = new Browser(api.base()).signedInAs("sua");
        browser.get("/training/people/" + id);
        browser.post("/training/people/" + id, "module=Typed+module&certificateNumber=CERT-9&completedOn=2027-01-01");

        assertThat(browser.get("/training/people/" + id).body())
                .contains("lies in the future", "Typed module", "CERT-9", "2027-01-01");
    }

    @Test
    void whetherALapsedTrainingSuspendsIsASetting() {
        var id = madeByHand(Roles.in(Roles.TUTOR, "oswego"));
        enter("sua", id, "2025-09-20");
        machine.moveTo(at(LocalDate.of(2026, 9, 20)));
        assertThat(accounts.due(accounts.get(id))).as("the last day").isEmpty();
        machine.moveTo(at(LocalDate.of(2026, 9, 21)));

        assertThat(accounts.due(accounts.get(id))).contains(Account.Why.REFRESHER);
        assertThat(with(false).due(accounts.get(id))).isEmpty();
    }

    private Accounts with(boolean refresherSuspends) {
        var rules = SettingsOf.accounts(Map.of("refresher-suspends", refresherSuspends));
        return new Accounts(jdbc, rules, trainings, guard, audit, events, time);
    }
}
