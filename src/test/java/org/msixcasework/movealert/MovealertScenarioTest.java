package org.msixcasework.movealert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.Flags;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Api;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;

/** The policy for move alerts, sentence by sentence. */
class MovealertScenarioTest extends Scenario {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String UNKNOWN_ID = "999000111222";

    @Autowired
    AlertMailbox mailbox;

    MovealertScenarioTest() {
        super("movealert");
    }

    private static String newKey() {
        return "A-2026-%04d".formatted(COUNT.incrementAndGet());
    }

    private Api.Answer start(String user, String key, Map<String, String> more) {
        var fields = new HashMap<>(Map.of(
                "direction", "INCOMING",
                "msixId", UNKNOWN_ID,
                "otherState", "FL",
                "noticedAt", "2026-09-11T08:30:00-04:00"));
        fields.putAll(more);
        return api.start(user, "movealert", key, fields);
    }

    private String started(Map<String, String> more) {
        var key = newKey();
        var answer = start("sda", key, more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return key;
    }

    private JsonNode child(String region) {
        return api.get("sda", "/api/students/" + Samples.child(flow.uploaded(region), 2) + "?purpose=PARTICIPATION")
                .json();
    }

    private static String firstName(JsonNode child) {
        return child.findValue("firstName").asText();
    }

    private String outgoing(JsonNode child, Map<String, String> more) {
        var fields = new HashMap<>(Map.of(
                "direction", "OUTGOING",
                "msixId", child.get("msixId").asText(),
                "otherState", "FL",
                "town", "Immokalee"));
        fields.putAll(more);
        var key = newKey();
        var answer = start("ds-metro", key, fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return key;
    }

    private JsonNode clock(String key) {
        return of(key).get("clocks").get(0);
    }

    private JsonNode alert(String key) {
        return api.get("sda", "/api/movealerts/" + key).json();
    }

    @Test
    void theRegionIsToldWithin24HoursAndLooksForTheFamily() {
        var key = started(Map.of("town", "Sodus", "note", "They come for the apple harvest."));
        assertThat(tasks("sda", key)).containsExactly("contactRegion");
        assertThat(clock(key).get("dueAt").asText()).startsWith("2026-09-12T12:30");
        assertThat(clock(key).get("kind").asText()).isEqualTo("SERVICE");
        assertThat(fields(api.complete("sda", key, "contactRegion", Map.of("toRegion", "nowhere"))))
                .containsExactly("toRegion", "contacted");

        assertThat(api.complete("sda", key, "contactRegion", Map.of("toRegion", "oswego", "contacted", true))
                        .status())
                .isEqualTo(204);

        assertThat(clock(key).get("state").asText()).isEqualTo("MET");
        assertThat(of(key).get("region").asText()).isEqualTo("oswego");
        assertThat(browser("admin").get("/mail").body()).contains("Move alert: case " + key, "MSIX ID: " + UNKNOWN_ID);
        assertThat(tasks("ds-metro", key)).isEmpty();
        assertThat(fields(api.complete("ds-oswego", key, "locate", Map.of("found", "perhaps", "coeNumber", "NY-0"))))
                .containsExactly("found", "coeNumber", "coeNumber");
        var certificate = flow.received("oswego");
        assertThat(api.complete("ds-oswego", key, "locate", Map.of("found", "yes", "coeNumber", certificate))
                        .status())
                .isEqualTo(204);
        assertThat(of(key).get("outcome").asText()).isEqualTo("logged");
        assertThat(alert(key).get("coeNumber").asText()).isEqualTo(certificate);
        engine.holdsNoneOf("apple harvest", "Sodus");
    }

    @Test
    void anAlertThatNobodyPassesOnRemindsAndClimbs() {
        var key = started(Map.of("region", "oswego"));

        time.travelTo(at(FRIDAY, 23));
        time.travelTo(at(FRIDAY.plusDays(1), 9));
        time.travelTo(at(FRIDAY.plusDays(2), 9));

        assertThat(clock(key).get("overdue").asBoolean()).isTrue();
        assertThat(tasks("lead", key)).containsExactly("contactRegion");
        assertThat(runtime.createIncidentQuery()
                        .processInstanceId(of(key).get("processInstanceId").asText())
                        .incidentType("overdue")
                        .count())
                .isEqualTo(1);
        assertThat(api.complete("sda", key, "contactRegion", Map.of("contacted", true))
                        .status())
                .isEqualTo(204);
        assertThat(clock(key).get("state").asText()).isEqualTo("MISSED");
        assertThat(api.complete("ds-oswego", key, "locate", Map.of("found", "no"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aMailOfAnotherStateBecomesACaseAndWhatCannotBeReadATask() throws Exception {
        var server = new GreenMail(ServerSetup.dynamicPort(ServerSetupTest.SMTP_IMAP));
        server.start();
        try {
            server.setUser("alerts@example.org", "alerts", "sample-word");
            var imap = new ImapProperties(
                    "localhost", server.getImap().getPort(), "alerts", "sample-word", "INBOX", false);
            deliver(server, "Move alert", "MSIX ID: 123456789012\r\nFrom State: OH\r\nTown: Sample Falls\r\n");
            deliver(server, "A family", "They said they would come to you, Dummio and his sister.");
            deliver(server, "Free pencils", "Buy now");

            mailbox.fetch(imap);
            mailbox.fetch(imap);
            var inbox = server.getManagers()
                    .getImapHostManager()
                    .getInbox(server.getUserManager().getUser("alerts"));
            assertThat(inbox.getMessages())
                    .allMatch(message -> message.getFlags().contains(Flags.Flag.SEEN));
            inbox.getMessages().forEach(message -> message.getFlags().remove(Flags.Flag.SEEN));
            mailbox.fetch(imap);

            var alerts = api.get("sda", "/api/movealerts").json().get("items");
            assertThat(alerts.findValuesAsText("mailId"))
                    .filteredOn(id -> !id.equals("null"))
                    .hasSize(3);
            assertThat(alerts.findValuesAsText("msixId")).contains("123456789012");
            var unread = new ArrayList<String>();
            alerts.forEach(alert -> {
                if (alert.get("msixId").isNull()) {
                    unread.add(alert.get("id").asText());
                }
            });
            assertThat(unread).hasSize(2);
            var spam = text(unread.get(0)).contains("pencils") ? unread.get(0) : unread.get(1);
            var family = spam.equals(unread.get(0)) ? unread.get(1) : unread.get(0);
            readsBoth(spam, family);
            engine.holdsNoneOf("Dummio and his", "pencils", "Sample Falls");
        } finally {
            server.stop();
        }
    }

    private void readsBoth(String spam, String family) {
        assertThat(fields(api.complete("sda", spam, "readAlert", Map.of("isAlert", "no"))))
                .containsExactly("notAlertReason");
        assertThat(api.complete("sda", spam, "readAlert", Map.of("isAlert", "no", "notAlertReason", "advertising"))
                        .status())
                .isEqualTo(204);
        assertThat(of(spam).get("outcome").asText()).isEqualTo("logged");
        assertThat(alert(spam).get("notAnAlert").asText()).isEqualTo("advertising");
        assertThat(fields(api.complete("sda", family, "readAlert", Map.of("isAlert", "yes", "readState", "NY"))))
                .containsExactly("readMsixId", "readState");
        assertThat(api.complete(
                                "sda",
                                family,
                                "readAlert",
                                Map.of("isAlert", "yes", "readMsixId", UNKNOWN_ID, "readState", "GA"))
                        .status())
                .isEqualTo(204);
        assertThat(tasks("sda", family)).containsExactly("contactRegion");
        assertThat(alert(family).get("otherState").asText()).isEqualTo("GA");
    }

    private String text(String key) {
        return browser("sda").get("/cases/movealert/" + key).body();
    }

    private static void deliver(GreenMail server, String subject, String text) {
        GreenMailUtil.sendTextEmail(
                "alerts@example.org",
                "sender@example.org",
                subject,
                text,
                server.getSmtp().getServerSetup());
    }

    @Test
    void aMailServerThatIsDownLosesNothing() {
        var before = api.get("sda", "/api/movealerts").json().get("total").asInt();

        mailbox.fetch(new ImapProperties("localhost", 1, "alerts", "sample-word", "INBOX", false));

        assertThat(api.get("sda", "/api/movealerts").json().get("total").asInt())
                .isEqualTo(before);
    }

    @Test
    void anAlertGoesToTheReceivingStateWithoutPersonalData() {
        var child = child("metro");
        var key = outgoing(
                child,
                Map.of(
                        "note",
                        firstName(child) + " travels with the crew, call 315-555-0100. Camp at 12 Sample Road.",
                        "recipientEmail",
                        "mep@example.org"));
        assertThat(tasks("ds-metro", key)).containsExactly("send");
        assertThat(text(key)).contains("<mark", "the first name of the child", "a telephone number");

        assertThat(fields(api.complete("ds-metro", key, "send", Map.of()))).containsExactly("submittedInPortal");
        var refused = api.complete("ds-metro", key, "send", Map.of("submittedInPortal", true));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("the first name of the child at character 1", "a telephone number", "a street address")
                .doesNotContain(firstName(child), "555-0100");
        var note = "The family travels with the crew. Camp at 12 Sample Road.";
        assertThat(api.complete("ds-metro", key, "send", Map.of("submittedInPortal", true, "note", note))
                        .body())
                .contains("say why it may be sent");
        assertThat(alert(key).get("sentAt").isNull()).isTrue();
        assertThat(api.complete(
                                "ds-metro",
                                key,
                                "send",
                                Map.of(
                                        "submittedInPortal",
                                        true,
                                        "note",
                                        note,
                                        "overrideReason",
                                        "The camp is a public site.",
                                        "directContact",
                                        "Florida MEP office"))
                        .status())
                .isEqualTo(204);
        time.settle();

        assertThat(of(key).get("outcome").asText()).isEqualTo("sent");
        assertThat(text(key))
                .contains("mep@example.org", "Immokalee", "from NY to FL", "Florida MEP office", "public site");
        engine.holdsNoneOf("travels with the crew", "mep@example.org", "public site");
    }

    @Test
    void aMoveBetweenRegionsOfTheStateIsAwaitedInTheNewRegion() {
        var key = outgoing(child("metro"), Map.of("otherState", "NY", "region", "oswego"));

        api.complete("ds-metro", key, "send", Map.of("submittedInPortal", true));
        time.settle();

        assertThat(of(key).get("outcome").asText()).isEqualTo("sent");
        assertThat(of(key + "-IN").get("region").asText()).isEqualTo("oswego");
        assertThat(tasks("sda", key + "-IN")).containsExactly("contactRegion");
    }

    @Test
    void onlyDataSpecialistsOfTheChildsRegionAndTheAdministratorSendAlerts() {
        var fields = Map.of(
                "direction",
                "OUTGOING",
                "msixId",
                child("metro").get("msixId").asText(),
                "otherState",
                "FL",
                "town",
                "Immokalee");

        assertThat(start("ds-oswego", newKey(), fields).status()).isEqualTo(403);
        assertThat(start("mis2000", newKey(), fields).status()).isEqualTo(403);
        assertThat(start("recruiter-metro", newKey(), fields).status()).isEqualTo(403);
        assertThat(start("sda", newKey(), fields).status()).isEqualTo(200);
    }

    @Test
    void badStartsNameEveryWrongFieldAndStoreNothing() {
        var key = newKey();

        var answer = start(
                "sda",
                key,
                Map.of(
                        "msixId", "12",
                        "otherState", "XX",
                        "noticedAt", "2027-01-01T00:00:00-05:00",
                        "region", "nowhere",
                        "mail", "77777777",
                        "recipientEmail", "nobody"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(fields(answer))
                .containsExactlyInAnyOrder(
                        "msixId", "otherState", "noticedAt", "region", "mail", "recipientEmail", "recipientEmail");
        assertThat(api.get("sda", "/api/cases/movealert/" + key).status()).isEqualTo(404);
        assertThat(api.get("sda", "/api/movealerts/" + key).status()).isEqualTo(404);
        assertThat(fields(start("sda", newKey(), Map.of("direction", "OUTGOING", "region", "metro"))))
                .containsExactlyInAnyOrder("msixId", "region", "townUnknownReason");
        assertThat(fields(start("sda", newKey(), Map.of("otherState", "NY")))).containsExactly("region");
    }

    @Test
    void onlyWhoMayWriteAnAlertIsLedToIt() {
        assertThat(browser("ds-oswego").get("/movealerts").body()).contains("/movealerts/new");
        assertThat(browser("lead").get("/movealerts").body()).doesNotContain("/movealerts/new");
    }

    @Test
    void theLogIsFilteredAndSavedAndShowsEachOnlyHisRegions() {
        var mine = started(Map.of("region", "oswego", "otherState", "TX"));
        var other = started(Map.of("region", "metro", "otherState", "TX", "town", "=cmd|'/C calc'!A0"));
        var page = browser("ds-oswego");

        assertThat(page.get("/movealerts?state=TX&outcome=OPEN&direction=INCOMING")
                        .body())
                .contains(mine, "2026-09")
                .doesNotContain(other);
        assertThat(page.get("/movealerts?from=2026-09-12").body()).doesNotContain(mine);
        var table = api.get("sda", "/api/movealerts/log.csv?state=TX");
        assertThat(table.body()).contains(mine, other, "\"'=cmd|'/C calc'!A0\"");
        assertThat(api.get("ds-oswego", "/api/movealerts/" + other).status()).isEqualTo(403);
        assertThat(api.get("sda", "/api/movealerts?page=-1").status()).isEqualTo(400);
    }

    @Test
    void theGuidedFormShowsWhatIsPersonalAndStartsTheAlert() {
        var child = child("metro");
        var msixId = child.get("msixId").asText();
        var page = browser("ds-metro");
        page.get("/movealerts/new");

        var checked = page.post("/movealerts/check", form(msixId, firstName(child) + " likes apples"));
        assertThat(checked.body()).contains("<mark", "the first name of the child at character 1");
        assertThat(page.post("/movealerts", form("123", "Apples")).body()).contains("must have twelve digits");
        var started = page.post("/movealerts", form(msixId, "They pick apples"));

        assertThat(started.statusCode()).isEqualTo(302);
        assertThat(started.headers().firstValue("Location").orElseThrow()).contains("/cases/movealert/MA-");
    }

    private static String form(String msixId, String note) {
        return "msixId=%s&otherState=FL&town=Immokalee&note=%s"
                .formatted(msixId, URLEncoder.encode(note, StandardCharsets.UTF_8));
    }
}
