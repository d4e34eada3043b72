package org.msixcasework.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msixcasework.core.Time;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Legal holds: who places and lifts them, what they keep from deletion, what is handed over (SEC-13). */
class LegalHoldTest extends Scenario {

    private static final String REASON = "Preserve everything until counsel writes again";

    @Autowired
    HistoryService history;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcTemplate jdbc;

    LegalHoldTest() {
        super("coe");
    }

    private long placed(String kind, String key) {
        var answer = api.post(
                "sua", "/api/holds", Map.of("kind", kind, "key", key, "reason", REASON, "authority", "Docket 26-1"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").asLong();
    }

    private void lifted(long hold) {
        var answer = api.post("lead", "/api/holds/" + hold + "/lift", Map.of("reason", "Counsel closed the matter"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private String denied(String number) {
        done("idr", number, "review", Map.of("decision", "DENY", "reason", "Not within three years"));
        return number;
    }

    private long rows(String number) {
        var instance = of(number).get("processInstanceId").asText();
        return jdbc.queryForObject("""
                select (select count(*) from act_hi_procinst where id_ = ?)
                    + (select count(*) from act_hi_actinst where root_proc_inst_id_ = ?)
                    + (select count(*) from act_hi_taskinst where root_proc_inst_id_ = ?)
                """, Long.class, instance, instance, instance);
    }

    /** The engine's clean-up at a day, until it finds nothing more. */
    private void cleanUpIn(int year, String... mustGo) {
        ClockUtil.setCurrentTime(Date.from(LocalDate.of(year, 1, 15)
                .atTime(LocalTime.NOON)
                .atZone(Time.ZONE)
                .toInstant()));
        try {
            history.cleanUpHistoryAsync(true);
            for (var run = 0; run < 200 && Stream.of(mustGo).anyMatch(number -> rows(number) > 0); run++) {
                history.findHistoryCleanupJobs().forEach(job -> management.executeJob(job.getId()));
            }
        } finally {
            time.moveTo(at(FRIDAY, 9));
        }
    }

    @Test
    void theEnginesCleanUpSparesWhatIsHeldAndTakesTheRestYearsLater() {
        var free = denied(flow.received());
        var heldBeforeItsEnd = flow.received();
        var first = placed("CASE", "coe " + heldBeforeItsEnd);
        denied(heldBeforeItsEnd);
        var heldAfterItsEnd = denied(flow.received());
        var second = placed("CASE", "coe " + heldAfterItsEnd);
        var byItsChild = flow.uploaded("oswego");
        var third = placed("CHILD", Samples.child(byItsChild, 2));
        var fourth = placed("CASE", "coe " + byItsChild);
        assertThat(rows(free)).isPositive();

        cleanUpIn(2036, free);

        assertThat(rows(free)).isZero();
        assertThat(rows(heldBeforeItsEnd)).isPositive();
        assertThat(rows(heldAfterItsEnd)).isPositive();
        assertThat(rows(byItsChild)).isPositive();

        lifted(first);
        lifted(second);
        lifted(third);
        var newlyEnded = denied(flow.received());
        cleanUpIn(2036, newlyEnded, heldBeforeItsEnd, heldAfterItsEnd);

        assertThat(rows(heldBeforeItsEnd)).isZero();
        assertThat(rows(heldAfterItsEnd)).isZero();
        // two holds reached it, and one is in force
        assertThat(rows(byItsChild)).isPositive();

        lifted(fourth);
        var another = denied(flow.received());
        cleanUpIn(2036, another, byItsChild);
        assertThat(rows(byItsChild)).isZero();
        // the register and the journal outlive the engine's history
        assertThat(of(byItsChild).get("outcome").asText()).isEqualTo("uploaded");
    }

    @Test
    void anotherPersonLiftsAndOnlyOnce() {
        var number = flow.received();
        var hold = placed("CASE", "coe  " + number);
        var reason = Map.of("reason", "Counsel closed the matter");

        assertThat(api.post("sua", "/api/holds/" + hold + "/lift", reason).status())
                .isEqualTo(403);
        assertThat(api.post("lead", "/api/holds/" + hold + "/lift", Map.of("reason", ""))
                        .status())
                .isEqualTo(400);
        assertThat(api.post("lead", "/api/holds/" + hold + "/lift", reason).status())
                .isEqualTo(200);
        assertThat(api.post("lead", "/api/holds/" + hold + "/lift", reason).status())
                .isEqualTo(409);
        assertThat(api.post("lead", "/api/holds/999999/lift", reason).status()).isEqualTo(404);
        assertThat(of(number).get("journal"))
                .extracting(line -> line.get("what").asText())
                .contains("placed under legal hold", "legal hold lifted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sda", "paa", "admin", "ds-oswego", "rpd-oswego", "mis2000"})
    void nobodyElsePlacesOrSeesHolds(String user) {
        assertThat(api.get(user, "/api/holds").status()).isEqualTo(403);
        assertThat(api.get(user, "/api/holds/1/evidence.zip").status()).isEqualTo(403);
        assertThat(api.post(user, "/api/holds", Map.of("kind", "LOG")).status()).isEqualTo(403);
    }

    @Test
    void aBadHoldNamesEveryFieldAndPlacesNothing() {
        var before = api.get("sua", "/api/holds").json().size();

        assertThat(fields(Map.of("kind", "CASE", "key", "coe NOPE", "reason", REASON, "authority", "Docket")))
                .contains("key");
        assertThat(fields(Map.of("kind", "CASE", "key", "", "reason", REASON, "authority", "Docket")))
                .contains("key");
        assertThat(fields(Map.of("kind", "CHILD", "key", "NOPE", "reason", REASON, "authority", "Docket")))
                .contains("key");
        assertThat(fields(Map.of("kind", "ACCOUNT", "key", "nope", "reason", REASON, "authority", "Docket")))
                .contains("key");
        assertThat(fields(Map.of("kind", "HOUSE", "key", "x"))).contains("kind");
        assertThat(fields(Map.of("kind", "ACCOUNT", "key", "gva", "reason", "short")))
                .contains("reason", "authority");
        assertThat(fields(Map.of("kind", "LOG", "reason", REASON, "authority", "Docket")))
                .contains("from", "to");
        assertThat(fields(Map.of(
                        "kind", "LOG", "from", "2026-09-02", "to", "2026-09-01", "reason", REASON, "authority", "D 1")))
                .contains("to");

        assertThat(api.get("sua", "/api/holds").json()).hasSize(before);
    }

    private String fields(Map<String, String> order) {
        var answer = api.post("sua", "/api/holds", order);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        return answer.json().get("errors").findValuesAsText("field").toString();
    }

    @Test
    void theCasePageShowsTheHold() {
        var number = flow.received();
        var browser = new Browser(api.base()).signedInAs("sda");
        assertThat(browser.get("/cases/coe/" + number).body()).doesNotContain("Legal hold");

        var hold = placed("CASE", "coe " + number);

        assertThat(browser.get("/cases/coe/" + number).body()).contains("Legal hold");
        lifted(hold);
        assertThat(browser.get("/cases/coe/" + number).body()).doesNotContain("<dt>Legal hold</dt>");
    }

    @Test
    void thePageKeepsWhatWasTypedAndListsTheHold() {
        var browser = new Browser(api.base()).signedInAs("sua");
        browser.post("/holds", "kind=CHILD&key=NOPE&reason=Preserve+everything+now&authority=Docket+26-2");
        assertThat(browser.get("/holds").body())
                .contains("State student id of a child", "value=\"NOPE\"", "Preserve everything now", "Docket 26-2");

        browser.post("/holds", "kind=ACCOUNT&key=gva&reason=Preserve+everything+now&authority=Docket+26-3");
        var page = browser.get("/holds").body();
        assertThat(page).contains("The hold is placed.", "ACCOUNT gva", "Docket 26-3");
        var hold = jdbc.queryForObject("select max(id) from legal_hold where key = 'gva'", Long.class);
        browser.post("/holds/" + hold + "/lift", "reason=It+was+a+mistake+of+mine");
        assertThat(browser.get("/holds").body()).contains("by another person");
        var other = new Browser(api.base()).signedInAs("lead");
        other.post("/holds/" + hold + "/lift", "reason=It+was+a+mistake+of+hers");
        assertThat(other.get("/holds").body()).contains("The hold is lifted.", "It was a mistake of hers");
    }

    @Test
    void whatIsHandedOverHoldsLogJournalAndClocksWithChecksumsAndIsNoted() throws Exception {
        var number = flow.approved();
        var hold = placed("CASE", "coe " + number);

        var files = zip("lead", hold);

        var name = "cases/coe-" + number + ".json";
        assertThat(files.keySet()).containsExactly("HANDLING.txt", "hold.json", "log.csv", name, "SHA256SUMS");
        assertThat(new String(files.get("HANDLING.txt"), StandardCharsets.UTF_8))
                .contains("need to know");
        assertThat(new String(files.get("log.csv"), StandardCharsets.UTF_8))
                .contains(
                        "\"record.certificate-approved\",\"" + number + "\"",
                        "\"audit.hold-placed\",\"CASE coe " + number + "\"",
                        "\"audit.evidence-exported\"")
                .doesNotContain("\"\",\"\"\r\n");
        assertThat(new String(files.get("hold.json"), StandardCharsets.UTF_8)).contains("Docket 26-1", REASON);
        var recorded = new ObjectMapper().readTree(files.get(name));
        assertThat(recorded.get("clocks")).isNotEmpty();
        assertThat(recorded.get("journal"))
                .extracting(line -> line.get("what").asText())
                .contains("opened", "completed review", "placed under legal hold");
        for (var line : new String(files.get("SHA256SUMS"), StandardCharsets.UTF_8).split("\n")) {
            var digest = MessageDigest.getInstance("SHA-256").digest(files.get(line.substring(66)));
            assertThat(line).startsWith(HexFormat.of().formatHex(digest) + "  ");
        }
        assertThat(actions("CASE coe " + number)).contains("audit.evidence-exported");
    }

    @Test
    void theEvidenceOfAnAccountIsWhatItDidAndWhatWasDoneToIt() throws Exception {
        api.get("rpd-cortland", "/api/holds");
        var hold = placed("ACCOUNT", "rpd-cortland");
        assertThat(new String(zip("sua", hold).get("log.csv"), StandardCharsets.UTF_8))
                .contains("\"rpd-cortland\",\"identity.access-refused\",\"GET /api/holds\"");

        var day = api.post(
                "sua",
                "/api/holds",
                Map.of("kind", "LOG", "from", "2026-09-11", "to", "2026-09-11", "reason", REASON, "authority", "D 2"));
        assertThat(new String(zip("sua", day.json().get("id").asLong()).get("log.csv"), StandardCharsets.UTF_8))
                .contains("identity.access-refused")
                .doesNotContain("2026-09-13");
    }

    private Iterable<String> actions(String subject) {
        var found = api.get("sua", "/api/audit?subject=" + subject.replace(" ", "%20"));
        return found.json().get("items").findValuesAsText("action");
    }

    private Map<String, byte[]> zip(String user, long hold) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(api.base() + "/api/holds/" + hold + "/evidence.zip"))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((user + ":" + Api.PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
