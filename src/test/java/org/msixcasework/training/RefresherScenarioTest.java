package org.msixcasework.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Accounts;
import org.msixcasework.identity.TrainingRegister;
import org.msixcasework.sla.Duties;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** The yearly refresher of people of our own: due seventy days after the Friday on which every test begins. */
class RefresherScenarioTest extends Scenario {

    private static final LocalDate DUE = FRIDAY.plusDays(70);
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    IdentityService identity;

    @Autowired
    TrainingRegister register;

    @Autowired
    Refreshers refreshers;

    @Autowired
    RefresherProcess process;

    @Autowired
    RefresherWork work;

    @Autowired
    Accounts accounts;

    @Autowired
    Duties duties;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Time clock;

    @Autowired
    JdbcTemplate jdbc;

    RefresherScenarioTest() {
        super("refresher");
    }

    /** A tutor who signs in, and whose training is due on {@link #DUE}. */
    private String person() {
        var id = "refresher-" + letters(COUNT.incrementAndGet());
        var user = identity.newUser(id);
        user.setEmail(id + "@example.org");
        user.setPassword(Api.PASSWORD);
        identity.saveUser(user);
        identity.createMembership(id, "tutor.oswego");
        accounts.acceptRules(id);
        jdbc.update("update account set must_change = false where user_id = ?", id);
        register.add(
                id,
                new TrainingRegister.Entry("MSIX Secondary User", null, "CERT-1", DUE.minusYears(1)),
                TrainingRegister.Source.ENTERED,
                null);
        return id;
    }

    private static String letters(int number) {
        return Integer.toString(number)
                .chars()
                .collect(StringBuilder::new, (text, digit) -> text.append((char) (digit + 49)), StringBuilder::append)
                .toString();
    }

    private static String key(String user) {
        return user + ":2026";
    }

    private List<LocalDate> reminders(String user) {
        return jdbc.queryForList(
                "select due_on from mail where recipient_id = ? and kind = 'REFRESHER_DUE'", LocalDate.class, user);
    }

    private String why(String user) {
        return jdbc.queryForObject("select disabled_why from account where user_id = ?", String.class, user);
    }

    private int basic(String user) {
        return api.get(user, "/api/deadlines").status();
    }

    private void tell(String user) {
        assertThat(api.post(
                                user,
                                "/api/refresher",
                                Map.of(
                                        "completedOn",
                                        clock.today().toString(),
                                        "certificateNumber",
                                        "CERT-2",
                                        "rulesAccepted",
                                        true))
                        .status())
                .isEqualTo(204);
        time.settle();
    }

    @Test
    void theCaseOpensSixtyDaysBeforeAndThePersonIsRemindedSixtyThirtyAndFourteenDaysBefore() {
        var user = person();
        time.travelTo(at(DUE.minusDays(61), 9));
        assertThat(api.get("sua", "/api/cases/refresher/" + key(user)).status()).isEqualTo(404);

        time.travelTo(at(DUE.minusDays(60), 9));
        assertThat(clock(key(user), "REFRESHER").get("dueOn").asText()).isEqualTo(DUE.toString());
        assertThat(reminders(user)).hasSize(1);
        time.travelTo(at(DUE.minusDays(31), 9));
        assertThat(reminders(user)).hasSize(1);
        time.travelTo(at(DUE.minusDays(30), 9));
        assertThat(reminders(user)).hasSize(2);
        time.travelTo(at(DUE.minusDays(14), 9));
        time.settle();
        assertThat(reminders(user)).hasSize(3).containsOnly(DUE);
        assertThat(basic(user)).isEqualTo(200);
        assertThat(api.get("sua", "/api/cases/refresher/" + key(user)).status()).isEqualTo(200);
        assertThat(api.get("ds-oswego", "/api/cases/refresher/" + key(user)).status())
                .as("no case of the region: colleagues do not read it")
                .isEqualTo(403);
    }

    @Test
    void afterAStopNoReminderIsLostOrDoubledAndTheCaseStillOpens() {
        var user = person();
        time.moveTo(at(DUE.minusDays(13), 9));
        assertThat(reminders(user)).isEmpty();

        time.settle();
        time.settle();

        assertThat(reminders(user)).hasSize(3);
        assertThat(of(key(user)).get("status").asText()).isEqualTo("OPEN");
    }

    @Test
    void twoNodesOpenOneCase() throws Exception {
        var user = person();
        time.moveTo(at(DUE.minusDays(20), 9));
        var threads = Executors.newFixedThreadPool(4);
        Callable<Boolean> node = () -> {
            work.openDue();
            return true;
        };
        try {
            for (var done : threads.invokeAll(List.of(node, node, node, node))) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(jdbc.queryForObject("select count(*) from refresher where user_id = ?", Integer.class, user))
                .isEqualTo(1);
        assertThat(of(key(user)).get("status").asText()).isEqualTo("OPEN");
    }

    @Test
    void thePersonReadsTheRulesAgainTellsTheCertificateAndIsCurrentForAYear() {
        var user = person();
        var browser = browser(user);
        assertThat(browser.get("/refresher").body()).contains("There is nothing to do now");
        assertThat(api.post(user, "/api/refresher", Map.of()).status()).isEqualTo(422);
        time.travelTo(at(DUE.minusDays(50), 9));

        assertThat(browser.get("/refresher").body())
                .contains("Due on", "Rules of Behavior", "Never share your user id");
        browser.post("/refresher", "completedOn=2026-10-01&certificateNumber=CERT-88");
        assertThat(browser.get("/refresher").body()).contains("rulesAccepted", "CERT-88", "2026-10-01");
        assertThat(fields(api.post(
                        user,
                        "/api/refresher",
                        Map.of("completedOn", DUE.minusYears(1).toString(), "rulesAccepted", true))))
                .contains("certificateNumber", "completedOn");
        tell(user);

        assertThat(of(key(user)).get("outcome").asText()).isEqualTo("current");
        assertThat(clock(key(user), "REFRESHER").get("state").asText()).isEqualTo("MET");
        assertThat(register.expiresOn(user)).contains(DUE.minusDays(50).plusYears(1));
        assertThat(jdbc.queryForObject(
                        "select rules_accepted_at::date from account where user_id = ?", LocalDate.class, user))
                .isEqualTo(DUE.minusDays(50));
        assertThat(browser.get("/training/people/" + user).body()).contains("Annual refresher", "CERT-2");
        engine.holdsNoneOf("CERT-2");
        time.travelTo(at(DUE.plusDays(1), 9));
        assertThat(basic(user)).isEqualTo(200);
    }

    @Test
    void whoeverLapsesIsSuspendedAtEveryDoorUntilANewTrainingIsEntered() {
        var user = person();
        time.travelTo(at(DUE, 9));
        var running = browser(user);
        assertThat(running.get("/work").statusCode()).isEqualTo(200);

        time.travelTo(at(DUE.plusDays(1), 9));

        assertThat(why(user)).isEqualTo("REFRESHER");
        assertThat(running.get("/work").statusCode()).isEqualTo(302);
        assertThat(running.get("/camunda/api/engine/engine/default/task/count").statusCode())
                .isEqualTo(401);
        assertThat(basic(user)).isEqualTo(401);
        assertThat(api.get(user, "/engine-rest/task/count").status()).isEqualTo(401);
        assertThat(Browser.header(new Browser(api.base()).signIn(user, Api.PASSWORD, true), "Location"))
                .endsWith("/sign-in?error");
        assertThat(overdue(key(user))).isEqualTo(1);
        assertThat(jdbc.queryForList(
                        "select recipient_id from mail where business_key = ? and kind = 'ESCALATION'",
                        String.class,
                        key(user)))
                .containsExactly("sua");
        assertThat(jdbc.queryForList(
                        "select recipient_id from mail where business_key = ? and kind = 'ACCOUNT_DISABLED'",
                        String.class,
                        user))
                .contains(user, "sua");
        time.travelTo(at(DUE.plusDays(16), 9));
        assertThat(clock(key(user), "REFRESHER").get("level").asInt()).isEqualTo(2);

        var checked = Map.of("identityChecked", true);
        var reinstated = api.post("sua", "/api/accounts/" + user + "/reinstate", checked);
        assertThat(reinstated.status()).isEqualTo(422);
        assertThat(reinstated.body()).contains("/training/people/" + user);
        assertThat(api.post(
                                "sua",
                                "/api/training/people/" + user,
                                Map.of(
                                        "module",
                                        "Annual refresher",
                                        "certificateNumber",
                                        "CERT-3",
                                        "completedOn",
                                        DUE.plusDays(15).toString()))
                        .status())
                .isEqualTo(204);

        assertThat(why(user)).isNull();
        assertThat(basic(user)).isEqualTo(200);
        assertThat(of(key(user)).get("outcome").asText()).isEqualTo("current");
        assertThat(clock(key(user), "REFRESHER").get("state").asText()).isEqualTo("MISSED");
    }

    @Test
    void whereTheStateWantsItTheCertificateIsCheckedAndMayComeBack() {
        var user = person();
        time.travelTo(at(DUE.minusDays(20), 9));
        var checking = mock(Accounts.class);
        when(checking.areRefreshersChecked()).thenReturn(true);
        var checked = new RefresherWork(refreshers, process, register, checking, duties, transaction, clock);

        tellAs(user, checked);
        assertThat(tasks("sua", key(user))).containsExactly("confirmCertificate");
        assertThatThrownBy(() -> tellAs(user, checked)).isInstanceOf(Rejected.class);
        assertThat(api.complete("sua", key(user), "confirmCertificate", Map.of("decision", "RETURN"))
                        .body())
                .contains("reason");
        done("sua", key(user), "confirmCertificate", Map.of("decision", "RETURN", "reason", "Number is unreadable"));
        assertThat(browser(user).get("/refresher").body()).contains("Number is unreadable");

        tellAs(user, checked);
        done("sua", key(user), "confirmCertificate", Map.of("decision", "CONFIRM"));

        assertThat(of(key(user)).get("outcome").asText()).isEqualTo("current");
        assertThat(register.expiresOn(user)).contains(DUE.minusDays(20).plusYears(1));
        assertThat(browser("sua").get("/cases/refresher/" + key(user)).body()).contains("CERT-2", "sua");
    }

    private void tellAs(String user, RefresherWork checked) {
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(user, null, "tutor.oswego"));
        try {
            transaction.executeWithoutResult(status -> checked.complete(clock.today(), "CERT-2", true));
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    @Test
    void whoseAccessEndsOwesNothingAnyMore() {
        var user = person();
        time.travelTo(at(DUE.minusDays(20), 9));

        assertThat(api.post("sua", "/api/accounts/" + user + "/disable", Map.of("reason", "left the METS"))
                        .status())
                .isEqualTo(204);

        assertThat(of(key(user)).get("outcome").asText()).isEqualTo("notNeeded");
        assertThat(clock(key(user), "REFRESHER").get("state").asText()).isEqualTo("CANCELLED");
    }

    @Test
    void nobodyStartsARefresherByHand() {
        var answer = api.start("admin", "refresher", "anybody:2026", Map.of());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(api.start("sua", "refresher", "anybody:2026", Map.of()).status())
                .isEqualTo(403);
    }
}
