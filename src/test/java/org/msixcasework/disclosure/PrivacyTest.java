package org.msixcasework.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.HandlingNotice;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who sees a record, what for, and who is told of it: every rule at every door, attacks included (PRV-1 to PRV-12). */
class PrivacyTest extends Scenario {

    /** Roles that see no record at all. */
    private static final List<String> STRANGERS = List.of("sua", "sra", "gva", "admin");

    private static final Map<String, Object> CONSENT = Map.of(
            "givenBy",
            "Muestra Ejemplo",
            "relation",
            "PARENT",
            "signedOn",
            "2026-09-01",
            "purpose",
            "Summer camp registration",
            "recipient",
            "Camp Sample",
            "paper",
            "drawer 3",
            "validUntil",
            "2026-09-30");

    @Autowired
    JdbcTemplate jdbc;

    PrivacyTest() {
        super("coe");
    }

    private String child() {
        var number = flow.approved();
        flow.elementsArrive(number);
        return Samples.child(number, 1);
    }

    private static String record(String child) {
        return "/api/students/" + child;
    }

    private List<JsonNode> log(String child) {
        var answer = api.get("paa", record(child) + "/disclosures");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(answer.json().get("items").spliterator(), false)
                .toList();
    }

    private static String text(JsonNode entry, String field) {
        return entry.at("/" + field.replace('.', '/')).asText();
    }

    private String consent(String child, Map<String, ?> more) {
        var given = new HashMap<>(CONSENT);
        given.putAll(more);
        var answer = api.post("ds-oswego", record(child) + "/consents", given);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("number").asText();
    }

    private Api.Answer with(String child, String consent) {
        return api.get("ds-oswego", record(child) + "?purpose=OTHER&consent=" + consent);
    }

    private long mark;

    @BeforeEach
    void mark() {
        mark = jdbc.queryForObject("select coalesce(max(id), 0) from audit_entry", Long.class);
    }

    private long refusals(String user, String path) {
        return jdbc.queryForObject(
                "select count(*) from audit_entry where action = 'identity.access-refused' and actor = ? and subject like ? and id > ?",
                Long.class,
                user,
                "% " + path,
                mark);
    }

    @Test
    void everyLookAtARecordNeedsAPurposeFromTheList() {
        var child = child();
        for (var user :
                List.of("ds-oswego", "recruiter-oswego", "tutor-oswego", "rpd-oswego", "sda", "paa", "idr", "lead")) {
            var missing = api.get(user, record(child));
            assertThat(missing.status()).as(user).isEqualTo(400);
            assertThat(fields(missing)).containsExactly("purpose");
            assertThat(missing.body()).doesNotContain("demographics");
            assertThat(fields(api.get(user, record(child) + "?purpose=CURIOSITY")))
                    .containsExactly("purpose");
            assertThat(fields(api.get(user, record(child) + "?purpose="))).containsExactly("purpose");
        }
        assertThat(log(child)).noneMatch(entry -> text(entry, "part").equals("consolidated record"));

        assertThat(api.get("tutor-oswego", record(child) + "?purpose=PLACEMENT").status())
                .isEqualTo(200);

        var entry = log(child).get(0);
        assertThat(text(entry, "actor")).isEqualTo("tutor-oswego");
        assertThat(text(entry, "role")).isEqualTo("tutor.oswego");
        assertThat(text(entry, "kind")).isEqualTo("VIEWED");
        assertThat(text(entry, "purpose")).isEqualTo("PLACEMENT");
        assertThat(text(entry, "part")).isEqualTo("consolidated record");
        assertThat(text(entry, "interest")).isEqualTo("teaches the children of the region");
        assertThat(text(entry, "happenedOn")).isEqualTo("2026-09-11");
    }

    @Test
    void theStatesOwnDatabaseMayLeaveThePurposeOutAndNobodyElse() {
        var child = child();

        assertThat(api.get("mis2000", record(child)).status()).isEqualTo(200);

        var entry = log(child).get(0);
        assertThat(text(entry, "purpose")).isEqualTo("PARTICIPATION");
        assertThat(text(entry, "role")).isEqualTo("technical");
    }

    @Test
    void anotherPurposeNeedsAConsentThatCoversItAndEverythingElseIsRefused() {
        var child = child();
        var other = child();
        var number = consent(child, Map.of());

        assertThat(fields(api.get("ds-oswego", record(child) + "?purpose=OTHER")))
                .containsExactly("consent");
        assertThat(fields(with(child, ""))).containsExactly("consent");
        assertThat(with(child, "CONSENT-2026-9999").status()).isEqualTo(403);
        assertThat(with(other, number).status()).as("consent of another child").isEqualTo(403);
        assertThat(with(child, consent(child, Map.of("validUntil", "2026-09-10")))
                        .status())
                .as("expired")
                .isEqualTo(403);
        var withdrawn = consent(child, Map.of());
        assertThat(api.post(
                                "ds-oswego",
                                record(child) + "/consents/" + withdrawn + "/withdrawal",
                                Map.of("withdrawnOn", "2026-09-11"))
                        .status())
                .isEqualTo(204);
        assertThat(with(child, withdrawn).status()).as("withdrawn").isEqualTo(403);
        assertThat(api.get("ds-oswego", record(child) + "?purpose=RESEARCH&consent=" + number)
                        .status())
                .as("a purpose of one's own")
                .isEqualTo(400);
        assertThat(log(child)).noneMatch(entry -> text(entry, "purpose").equals("OTHER"));
        assertThat(refusals("ds-oswego", "/api/students/{stateStudentId}")).isEqualTo(4);

        assertThat(with(child, number).status()).isEqualTo(200);

        var entry = log(child).get(0);
        assertThat(text(entry, "consent")).isEqualTo(number);
        assertThat(text(entry, "consentPurpose")).isEqualTo("Summer camp registration");
        assertThat(text(entry, "recipient.name")).isEqualTo("Camp Sample");
        assertThat(api.get("ds-oswego", record(child) + "/consents").json().get("items"))
                .hasSize(3);
    }

    @Test
    void aBadConsentNamesEveryWrongFieldAndWithdrawalsAreForOnce() {
        var child = child();
        var bad = api.post(
                "ds-oswego",
                record(child) + "/consents",
                Map.of("signedOn", "2026-09-12", "validUntil", "2026-09-11", "relation", "NEIGHBOUR"));

        assertThat(bad.status()).isEqualTo(400);
        assertThat(fields(bad))
                .containsExactlyInAnyOrder(
                        "givenBy", "purpose", "recipient", "paper", "relation", "signedOn", "validUntil");
        for (var user : List.of("paa", "tutor-oswego", "recruiter-oswego", "rpd-oswego", "lead", "idr", "ds-metro")) {
            assertThat(api.post(user, record(child) + "/consents", CONSENT).status())
                    .as(user)
                    .isEqualTo(403);
        }
        var path = record(child) + "/consents/" + consent(child, Map.of()) + "/withdrawal";
        assertThat(api.post("ds-oswego", path, Map.of("withdrawnOn", "2026-09-12"))
                        .status())
                .isEqualTo(400);
        assertThat(api.post("ds-oswego", path, Map.of("withdrawnOn", "2026-09-11"))
                        .status())
                .isEqualTo(204);
        assertThat(api.post("ds-oswego", path, Map.of("withdrawnOn", "2026-09-10"))
                        .status())
                .isEqualTo(409);
    }

    private static Map<String, Object> fax(Map<String, ?> more) {
        var sent = new HashMap<String, Object>(Map.of(
                "kind",
                "FAXED",
                "on",
                "2026-09-10",
                "part",
                "transcript",
                "purpose",
                "ENROLLMENT",
                "recipient",
                "Muestrario High School",
                "address",
                "555-0100",
                "called",
                true));
        sent.putAll(more);
        return sent;
    }

    @Test
    void aFaxIsEnteredOnlyIfTheRecipientWasCalledAndStandsBy() {
        var child = child();
        var path = record(child) + "/disclosures";

        assertThat(fields(api.post("ds-oswego", path, fax(Map.of("called", false)))))
                .containsExactly("called");
        assertThat(fields(api.post("ds-oswego", path, Map.of())))
                .containsExactlyInAnyOrder("kind", "on", "part", "recipient", "address", "purpose");
        assertThat(fields(api.post("ds-oswego", path, fax(Map.of("kind", "VIEWED")))))
                .containsExactly("kind");
        assertThat(api.post("paa", path, fax(Map.of())).status()).isEqualTo(403);
        assertThat(api.post("ds-metro", path, fax(Map.of())).status()).isEqualTo(403);
        assertThat(log(child)).noneMatch(entry -> text(entry, "kind").equals("FAXED"));

        assertThat(api.post("ds-oswego", path, fax(Map.of())).status()).isEqualTo(201);

        var entry = log(child).stream()
                .filter(each -> text(each, "kind").equals("FAXED"))
                .findFirst()
                .orElseThrow();
        assertThat(text(entry, "happenedOn")).isEqualTo("2026-09-10");
        assertThat(text(entry, "recipient.name")).isEqualTo("Muestrario High School");
        assertThat(text(entry, "recipient.address")).isEqualTo("555-0100");
    }

    @Test
    void whatLeavesTheProgrammeForAnotherPurposeAgreesWithTheConsentInPurposeRecipientAndDay() {
        var child = child();
        var path = record(child) + "/disclosures";
        var told = fax(Map.of(
                "kind",
                "TOLD",
                "purpose",
                "OTHER",
                "consent",
                consent(child, Map.of()),
                "what",
                "summer  camp registration",
                "recipient",
                "Camp Sample"));

        for (var wrong : List.of(
                Map.of("recipient", "Camp Ejemplo"), Map.of("what", "Sale of uniforms"), Map.of("on", "2026-08-31"))) {
            var changed = new HashMap<>(told);
            changed.putAll(wrong);
            assertThat(api.post("ds-oswego", path, changed).status())
                    .as(wrong.toString())
                    .isEqualTo(403);
        }
        var vague = new HashMap<>(told);
        vague.remove("what");
        assertThat(fields(api.post("ds-oswego", path, vague))).containsExactly("what");

        assertThat(api.post("ds-oswego", path, told).status()).isEqualTo(201);
    }

    @Test
    void nobodyWithoutNeedToKnowSeesARecordByAnyPathAndTheRefusalIsNoted() {
        var number = flow.approved();
        var child = Samples.child(number, 1);
        var paths = List.of(
                record(child) + "?purpose=PARTICIPATION",
                record(child) + "/export.csv?purpose=PARTICIPATION",
                record(child) + "/disclosures",
                record(child) + "/disclosures.csv",
                record(child) + "/consents",
                record(child) + "/records-requests",
                "/api/students?purpose=PARTICIPATION&stateStudentId=" + child,
                "/api/coes/" + number,
                "/api/coes/" + number + "/versions",
                "/api/coes/" + number + "/entry",
                "/api/cases/coe/" + number,
                "/api/submissions?student=" + child,
                "/api/eligibility",
                "/api/reinterviews/2026",
                "/api/movealerts",
                "/api/movealerts/log.csv",
                "/api/media",
                "/records",
                "/records/" + child,
                "/records/" + child + "?purpose=PARTICIPATION",
                "/records/" + child + "/print?purpose=PARTICIPATION",
                "/records/" + child + "/export.csv?purpose=PARTICIPATION",
                "/records/" + child + "/disclosures",
                "/records/" + child + "/disclosures/print",
                "/records/" + child + "/disclosures.csv",
                "/cases/coe/" + number,
                "/eligibility",
                "/eligibility/" + child + "/letter",
                "/reinterviews",
                "/movealerts",
                "/merges/new",
                "/media");
        for (var user : STRANGERS) {
            var browser = browser(user);
            for (var path : paths) {
                var answer = browser.get(path);
                assertThat(answer.statusCode()).as(user + " " + path).isEqualTo(403);
                assertThat(answer.body()).as(user + " " + path).doesNotContain("Ejemplo");
            }
            assertThat(browser.post("/records", "purpose=PARTICIPATION&name=Ejemplo")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(api.get(user, record(child) + "?purpose=PARTICIPATION").status())
                    .isEqualTo(403);
            assertThat(api.get(user, "/api/cases").json().get("items").findValuesAsText("process"))
                    .doesNotContain("coe");
            assertThat(refusals(user, "/records/{id}")).as(user).isEqualTo(2);
            assertThat(refusals(user, "/api/cases/{process}/{businessKey}"))
                    .as(user)
                    .isEqualTo(1);
        }
    }

    @Test
    void whoReadsRecordsOfARegionReadsNoOthers() {
        var child = child();
        for (var user : List.of("ds-metro", "recruiter-metro", "tutor-metro", "rpd-metro")) {
            assertThat(api.get(user, record(child) + "?purpose=ENROLLMENT").status())
                    .as(user)
                    .isEqualTo(403);
            assertThat(browser(user).get("/records/" + child).statusCode())
                    .as(user)
                    .isEqualTo(403);
            assertThat(api.get(user, "/api/students?purpose=ENROLLMENT&stateStudentId=" + child)
                            .json()
                            .get("items"))
                    .isEmpty();
        }
        var started = api.start(
                "ds-metro",
                "residency",
                "R-PRIVACY-1",
                Map.of("studentId", child, "trigger", "DEPARTURE_FORM", "receivedOn", "2026-09-11"));
        assertThat(started.status()).isEqualTo(403);
        assertThat(refusals("ds-metro", "/engine-rest/process-definition/key/{}/start"))
                .isPositive();
        assertThat(log(child)).noneMatch(entry -> text(entry, "role").endsWith(".metro"));
        assertThat(refusals("ds-metro", "/api/students/{stateStudentId}")).isEqualTo(1);
    }

    @Test
    void recordsAreSavedToFilesByDataSpecialistsAndStateDataAdministratorsOnly() {
        var child = child();
        var path = record(child) + "/export.csv";
        for (var user : List.of(
                "recruiter-oswego", "tutor-oswego", "rpd-oswego", "idr", "lead", "paa", "mis2000", "ds-metro")) {
            assertThat(api.get(user, path + "?purpose=ENROLLMENT").status())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(fields(api.get("ds-oswego", path))).containsExactly("purpose");
        assertThat(log(child)).noneMatch(entry -> text(entry, "kind").equals("EXPORTED"));

        for (var user : List.of("ds-oswego", "sda")) {
            var file = api.get(user, path + "?purpose=ENROLLMENT");
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.body())
                    .startsWith("\"section\",\"source State\"")
                    .contains("\"Demographics\",\"NY\"")
                    .endsWith('"' + HandlingNotice.TEXT + "\"\r\n");
            assertThat(text(log(child).get(0), "kind")).isEqualTo("EXPORTED");
            assertThat(text(log(child).get(0), "actor")).isEqualTo(user);
        }
    }

    @Test
    void thePrivacyActAdministratorReadsEverythingAndChangesNothing() {
        var number = flow.approved();
        var child = Samples.child(number, 1);

        assertThat(api.get("paa", record(child) + "?purpose=PARTICIPATION").status())
                .isEqualTo(200);
        assertThat(api.get("paa", "/api/coes/" + number).status()).isEqualTo(200);
        assertThat(text(log(child).get(0), "role")).isEqualTo("privacy-act-administrator");
        assertThat(api.put("paa", record(child), "{}").status()).isEqualTo(403);
        assertThat(api.put("paa", "/api/coes/" + number, "{}").status()).isEqualTo(403);
        assertThat(api.post("paa", record(child) + "/ineligible", Map.of()).status())
                .isEqualTo(403);
        assertThat(api.post("paa", "/api/corrections", Map.of()).status()).isEqualTo(403);
        assertThat(api.post("paa", "/api/submissions/resend", Map.of()).status())
                .isEqualTo(403);
        assertThat(api.start("paa", "correction", "C-PAA-1", Map.of()).status()).isEqualTo(403);
    }

    @Test
    void workOnCasesIsInTheLogWithThePurposeThatFollowsFromIt() {
        var number = flow.uploaded("oswego");
        var child = Samples.child(number, 1);
        api.get("idr", "/api/coes/" + number);
        var administrator = browser("sda");
        assertThat(IntStream.range(0, 50)
                        .mapToObj(page -> administrator.get("/eligibility?days=1200&page=" + page))
                        .anyMatch(page -> page.body().contains(child)))
                .isTrue();
        api.get("recruiter-oswego", "/api/students?purpose=PARTICIPATION&stateStudentId=" + child);
        var request = "S-PRIVACY-1";
        assertThat(api.start(
                                "ds-oswego",
                                "recordsrequest",
                                request,
                                Map.of(
                                        "studentId",
                                        child,
                                        "school",
                                        "Muestrario High School",
                                        "schoolState",
                                        "GA",
                                        "requestedOn",
                                        "2026-09-11",
                                        "channel",
                                        "MAIL"))
                        .status())
                .isEqualTo(200);
        browser("ds-oswego").get("/cases/recordsrequest/" + request);
        assertThat(browser("ds-oswego")
                        .get("/records-requests/" + request + "/letter")
                        .statusCode())
                .isEqualTo(200);

        assertThat(log(child))
                .extracting(entry -> "%s %s %s %s"
                        .formatted(
                                text(entry, "actor"), text(entry, "kind"), text(entry, "part"), text(entry, "purpose")))
                .contains(
                        "idr VIEWED certificate %s PARTICIPATION".formatted(number),
                        "ds-oswego VIEWED case recordsrequest S-PRIVACY-1 ENROLLMENT",
                        "ds-oswego LETTER name, birth date and MSIX ID in the letter of S-PRIVACY-1 ENROLLMENT",
                        "sda VIEWED list of ends of eligibility PARTICIPATION",
                        "recruiter-oswego VIEWED result of a search PARTICIPATION");
        assertThat(log(child))
                .anySatisfy(entry -> {
                    assertThat(text(entry, "kind")).isEqualTo("SENT");
                    assertThat(text(entry, "recipient.name")).isEqualTo(Recipient.MSIX.name());
                })
                .anySatisfy(entry -> {
                    assertThat(text(entry, "kind")).isEqualTo("LETTER");
                    assertThat(text(entry, "recipient.name")).isEqualTo("Muestrario High School");
                });
    }

    @Test
    void noEntryIsChangedOrDeletedNotEvenInTheDatabase() {
        var child = child();
        consent(child, Map.of());
        api.get("sda", record(child) + "?purpose=ENROLLMENT");
        for (var attack : List.of(
                "update disclosure set actor = 'nobody'",
                "delete from disclosure",
                "truncate disclosure",
                "update consent set valid_until = '2036-01-01'",
                "delete from consent",
                "truncate consent cascade",
                "delete from consent_withdrawal")) {
            assertThatThrownBy(() -> jdbc.execute(attack))
                    .as(attack)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aParentReadsInPlainEnglishAndSpanishWhoSawTheRecord() {
        var child = child();
        api.get("tutor-oswego", record(child) + "?purpose=PLACEMENT");
        api.get("tutor-oswego", record(child) + "?purpose=PLACEMENT");
        api.post("ds-oswego", record(child) + "/disclosures", fax(Map.of()));
        var path = "/records/" + child + "/disclosures";
        var browser = browser("ds-oswego");

        var english = browser.get(path + "/print").body();
        var spanish = browser.get(path + "/print?language=es").body();

        assertThat(english)
                .contains("Who saw your child", "A tutor of the Migrant Education Program", "looked at, 2 times")
                .contains("to be placed in the right grade or course", "Muestrario High School", "September 10, 2026")
                .contains(HandlingNotice.forParents("en"));
        assertThat(spanish)
                .contains("lang=\"es\"", "Quién vio el expediente", "Un tutor del Programa de Educación Migrante")
                .contains("2 veces", "para que se le asigne el grado o el curso correcto", "11 de septiembre de 2026")
                .contains(HandlingNotice.forParents("es"));
        for (var page : List.of(english, spanish)) {
            assertThat(page).doesNotContain("tutor-oswego", "data-specialist", "ds-oswego", "PLACEMENT", "MEP ");
        }
        assertThat(browser.get(path + ".csv").body())
                .contains("\"tutor-oswego\",\"tutor.oswego\",\"VIEWED\"")
                .endsWith('"' + HandlingNotice.TEXT + "\"\r\n");
        assertThat(jdbc.queryForList(
                        "select detail from audit_entry where action = 'disclosure.log-read' and subject = ? and actor = 'ds-oswego'",
                        String.class,
                        child))
                .containsExactly("print en", "print es", "table");
        for (var user :
                List.of("tutor-oswego", "recruiter-oswego", "rpd-oswego", "lead", "idr", "mis2000", "ds-metro")) {
            assertThat(api.get(user, record(child) + "/disclosures").status())
                    .as(user)
                    .isEqualTo(403);
        }
    }

    @Test
    void thePagesAskForThePurposeFirstAndKeepNamesOutOfAddresses() {
        var number = flow.approved();
        flow.elementsArrive(number);
        var child = Samples.child(number, 1);
        var name = Samples.coe(number).at("/children/0/firstName").asText();
        var browser = browser("recruiter-oswego");

        assertThat(browser.post("/records", "name=" + name).statusCode()).isEqualTo(400);
        var found = browser.post("/records", "purpose=PARTICIPATION&name=" + name);
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).contains("/records/%s?purpose=PARTICIPATION".formatted(child), name);

        var asked = browser.get("/records/" + child);
        assertThat(asked.body()).contains("What the record is needed for").doesNotContain(name);
        var shown = browser.get("/records/" + child + "?purpose=PLACEMENT").body();
        assertThat(shown)
                .contains(name, "Shown for: Grade or course placement", "From NY, record 1", "today")
                .doesNotContain("Save as a file");
        assertThat(browser("ds-oswego")
                        .get("/records/" + child + "?purpose=PLACEMENT")
                        .body())
                .contains("Save as a file");
        var refused = browser.get("/records/" + child + "?purpose=OTHER&consent=CONSENT-2026-9999");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("No written consent on file").doesNotContain(name);
        assertThat(refusals("recruiter-oswego", "/records/{id}")).isEqualTo(1);
        assertThat(browser.get("/records/NYXNOBODY").statusCode()).isEqualTo(404);
        assertThat(log(child).stream().filter(entry -> text(entry, "actor").equals("recruiter-oswego")))
                .extracting(entry -> text(entry, "part"))
                .containsExactly("consolidated record", "result of a search");
    }

    @Test
    void whatIsPrintedCarriesTheHandlingNoticeAndIsLoggedAsPrinted() throws IOException {
        var child = child();

        var page = browser("tutor-oswego")
                .get("/records/" + child + "/print?purpose=ENROLLMENT")
                .body();

        assertThat(page).contains(HandlingNotice.TEXT, "by tutor-oswego for: School enrollment");
        assertThat(text(log(child).get(0), "kind")).isEqualTo("PRINTED");
        var css = Files.readString(Path.of("src/main/resources/static/casework.css"));
        assertThat(css.substring(css.indexOf("@media print")))
                .contains(
                        "CONFIDENTIAL: information about migratory children, protected by FERPA and the Privacy Act.");
        assertThat(api.get("sda", "/api/movealerts/log.csv").body()).endsWith('"' + HandlingNotice.TEXT + "\"\r\n");
        assertThat(api.get("sda", "/api/misses/report.csv").body()).endsWith('"' + HandlingNotice.TEXT + "\"\r\n");
    }

    @Test
    void theFormsOfThePageGoThroughTheSameGateAndLoseNothingThatWasTyped() {
        var child = child();
        var browser = browser("ds-oswego");
        var path = "/records/" + child + "/disclosures";
        var typed = "kind=FAXED&on=2026-09-11&part=transcript&recipient=Muestrario&address=555-0100&purpose=ENROLLMENT";

        assertThat(followed(browser, browser.post(path, typed)))
                .contains("call the recipient first", "value=\"transcript\"", "value=\"Muestrario\"");
        assertThat(followed(browser, browser.post(path, typed + "&called=true")))
                .contains("The disclosure is in the log.", "by fax")
                .doesNotContain("value=\"transcript\"");
        assertThat(
                        followed(
                                browser,
                                browser.post(
                                        "/records/" + child + "/consents",
                                        "givenBy=Muestra&relation=PARENT&signedOn=2026-09-01&purpose=Camp&recipient=Camp&paper=drawer&validUntil=2026-12-31")))
                .contains("The consent is on file.", "CONSENT-2026-");
    }

    private static String followed(Browser browser, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(302);
        return browser.get(answer.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", ""))
                .body();
    }

    @Test
    void thePageOnPrivacyCitesTheLawForEverybody() {
        var nobody = new Browser(api.base());

        assertThat(nobody.get("/privacy").body())
                .contains("Privacy Act of 1974", "5 U.S.C. 552a", "FERPA", "20 U.S.C. 1232g", "FISMA")
                .contains("Unique student match resolution", "Sign in")
                .doesNotContain("Sign out");
        assertThat(nobody.get("/sign-in").body()).contains("href=\"/privacy\"");
        for (var user : List.of("gva", "sda")) {
            assertThat(browser(user).get("/privacy").body()).contains("Sign out");
        }
        assertThat(api.get("gva", "/api/purposes").json().get("items")).hasSize(5);
    }

    @Test
    void mediaAreRegisteredLockedUpAndMadeUnreadable() {
        var paper = new HashMap<String, Object>(Map.of(
                "kind", "PAPER", "content", "list of re-interviews", "keptWhere", "cabinet 2", "region", "oswego"));

        assertThat(fields(api.post("tutor-oswego", "/api/media", paper))).containsExactly("locked");
        paper.put("locked", true);
        var encrypted = new HashMap<>(paper);
        encrypted.put("encrypted", true);
        assertThat(fields(api.post("tutor-oswego", "/api/media", encrypted))).containsExactly("encrypted");
        assertThat(api.post("tutor-metro", "/api/media", paper).status()).isEqualTo(403);
        assertThat(api.post("gva", "/api/media", paper).status()).isEqualTo(403);
        var id = api.post("tutor-oswego", "/api/media", paper).json().get("id").asText();

        var path = "/api/media/" + id + "/disposal";
        var deleted = Map.of("disposal", "DELETED", "on", "2026-09-11", "attested", true);
        assertThat(fields(api.post("ds-oswego", path, deleted))).containsExactly("disposal");
        assertThat(fields(api.post(
                        "ds-oswego", path, Map.of("disposal", "EXCLUDED", "on", "2026-09-11", "attested", true))))
                .containsExactly("disposal");
        assertThat(fields(api.post("ds-oswego", path, Map.of("disposal", "SHREDDED", "on", "2026-09-12"))))
                .containsExactlyInAnyOrder("on", "attested");
        var shredded = Map.of("disposal", "SHREDDED", "on", "2026-09-11", "attested", true);
        assertThat(api.post("ds-metro", path, shredded).status()).isEqualTo(403);
        assertThat(api.post("ds-oswego", path, shredded).status()).isEqualTo(204);
        assertThat(api.post("ds-oswego", path, shredded).status()).isEqualTo(409);

        assertThat(browser("rpd-oswego").get("/media").body())
                .contains("list of re-interviews", "shredded on Sep 11, 2026 by ds-oswego");
        assertThat(browser("rpd-metro").get("/media").body()).doesNotContain("list of re-interviews");
    }

    @Test
    void theRulesOfBehaviorSayHowPaperAndMediaAreHandled() throws IOException {
        var rules = Files.readString(Path.of("src/main/resources/templates/rules/2026-1.html"), StandardCharsets.UTF_8);

        assertThat(rules)
                .contains("removed from your desktops during non-business hours", "locked container")
                .contains("encrypted format where technically possible", "Shred paper media and compact discs")
                .contains("simply deleting files from magnetic media does not remove", "call the recipient of the fax");
    }
}
