package org.msixcasework.secincident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.MadeUpStaff;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The policy for security incidents, sentence by sentence. */
class SecincidentScenarioTest extends Scenario {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String WORDS = "A stranger sat at the desk of Muestra Vecina";

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    IdentityService identity;

    SecincidentScenarioTest() {
        super("secincident");
    }

    /** The State data administrator knows of no incident. */
    @Override
    protected JsonNode of(String key) {
        return api.get("lead", "/api/cases/secincident/" + key).json();
    }

    private Api.Answer report(String user, Map<String, Object> more) {
        var fields = new HashMap<String, Object>(Map.of("kind", "MISUSED_ID", "description", WORDS));
        fields.putAll(more);
        return api.post(user, "/api/secincidents", fields);
    }

    private String reported(String user) {
        var answer = report(user, Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        time.settle();
        return answer.json().get("id").asText();
    }

    /** A tutor of his own for tests that end sessions or freeze. */
    private String tutor() {
        var id = "incident-tutor-" + COUNT.incrementAndGet();
        var user = identity.newUser(id);
        user.setEmail(id + "@example.org");
        user.setPassword(Api.PASSWORD);
        identity.saveUser(user);
        identity.createMembership(id, "tutor.oswego");
        MadeUpStaff.settle(jdbc, id, at(FRIDAY, 9));
        return id;
    }

    private List<String> timeline(String key) {
        return api.get("sua", "/api/secincidents/" + key).json().get("notes").findValuesAsText("what");
    }

    private String why(String user) {
        return jdbc.queryForObject("select disabled_why from account where user_id = ?", String.class, user);
    }

    private static String code(Api.Answer answer) {
        return answer.status() + " " + answer.json().path("code").asText();
    }

    @Test
    void anIncidentTravelsFromTheReportToItsLessons() {
        var key = reported("tutor-oswego");
        assertThat(key).matches("SI-\\d{6}");
        assertThat(tasks("sua", key)).containsExactly("respond");
        assertThat(tasks("tutor-oswego", key)).isEmpty();
        assertThat(jdbc.queryForList(
                        "select recipient_id from mail where business_key = ? and kind = 'REMINDER'",
                        String.class,
                        key))
                .as("whoever answers hears of it at once")
                .containsExactly("sua");
        assertThat(clock(key, "SECURITY_INCIDENT").get("dueAt").asText())
                .as("an hour from now")
                .startsWith("2026-09-11T14:00");

        done("sua", key, "respond", Map.of("contact", "Called back at the school"));
        assertThat(clock(key, "SECURITY_INCIDENT").get("state").asText()).isEqualTo("MET");
        assertThat(api.complete("sua", key, "assess", Map.of("verdict", "PERHAPS"))
                        .body())
                .contains("verdict", "findings");
        done("sua", key, "assess", Map.of("verdict", "INCIDENT", "findings", "Somebody read along"));
        assertThat(api.complete("sua", key, "followUp", Map.of("actions", "Desk moved"))
                        .body())
                .contains("lessons");
        done("sua", key, "followUp", Map.of("actions", "Desk moved", "lessons", "Screens face the wall"));

        assertThat(of(key).get("outcome").asText()).isEqualTo("resolved");
        assertThat(timeline(key)).containsExactly("REPORTED", "CONTACT", "FINDING", "ACTION", "LESSON");
        engine.holdsNoneOf(
                WORDS, "Called back at the school", "Somebody read along", "Desk moved", "Screens face the wall");
        engine.holdsNoneOf("MISUSED_ID");
    }

    @Test
    void aFalseAlarmEndsWithItsFindings() {
        var key = reported("gva");
        done("sua", key, "respond", Map.of("contact", "Called"));
        done("sua", key, "assess", Map.of("verdict", "FALSE_ALARM", "findings", "The filter was set"));
        assertThat(of(key).get("outcome").asText()).isEqualTo("falseAlarm");
        assertThat(timeline(key)).containsExactly("REPORTED", "CONTACT", "FINDING");
    }

    @Test
    void anHourWithoutAResponseClimbsToTheLeadAndAgainEachDay() {
        var key = reported("tutor-metro");

        time.travelTo(at(FRIDAY, 9).plusSeconds(59 * 60));
        assertThat(overdue(key)).isZero();
        time.travelTo(at(FRIDAY, 10).plusSeconds(60));
        assertThat(overdue(key)).isOne();
        assertThat(clock(key, "SECURITY_INCIDENT").get("level").asInt()).isOne();
        assertThat(mails(key)).isOne();

        time.travelTo(at(FRIDAY.plusDays(1), 10).plusSeconds(60));
        assertThat(mails(key)).isEqualTo(2);
        done("lead", key, "respond", Map.of("contact", "Called on Saturday"));
        assertThat(clock(key, "SECURITY_INCIDENT").get("state").asText()).isEqualTo("MISSED");
        assertThat(overdue(key)).isZero();
    }

    private int mails(String key) {
        return jdbc.queryForObject(
                "select count(*) from mail where business_key = ? and kind = 'ESCALATION' and recipient_id = 'lead'",
                Integer.class,
                key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tutor-oswego",
                "gva",
                "recruiter-metro",
                "ds-genesee",
                "rpd-oswego",
                "idr",
                "sda",
                "sra",
                "paa",
                "sua",
                "lead",
                "mis2000",
                "admin"
            })
    void everybodyReportsWhateverHisRoleAndFindsHisReport(String user) {
        var key = reported(user);
        assertThat(api.get(user, "/api/secincidents").body()).contains(key);
        assertThat(api.get(user, "/api/secincidents/" + key).body()).contains(WORDS);
        assertThat(api.get(user, "/api/cases/secincident/" + key).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/work", "/terms", "/movealerts", "/absences", "/misses", "/sessions", "/status", "/rules"})
    void theReportIsOneClickAwayOnEveryPage(String page) {
        assertThat(browser("tutor-oswego").get(page).body()).contains("href=\"/security\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void theReportIsOneClickAwayInTheWebapps(String webapp) {
        var browser = browser("sda");
        assertThat(browser.get("/camunda/app/" + webapp + "/scripts/config.js").body())
                .contains("import '/webapp.js';");
        assertThat(browser.get("/webapp.js").body()).contains("href: '/security'", "Report a security incident");
    }

    @Test
    void whoeverIsNotSignedInIsToldWhomToCall() {
        var stranger = new Browser(api.base());
        assertThat(stranger.get("/sign-in").body())
                .contains("href=\"/security\"", "your State User Administrator", "never asks for your password");
        var page = stranger.get("/security");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("call at once", "your State User Administrator")
                .doesNotContain("<textarea");
        assertThat(stranger.post("/security", "kind=OTHER&description=x").statusCode())
                .isEqualTo(401);
        assertThat(api.send(null, "POST", "/api/secincidents", "{}").status()).isIn(401, 403);
    }

    @Test
    void theFormHasEverySignOfTheManualAndLosesNothing() {
        var browser = browser("tutor-oswego");
        assertThat(browser.get("/security").body())
                .contains(
                        "Inappropriate images or text on the web pages",
                        "Data formats that are not what is expected",
                        "Missing data",
                        "The system is not available",
                        "hang up and",
                        "The help desk never asks for your password");

        browser.post("/security", "kind=WARNING_SIGN&description=My+own+words");
        assertThat(browser.get("/security").body())
                .contains("tick at least one warning sign", "My own words")
                .containsPattern("value=\"WARNING_SIGN\"[^>]*checked");

        browser.post("/security", "kind=WARNING_SIGN&signs=MISSING_DATA&signs=UNAVAILABLE&description=My+own+words");
        var done = browser.get("/security").body();
        assertThat(done).contains("Your report is stored as SI-");
    }

    @ParameterizedTest
    @CsvSource({"kind, NOTHING, kind", "kind, '', kind", "description, ' ', description", "kind, WARNING_SIGN, signs"})
    void aBadReportIsRefusedWithTheFieldAndStoresNothing(String field, String value, String named) {
        var before = jdbc.queryForObject("select count(*) from secincident", Integer.class);
        var answer = report("tutor-oswego", Map.of(field, value));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(fields(answer)).containsExactly(named);
        assertThat(report("tutor-oswego", Map.of("signs", List.of("NO_SIGN"))).status())
                .isEqualTo(400);
        assertThat(jdbc.queryForObject("select count(*) from secincident", Integer.class))
                .isEqualTo(before);
    }

    @Test
    void theReporterFreezesHisOwnAccountWithTheReport() {
        var tutor = tutor();
        var here = browser(tutor);
        var elsewhere = browser(tutor);

        var answer = here.post("/security", "kind=MISUSED_ID&description=Not+me&freeze=true");
        assertThat(Browser.header(answer, "Location")).endsWith("/sign-in?frozen");

        assertThat(Browser.header(elsewhere.get("/work"), "Location")).contains("/sign-in");
        assertThat(elsewhere.send("GET", "/api/deadlines", null).statusCode()).isEqualTo(401);
        assertThat(Browser.header(here.get("/work"), "Location")).contains("/sign-in");
        assertThat(here.get("/sign-in?frozen").body()).contains("Your report is stored and your account is frozen");
        assertThat(api.get(tutor, "/api/deadlines").status()).isEqualTo(401);
        assertThat(why(tutor)).isEqualTo("INCIDENT");
        var key = jdbc.queryForObject("select id from secincident where reported_by = ?", String.class, tutor);
        assertThat(timeline(key)).containsExactly("REPORTED", "FROZEN");

        // who asks is checked, and the password that may be known to others does not come back
        assertThat(code(api.post("sua", "/api/accounts/" + tutor + "/reinstate", Map.of("identityChecked", true))))
                .isEqualTo("422 identity.in-doubt");
        assertThat(code(api.post("sua", "/api/secincidents/" + key + "/lift", Map.of("userId", tutor))))
                .isEqualTo("400 identity.not-checked");
        assertThat(code(api.post(
                        "lead",
                        "/api/secincidents/" + key + "/lift",
                        Map.of("userId", tutor, "identityChecked", true))))
                .isEqualTo("403 identity.no-reset");
        assertThat(api.post(
                                "sua",
                                "/api/secincidents/" + key + "/lift",
                                Map.of("userId", tutor, "identityChecked", true))
                        .status())
                .isEqualTo(204);
        assertThat(why(tutor)).isNull();
        assertThat(api.get(tutor, "/api/deadlines").status())
                .as("the old password")
                .isEqualTo(401);
        assertThat(jdbc.queryForList("select kind from mail where recipient_id = ? order by id", String.class, tutor))
                .containsExactly("ACCOUNT_DISABLED", "ACCOUNT_LINK");
        assertThat(timeline(key)).containsExactly("REPORTED", "FROZEN", "LIFTED");
        assertThat(code(api.post(
                        "sua", "/api/secincidents/" + key + "/lift", Map.of("userId", tutor, "identityChecked", true))))
                .isEqualTo("422 secincident.not-frozen");
    }

    @Test
    void anyAccountInDoubtIsFrozenFromTheCaseAndTheTimelineKnows() {
        var tutor = tutor();
        var session = browser(tutor);
        var key = reported("ds-oswego");
        var sua = browser("sua");

        sua.post("/secincidents/" + key + "/freeze", "userId=" + tutor);
        assertThat(sua.get("/cases/secincident/" + key).body())
                .contains("The account is frozen", tutor + " is frozen", "Account frozen", WORDS);
        assertThat(session.send("GET", "/api/deadlines", null).statusCode()).isEqualTo(401);

        // opened on the page of accounts, the timeline of the incident tells of it too
        api.post("sua", "/api/accounts/" + tutor + "/reset", Map.of("identityChecked", true));
        assertThat(timeline(key)).containsExactly("REPORTED", "FROZEN", "LIFTED");
        sua.post("/secincidents/" + key + "/notes", "text=The+lock+was+changed&panel=1");
        assertThat(timeline(key)).endsWith("NOTE");
        assertThat(sua.get("/cases/secincident/" + key + "?panel").body())
                .contains("The note is added")
                .doesNotContain("<nav");
        assertThat(sua.post("/secincidents/" + key + "/notes", "text=")
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(page -> assertThat(page).endsWith("/cases/secincident/" + key));
        assertThat(sua.get("/cases/secincident/" + key).body()).contains("Nothing was stored");
    }

    @Test
    void freezingHasItsLimits() {
        var tutor = tutor();
        var key = reported("ds-oswego");
        var freeze = "/api/secincidents/" + key + "/freeze";
        assertThat(code(api.post("sua", freeze, Map.of("userId", "sua")))).isEqualTo("403 identity.own-account");
        assertThat(code(api.post("lead", freeze, Map.of("userId", tutor)))).isEqualTo("403 identity.no-reset");
        for (var user : List.of("ds-oswego", "tutor-oswego", "sda", "paa", "gva", "mis2000", "idr")) {
            for (var verb : List.of("freeze", "lift", "notes")) {
                assertThat(api.post(
                                        user,
                                        "/api/secincidents/" + key + "/" + verb,
                                        Map.of("userId", tutor, "text", "x", "identityChecked", true))
                                .status())
                        .as(user + " " + verb)
                        .isEqualTo(403);
            }
        }
        assertThat(api.post("sua", freeze, Map.of("userId", "nobody-at-all")).status())
                .isEqualTo(404);
        assertThat(api.post("sua", "/api/secincidents/SI-999999/freeze", Map.of("userId", tutor))
                        .status())
                .isEqualTo(404);
        assertThat(fields(api.post("sua", freeze, Map.of()))).containsExactly("userId");

        assertThat(api.post("sua", freeze, Map.of("userId", tutor)).status()).isEqualTo(204);
        assertThat(code(api.post("sua", freeze, Map.of("userId", tutor)))).isEqualTo("422 identity.disabled");

        done("sua", key, "respond", Map.of("contact", "Called"));
        done("sua", key, "assess", Map.of("verdict", "FALSE_ALARM", "findings", "Nothing"));
        assertThat(code(api.post("sua", freeze, Map.of("userId", tutor)))).isEqualTo("422 secincident.closed");
        assertThat(api.post(
                                "sua",
                                "/api/secincidents/" + key + "/lift",
                                Map.of("userId", tutor, "identityChecked", true))
                        .status())
                .as("what is frozen is opened again also when the case is closed")
                .isEqualTo(204);
    }

    @Test
    void anIncidentIsConcealedFromEverybodyButWhoHandlesItAndWhoReportedIt() {
        var key = reported("tutor-oswego");
        time.travelTo(at(FRIDAY, 11));
        api.post("sua", "/api/secincidents/" + key + "/notes", Map.of("text", "Known to the police"));

        for (var user : List.of("sda", "idr", "mis2000", "ds-oswego", "rpd-oswego", "tutor-metro", "gva", "sra")) {
            for (var path : List.of("/api/secincidents/", "/api/cases/secincident/")) {
                assertThat(api.get(user, path + key).status()).as(user + path).isEqualTo(404);
            }
            assertThat(api.get(user, "/api/cases?process=secincident").body())
                    .as(user)
                    .doesNotContain(key);
            assertThat(api.get(user, "/api/secincidents").body()).as(user).doesNotContain(key);
        }
        var sda = browser("sda");
        assertThat(sda.get("/cases/secincident/" + key).statusCode()).isEqualTo(404);
        for (var page : List.of("/work", "/misses")) {
            assertThat(sda.get(page).body()).as(page).doesNotContain(key);
        }
        assertThat(browser("lead").get("/misses").body()).contains(key);

        for (var user : List.of("sua", "lead", "paa", "admin")) {
            assertThat(api.get(user, "/api/secincidents/" + key).body())
                    .as(user)
                    .contains("Known to the police", WORDS);
            assertThat(api.get(user, "/api/cases?process=secincident").body())
                    .as(user)
                    .contains(key);
        }
        assertThat(api.get("tutor-oswego", "/api/secincidents/" + key).body())
                .contains(WORDS)
                .doesNotContain("Known to the police");
        assertThat(browser("tutor-oswego").get("/cases/secincident/" + key).body())
                .contains(WORDS, "never your password")
                .doesNotContain("Known to the police");
        assertThat(api.get("tutor-oswego", "/api/cases?process=secincident").body())
                .contains(key);
    }

    @Test
    void theTimelineIsOnlyAddedTo() {
        var key = reported("gva");
        assertThatThrownBy(() -> jdbc.update("update secincident_note set text = 'nothing' where incident_id = ?", key))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.update("delete from secincident_note where incident_id = ?", key))
                .isInstanceOf(DataAccessException.class);
        assertThat(timeline(key)).containsExactly("REPORTED");
    }

    @Test
    void noIncidentIsStartedPastTheReport() {
        assertThat(api.start("ds-oswego", "secincident", "SI-X", Map.of("kind", "OTHER", "description", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(api.start("sua", "secincident", "SI-X", Map.of("kind", "OTHER", "description", "x"))
                        .status())
                .isEqualTo(403);
    }
}
