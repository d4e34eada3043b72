package org.msixcasework.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipInputStream;
import org.camunda.bpm.engine.HistoryService;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Api;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** An evidence pack convinces a reader who knows nothing of the software, and is found out where it was changed (RPT-4). */
class EvidencePackTest extends Scenario {

    private static final String WHY = "The district did not answer for three weeks; its office was flooded.";

    private record Pack(String checksum, Map<String, byte[]> files) {

        byte[] file(String name) {
            return Objects.requireNonNull(files.get(name), name);
        }

        String text(String name) {
            return new String(files.get(name), StandardCharsets.UTF_8);
        }

        /** The document, with its line breaks as blanks. */
        String paper() throws IOException {
            var reader = new PdfReader(files.get("evidence.pdf"));
            var text = new StringBuilder();
            for (var page = 1; page <= reader.getNumberOfPages(); page++) {
                text.append(new PdfTextExtractor(reader).getTextFromPage(page)).append(' ');
            }
            return text.toString().replaceAll("\\s+", " ");
        }
    }

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    HistoryService history;

    EvidencePackTest() {
        super("coe");
    }

    private Pack pack(String user, String path) throws IOException, InterruptedException {
        var credentials = (user + ":" + Api.PASSWORD).getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create(api.base() + path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return new Pack(answer.headers().firstValue("X-Evidence-Checksum").orElseThrow(), files);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A certificate of a region that is late, with an explanation. */
    private String late(String region) {
        var number = flow.approved(region);
        time.travelTo(at(FRIDAY.plusDays(21), 9));
        var clock = jdbc.queryForObject(
                "select id from clock where process_key = 'coe' and business_key = ? and state = 'RUNNING'",
                Long.class,
                number);
        assertThat(api.post("sda", "/api/misses/" + clock, Map.of("text", WHY)).status())
                .isEqualTo(204);
        return number;
    }

    private static String ofCase(String number) {
        return "/api/cases/coe/" + number + "/evidence.zip";
    }

    @Test
    void thePackOfALateCaseSaysWhatWasAskedWhenItWasDueAndWhyItWasLate() throws Exception {
        var number = late("cortland");

        var paper = pack("rpd-cortland", ofCase(number)).paper();

        assertThat(paper)
                .contains(
                        "of which LATE: 1",
                        "OVERDUE: what was asked had not been done",
                        "10 working days",
                        "within ten (10) working days of the COE Approval Date",
                        "September 25, 2026",
                        "working day 10",
                        WHY,
                        "A certificate of eligibility shows",
                        "What was done, in order",
                        "escalation of \u201cApproved certificate in MSIX\u201d",
                        "approve",
                        "sha256sum -c SHA256SUMS");
    }

    @Test
    void everyFileFitsItsChecksumAndTheChecksumOfAllIsInTheLogAndOnThePage() throws Exception {
        var number = late("cortland");

        var pack = pack("sda", ofCase(number));

        assertThat(pack.files().keySet())
                .startsWith("evidence.pdf", "HANDLING.txt", "cases.csv", "cases.json")
                .contains("clock-events.csv", "journal.json", "letters.csv", "submissions.csv", "disclosures.csv")
                .endsWith("SHA256SUMS", "manifest.json");
        pack.text("SHA256SUMS")
                .lines()
                .forEach(line -> assertThat(sha256(pack.file(line.substring(66))))
                        .as(line)
                        .isEqualTo(line.substring(0, 64)));
        assertThat(pack.text("SHA256SUMS").lines()).hasSize(pack.files().size() - 2);
        assertThat(sha256(pack.file("SHA256SUMS"))).isEqualTo(pack.checksum());
        assertThat(pack.text("manifest.json")).contains(pack.checksum(), "\"coe " + number + "\"");
        assertThat(api.get("sua", "/api/audit?action=evidence.taken&actor=sda&subject=coe%20" + number)
                        .json()
                        .get("items")
                        .findValuesAsText("detail"))
                .containsExactly(pack.checksum());
        assertThat(browser("sda").get("/cases/coe/" + number + "/evidence").body())
                .contains(pack.checksum());
        assertThat(pack.text("clocks.csv")).contains(number, WHY);
    }

    @Test
    void theSameCaseMakesTheSameChecksumAndAChangedOneAnother() throws Exception {
        var number = late("cortland");
        var first = pack("sda", ofCase(number));
        time.travelTo(at(FRIDAY.plusDays(21), 11));

        var second = pack("sda", ofCase(number));

        assertThat(second.checksum()).isEqualTo(first.checksum());
        assertThat(second.text("manifest.json")).isNotEqualTo(first.text("manifest.json"));
        flow.elementsArrive(number);
        assertThat(api.complete("ds-cortland", number, "enterRecord", Map.of("searched", true))
                        .status())
                .isEqualTo(204);
        assertThat(pack("sda", ofCase(number)).checksum()).isNotEqualTo(first.checksum());
    }

    @Test
    void aPackOfAFinishedCaseIsTheSameAfterTheEngineForgotIt() throws Exception {
        var number = flow.uploaded("cortland");
        var before = pack("sda", ofCase(number));
        assertThat(before.text("tasks.csv")).contains("Enter record", "ds-cortland");

        history.deleteHistoricProcessInstance(
                of(number).get("processInstanceId").asText());

        assertThat(pack("sda", ofCase(number)).checksum()).isEqualTo(before.checksum());
    }

    @Test
    void takingAPackIsADisclosureOfTheChildrenItTellsOf() throws Exception {
        var number = late("cortland");
        pack("lead", ofCase(number));

        assertThat(jdbc.queryForList(
                        "select kind from disclosure where part = ?",
                        String.class,
                        "evidence pack of case coe " + number))
                .hasSize(2)
                .containsOnly("EXPORTED");
    }

    @Test
    void aPackIsForTheDirectorOfTheRegionAndTheState() {
        var number = flow.received("cortland");

        for (var user :
                new String[] {"rpd-metro", "ds-cortland", "recruiter-cortland", "gva", "sra", "idr", "mis2000"}) {
            assertThat(api.get(user, ofCase(number)).status()).as(user).isEqualTo(403);
        }
        for (var user : new String[] {"rpd-metro", "ds-cortland", "gva", "sua", "idr", "mis2000"}) {
            assertThat(api.get(user, "/api/reports/evidence.zip?region=cortland&quarter=2026-Q3")
                            .status())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(browser("ds-cortland").get("/cases/coe/" + number).body()).doesNotContain("Evidence pack");
        assertThat(browser("rpd-cortland").get("/cases/coe/" + number).body()).contains("Evidence pack");
    }

    @Test
    void thePackOfAQuarterHoldsEveryCaseOfItAndNamesNoChild() throws Exception {
        var number = late("cortland");

        var pack = pack("paa", "/api/reports/evidence.zip?region=cortland&quarter=2026-Q3");

        assertThat(pack.text("cases.csv")).contains(number);
        assertThat(pack.text("clocks.csv")).contains(WHY);
        assertThat(pack.paper()).contains("region cortland", "Approved certificate", WHY);
        for (var file : pack.files().keySet()) {
            assertThat(file.endsWith(".pdf") ? pack.paper() : pack.text(file))
                    .as(file)
                    .doesNotContain("Sampla", "Ejemplo", "requester");
        }
        assertThat(sha256(pack.file("SHA256SUMS"))).isEqualTo(pack.checksum());
        assertThat(browser("paa")
                        .get("/reports/evidence?region=cortland&quarter=2026-Q3")
                        .body())
                .contains(pack.checksum());
    }

    @Test
    void aBadQuarterOrRegionIsNamed() {
        var answer = api.get("sda", "/api/reports/evidence.zip?region=atlantis&quarter=spring");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(fields(answer)).containsExactly("region", "quarter");
        assertThat(browser("sda")
                        .get("/reports/evidence?region=oswego&quarter=2026")
                        .body())
                .contains("has to be a quarter such as 2026-Q3");
    }
}
