package org.msixcasework.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.msixcasework.identity.Accounts;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The policy for new accounts, sentence by sentence. */
class AccountScenarioTest extends Scenario {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String OWN = "Own-choice-2!";

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcTemplate jdbc;

    AccountScenarioTest() {
        super("account");
    }

    private Api.Answer start(String key, Map<String, String> more) {
        var fields = new HashMap<>(Map.of(
                "applicantName",
                "Muster Beispiel" + letters(key),
                "email",
                key.toLowerCase(Locale.ROOT) + "@example.org",
                // a role whose members get no mail that other tests count
                "role",
                "tutor",
                "region",
                "oswego",
                "supervisor",
                "Supervisora Ejemplo",
                "need",
                "Enters records of the region",
                "trainingModule",
                "primary",
                "trainingCompletedOn",
                "2026-09-01",
                "mepStaff",
                "yes"));
        fields.putAll(more);
        return api.start("sua", "account", key, fields);
    }

    /** Digits as letters, so that every applicant has a name of his own. */
    private static String letters(String key) {
        return key.chars()
                .filter(Character::isDigit)
                .collect(StringBuilder::new, (name, digit) -> name.append((char) (digit + 49)), StringBuilder::append)
                .toString();
    }

    private String started(Map<String, String> more) {
        var key = "AC-2026-%04d".formatted(COUNT.incrementAndGet());
        var answer = start(key, more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return key;
    }

    private String approved() {
        var key = started(Map.of());
        done("rpd-oswego", key, "verifyCertificate", Map.of("decision", "CONFIRM", "certificateNumber", "CERT-1"));
        done("sua", key, "approve", Map.of("decision", "APPROVE", "identityCheck", "passport shown at the desk"));
        return key;
    }

    private String userOf(String key) {
        return jdbc.queryForObject("select user_id from account_application where id = ?", String.class, key);
    }

    private List<String> mailsTo(String user) {
        return jdbc.queryForList("select kind from mail where recipient_id = ? order by id", String.class, user);
    }

    private int basic(String user) {
        return api.sendAs(user, OWN, "GET", "/api/deadlines").status();
    }

    private Browser withPasswordSet(String user) {
        var browser = new Browser(api.base());
        var token = accounts.newLink(user);
        browser.get("/password/link?token=" + token);
        browser.post("/password/link", "token=%s&password=%2$s&again=%2$s".formatted(token, OWN));
        browser.signIn(user, OWN, true);
        return browser;
    }

    @Test
    void anAccountTravelsFromTheCertificateToTheFirstSignIn() {
        var key = started(Map.of());
        assertThat(tasks("rpd-oswego", key)).containsExactly("verifyCertificate");
        assertThat(tasks("rpd-metro", key)).isEmpty();
        assertThat(tasks("sua", key)).isEmpty();

        done("rpd-oswego", key, "verifyCertificate", Map.of("decision", "CONFIRM", "certificateNumber", "CERT-1"));
        assertThat(clock(key, "ACCOUNT_CREATE").get("dueOn").asText()).isEqualTo("2026-09-15");
        assertThat(tasks("sua", key)).containsExactly("approve");
        done("sua", key, "approve", Map.of("decision", "APPROVE"));

        var user = userOf(key);
        assertThat(user).matches("mbeispiel[a-j]+");
        assertThat(clock(key, "ACCOUNT_CREATE").get("state").asText()).isEqualTo("MET");
        assertThat(mailsTo(user)).containsExactly("ACCOUNT_USER_ID", "ACCOUNT_LINK");
        assertThat(jdbc.queryForList("select recipient_address from mail where recipient_id = ?", String.class, user))
                .as("they go to the address of the application")
                .allMatch(address -> address.contains("@"));
        assertThat(of(key).get("status").asText()).isEqualTo("OPEN");

        var browser = withPasswordSet(user);
        assertThat(basic(user)).as("the rules are not accepted yet").isEqualTo(403);
        browser.get("/rules");
        browser.post("/rules", "accepted=on");

        assertThat(of(key).get("outcome").asText()).isEqualTo("active");
        assertThat(basic(user)).isEqualTo(200);
        assertThat(api.sendAs(user, OWN, "GET", "/api/absences").status()).isNotEqualTo(401);
        engine.holdsNoneOf("Supervisora", "Enters records of the region", "passport shown at the desk");
    }

    @Test
    void staffOutsideTheMepNeedNoCertificateAndAreToldWhatComesNext() {
        var key = started(Map.of("mepStaff", "no", "role", "state-region-administrator"));

        assertThat(tasks("rpd-oswego", key)).isEmpty();
        assertThat(tasks("sua", key)).containsExactly("approve");
        assertThat(jdbc.queryForList("select kind from correspondence where business_key = ?", String.class, key))
                .containsExactly("INSTRUCTIONS");
        done("sua", key, "approve", Map.of("decision", "APPROVE", "userId", "region-tester"));
        assertThat(api.get("sua", "/api/accounts").json().findValuesAsText("userId"))
                .contains("region-tester");
    }

    @Test
    void aReturnedOrRejectedApplicationEndsWithItsReasonAndTheApplicantIsTold() {
        var returned = started(Map.of());
        assertThat(api.complete("rpd-oswego", returned, "verifyCertificate", Map.of("decision", "RETURN"))
                        .body())
                .contains("reason");
        done("rpd-oswego", returned, "verifyCertificate", Map.of("decision", "RETURN", "reason", "no certificate"));
        assertThat(of(returned).get("outcome").asText()).isEqualTo("rejected");

        var rejected = started(Map.of("mepStaff", "no"));
        done("sua", rejected, "approve", Map.of("decision", "REJECT", "reason", "no need"));
        assertThat(of(rejected).get("outcome").asText()).isEqualTo("rejected");
        assertThat(userOf(rejected)).isNull();
        assertThat(jdbc.queryForList("select kind from correspondence where business_key = ?", String.class, returned))
                .containsExactly("NOT_GRANTED");
        assertThat(browser("sua").get("/cases/account/" + returned).body()).contains("no certificate");
        assertThat(browser("ds-oswego").get("/cases/account/" + returned).body())
                .doesNotContain("no certificate", "Muster");
        engine.holdsNoneOf("Muster Beispiel" + letters(returned), returned.toLowerCase() + "@example.org");
    }

    @Test
    void anAccountThatNobodyUsesLapses() {
        var key = approved();
        var user = userOf(key);

        time.travelTo(at(FRIDAY.plusDays(31), 9));

        assertThat(of(key).get("outcome").asText()).isEqualTo("lapsed");
        assertThat(jdbc.queryForObject("select disabled_why from account where user_id = ?", String.class, user))
                .isEqualTo("UNUSED");
    }

    @Test
    void anApplicationThatNobodyDecidesRemindsAndClimbsToTheLead() {
        var key = started(Map.of());
        done("rpd-oswego", key, "verifyCertificate", Map.of("decision", "CONFIRM"));

        time.travelTo(at(FRIDAY.plusDays(3), 18));
        assertThat(overdue(key)).isZero();

        time.travelTo(at(FRIDAY.plusDays(5), 9));
        assertThat(clock(key, "ACCOUNT_CREATE").get("level").asInt()).isEqualTo(1);
        assertThat(overdue(key)).isOne();
        assertThat(tasks("lead", key)).containsExactly("approve");

        time.travelTo(at(FRIDAY.plusDays(6), 18));
        assertThat(clock(key, "ACCOUNT_CREATE").get("overdue").asBoolean()).isTrue();
        done("sua", key, "approve", Map.of("decision", "REJECT", "reason", "nobody asked in time"));
        assertThat(clock(key, "ACCOUNT_CREATE").get("state").asText()).isEqualTo("MISSED");
        assertThat(overdue(key)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "email, nobody, email",
        "email, DS-oswego@example.org, email",
        "region, nowhere, region",
        "role, technical, role",
        "mepStaff, perhaps, mepStaff",
        "trainingCompletedOn, 2026-09-12, trainingCompletedOn",
        "trainingCompletedOn, 2025-09-11, trainingCompletedOn",
        "trainingCompletedOn, soon, trainingCompletedOn"
    })
    void aBadApplicationIsRefusedWithTheFieldAndStoresNothing(String field, String value, String named) {
        var answer = start("AC-BAD-1", Map.of(field, value));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(fields(answer)).containsExactly(named);
        assertThat(jdbc.queryForObject("select count(*) from account_application where id = 'AC-BAD-1'", Integer.class))
                .isZero();
    }

    @Test
    void anAddressIsAskedForOnceAndAnIdIsNeverUsedAgain() {
        var key = started(Map.of());
        assertThat(fields(start("AC-BAD-2", Map.of("email", key + "@EXAMPLE.org"))))
                .containsExactly("email");

        done("rpd-oswego", key, "verifyCertificate", Map.of("decision", "CONFIRM"));
        assertThat(api.complete("sua", key, "approve", Map.of("decision", "APPROVE", "userId", "ds-oswego"))
                        .body())
                .contains("is taken");
        assertThat(api.complete("sua", key, "approve", Map.of("decision", "APPROVE", "userId", "A b"))
                        .body())
                .contains("userId");
        done("sua", key, "approve", Map.of("decision", "APPROVE"));
        assertThat(fields(start("AC-BAD-2", Map.of("email", key + "@example.org"))))
                .containsExactly("email");
    }

    @Test
    void aRegionalDirectorAppliesForHisRegionOnlyAndOthersNotAtAll() {
        assertThat(startAs("rpd-metro").status()).isEqualTo(403);
        assertThat(startAs("ds-oswego").status()).isEqualTo(403);
        assertThat(startAs("rpd-oswego").status()).isEqualTo(200);
    }

    private Api.Answer startAs(String user) {
        return api.start(
                user,
                "account",
                "AC-BY-" + user,
                Map.of(
                        "applicantName", "Muster Vonhier",
                        "email", user + "-applicant@example.org",
                        "role", "tutor",
                        "region", "oswego",
                        "supervisor", "Supervisora Ejemplo",
                        "need", "Tutors",
                        "trainingModule", "secondary",
                        "trainingCompletedOn", "2026-09-01",
                        "mepStaff", "yes"));
    }

    @Test
    void theStateUserAdministratorReadsCasesOfAccountsAndNoOthers() {
        var key = started(Map.of());
        assertThat(api.get("sua", "/api/cases/account/" + key).status()).isEqualTo(200);
        assertThat(api.get("sua", "/api/cases?process=account").body()).contains(key);
        assertThat(api.get("sua", "/api/cases/coe/" + flow.received()).status()).isEqualTo(403);
    }
}
