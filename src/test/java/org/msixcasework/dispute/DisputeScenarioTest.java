package org.msixcasework.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.msixcasework.audit.Audit;
import org.msixcasework.support.Api;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The policy for statements of dispute, sentence by sentence. */
class DisputeScenarioTest extends Scenario {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String GRADE = "enrollments/NY/1/gradeLevel";
    private static final String BIRTH = "demographics/NY/1/birthDate";
    private static final Map<String, Object> ENTERED = Map.of(
            "decision", "ENTER", "identityChecked", true, "statement", "Dummio was in another grade, says Sampla.");

    @Autowired
    RequesterLetters letters;

    @Autowired
    DisputeFiles files;

    @Autowired
    Audit audit;

    @Autowired
    JdbcTemplate jdbc;

    DisputeScenarioTest() {
        super("dispute");
    }

    private static String newKey() {
        return "D-2026-%04d".formatted(COUNT.incrementAndGet());
    }

    private String child() {
        return Samples.child(flow.uploaded("metro"), 2);
    }

    private static Map<String, String> fields(String child, Map<String, String> more) {
        var fields = new HashMap<>(
                Map.of("studentId", child, "receivedOn", "2026-09-11", "requesterName", "Sampla Muestra"));
        fields.putAll(more);
        return fields;
    }

    private String filed(String user, String child, Map<String, String> more) {
        var key = newKey();
        var answer = api.start(user, "dispute", key, fields(child, more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        time.settle();
        return key;
    }

    private String byMail(String child) {
        return filed("ds-metro", child, Map.of("requesterEmail", "sampla.muestra@example.org"));
    }

    private Api.Answer choose(String user, String key, String... elements) {
        return api.send(user, "PUT", "/api/disputes/" + key + "/elements", json("elements", List.of(elements)));
    }

    private static String json(String name, List<String> values) {
        return "{\"%s\":[%s]}".formatted(name, values.isEmpty() ? "" : "\"" + String.join("\",\"", values) + "\"");
    }

    private void entered(String key, String... elements) {
        assertThat(choose("paa", key, elements).status()).isEqualTo(204);
        done("paa", key, "enterStatement", ENTERED);
    }

    private JsonNode dispute(String key) {
        return api.get("ds-metro", "/api/disputes/" + key).json();
    }

    private JsonNode record(String user, String child) {
        return api.get(user, "/api/students/" + child + "?purpose=PARTICIPATION")
                .json();
    }

    @Test
    void thePrivacyActAdministratorEntersAStatementAndItsElementsAreMarkedAtOnce() {
        var child = child();
        var key = byMail(child);
        assertThat(clock(key, "DISPUTE_STATEMENT").get("dueOn").asText()).isEqualTo("2026-09-25");
        assertThat(tasks("paa", key)).containsExactly("enterStatement");
        assertThat(fields(api.complete("paa", key, "enterStatement", Map.of("decision", "ENTER"))))
                .containsExactly("elements", "statement", "identityChecked");

        entered(key, GRADE, BIRTH);

        var record = record("ds-metro", child);
        assertThat(record.at("/disputes/0/number").asText()).isEqualTo(key);
        assertThat(record.at("/disputes/0/statement").asText()).contains("another grade");
        assertThat(record.at("/enrollments/0/disputed/0").asText()).isEqualTo("gradeLevel");
        assertThat(of(key).get("outcome").asText()).isEqualTo("entered");
        assertThat(clock(key, "DISPUTE_STATEMENT").get("state").asText()).isEqualTo("MET");
        assertThat(dispute(key).get("letters").findValuesAsText("kind")).containsExactly("ENTERED");
        assertThat(dispute(key).at("/letters/0/body").asText()).contains("Grade Level", "Birth Date");
        assertThat(dispute(key).at("/statements/0/enteredBy").asText()).isEqualTo("paa");
        engine.holdsNoneOf("Sampla Muestra", "sampla.muestra", "another grade");
    }

    @Test
    void whoeverReadTheRecordBeforeIsToldByKeysOnly() {
        var child = child();
        var key = byMail(child);
        audit.note("ds-oswego", "record.read", child, "consolidated record");

        entered(key, GRADE);

        assertThat(dispute(key).get("told").findValuesAsText("region")).containsExactly("oswego");
        assertThat(browser("admin").get("/mail").body())
                .contains("Disputed record: case " + key)
                .doesNotContain("another grade");
        // each change of what is disputed is told, also twice on one day
        assertThat(api.send("paa", "DELETE", "/api/disputes/" + key + "/statement", null)
                        .status())
                .isEqualTo(204);
        assertThat(jdbc.queryForObject(
                        "select count(distinct (level, repetition)) from mail where kind = 'DISPUTED' and business_key = ?",
                        Integer.class,
                        key))
                .isEqualTo(2);
    }

    @Test
    void aStatementIsReplacedOrWithdrawnLaterAndItsHistoryStays() {
        var child = child();
        var key = byMail(child);
        var later = "{\"statement\":\"It is the birth date.\",\"elements\":[\"" + BIRTH + "\"]}";
        assertThat(api.put("paa", "/api/disputes/" + key + "/statement", later).status())
                .as("nothing was entered yet")
                .isEqualTo(422);
        entered(key, GRADE);

        assertThat(api.put("paa", "/api/disputes/" + key + "/statement", "{}").status())
                .isEqualTo(400);
        assertThat(api.put("paa", "/api/disputes/" + key + "/statement", later).status())
                .isEqualTo(204);
        assertThat(record("paa", child).at("/disputes/0/statement").asText()).isEqualTo("It is the birth date.");
        assertThat(record("paa", child).at("/enrollments/0").has("disputed")).isFalse();
        var browser = browser("paa");
        assertThat(browser.get("/cases/dispute/" + key).body())
                .contains("An earlier statement", "replaced by paa", "It is the birth date.", "Withdraw the statement");
        assertThat(browser.post("/disputes/" + key + "/statement", "statement=&elements=" + GRADE)
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.get("/cases/dispute/" + key).body()).contains("statement: is required");
        assertThat(browser.post("/disputes/" + key + "/withdraw", "panel=false").statusCode())
                .isEqualTo(302);

        assertThat(browser.get("/cases/dispute/" + key).body()).contains("The statement is withdrawn");
        assertThat(record("paa", child).get("disputes")).isEmpty();
        assertThat(dispute(key).get("statements").findValuesAsText("endedWhy"))
                .containsExactly("REPLACED", "WITHDRAWN");
        assertThat(of(key).get("journal").findValuesAsText("what"))
                .contains("statement replaced", "statement withdrawn");
        assertThat(api.send("paa", "DELETE", "/api/disputes/" + key + "/statement", null)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aRefusedCorrectionGoesOnAsADisputeAndBothLeadToEachOther() {
        var child = child();
        var correction = "C-" + newKey();
        var asked = fields(
                child,
                Map.of(
                        "requesterEmail", "sampla.muestra@example.org",
                        "identityChecked", "yes",
                        "statement", "The grade is wrong."));
        assertThat(api.start("ds-metro", "correction", correction, asked).status())
                .isEqualTo(200);
        time.settle();
        var early = api.start(
                "ds-metro",
                "dispute",
                newKey(),
                fields(child, Map.of("requesterAddress", "1 Sample Street", "correctionNumber", correction)));
        assertThat(fields(early)).containsExactly("correctionNumber");
        done("sda", correction, "classify", Map.of("owner", "OWN"));
        done("ds-metro", correction, "investigate", Map.of("finding", "Right as it is."));
        done("sda", correction, "decide", Map.of("decision", "REFUSE", "reason", "The school confirmed the grade."));
        var refusal = api.get("ds-metro", "/api/corrections/" + correction).json();
        assertThat(refusal.at("/letters/1/body").asText()).contains("statement of dispute", correction);

        var key =
                filed("ds-metro", child, Map.of("requesterAddress", "1 Sample Street", "correctionNumber", correction));

        assertThat(of(key).at("/related/0/businessKey").asText()).isEqualTo(correction);
        var other = api.get("sda", "/api/cases/correction/" + correction).json();
        assertThat(other.at("/related/0/businessKey").asText()).isEqualTo(key);
        assertThat(other.get("journal").findValuesAsText("what")).contains("goes on as a dispute");
        assertThat(browser("ds-metro").get("/cases/correction/" + correction).body())
                .contains("/cases/dispute/" + key, "processStart=dispute");
        assertThat(browser("ds-metro").get("/cases/dispute/" + key).body()).contains("/cases/correction/" + correction);
        entered(key, GRADE);
        assertThat(browser("ds-metro").get("/cases/correction/" + correction).body())
                .contains("Disputed", "Grade Level (enrollments, record 1)");
    }

    @Test
    void aStatementThatIsNotEnteredIsAnsweredWithReasonsInSpanishOnPaper() throws Exception {
        var key = filed(
                "ds-metro",
                child(),
                Map.of("requesterAddress", "1 Sample Street, Exampleville", "language", "es", "reference", "Folder 7"));
        assertThat(fields(api.complete("paa", key, "enterStatement", Map.of("decision", "DECLINE"))))
                .containsExactly("reason");
        assertThat(fields(api.complete("paa", key, "enterStatement", Map.of("reason", "Sí."))))
                .containsExactly("decision");

        done("paa", key, "enterStatement", Map.of("decision", "DECLINE", "reason", "Usted no es el tutor."));

        assertThat(tasks(key)).containsExactly("sendLetter");
        assertThat(clock(key, "DISPUTE_STATEMENT").get("state").asText()).isEqualTo("RUNNING");
        var pdf = new PdfTextExtractor(new PdfReader(
                        letters.pdf(DisputeService.ref(key), files.get(key).requester())))
                .getTextFromPage(1);
        assertThat(pdf).contains("Sampla Muestra", "Exampleville", "Usted no es el tutor", "11 de septiembre de 2026");
        assertThat(api.get("ds-metro", "/api/disputes/" + key + "/letter.pdf").body())
                .startsWith("%PDF");
        assertThat(api.get("ds-oswego", "/api/disputes/" + key + "/letter.pdf").status())
                .isEqualTo(403);
        assertThat(fields(api.complete("ds-metro", key, "sendLetter", Map.of("sentOn", "2026-09-12"))))
                .containsExactly("sent", "sentOn");
        done("ds-metro", key, "sendLetter", Map.of("sentOn", "2026-09-11", "sent", true));
        assertThat(of(key).get("outcome").asText()).isEqualTo("declined");
        assertThat(browser("paa").get("/cases/dispute/" + key).body())
                .contains("posted on Sep 11, 2026", "the statement was not entered", "Folder 7")
                .doesNotContain("Choose these elements");
        assertThat(choose("paa", key, GRADE).status()).isEqualTo(422);
        engine.holdsNoneOf("Sampla Muestra", "Exampleville", "no es el tutor", "Folder 7");
    }

    @Test
    void nobodyButThePrivacyActAdministratorEntersAStatement() {
        var child = child();
        var key = byMail(child);
        assertThat(choose("paa", key, GRADE).status()).isEqualTo(204);

        for (var other : List.of("ds-metro", "sda", "lead", "idr", "admin", "mis2000", "rpd-metro")) {
            assertThat(choose(other, key, GRADE).status()).as(other).isEqualTo(403);
            assertThat(api.put(other, "/api/disputes/" + key + "/statement", "{\"statement\":\"x\"}")
                            .status())
                    .as(other)
                    .isEqualTo(403);
            assertThat(api.send(other, "DELETE", "/api/disputes/" + key + "/statement", null)
                            .status())
                    .as(other)
                    .isEqualTo(403);
        }
        assertThat(tasks("ds-metro", key)).isEmpty();
        var task = api.tasks("paa", key).get(0).get("id").asText();
        for (var other : List.of("ds-metro", "sda", "lead")) {
            assertThat(api.post(other, "/engine-rest/task/" + task + "/complete", Map.of("variables", Map.of()))
                            .status())
                    .as(other)
                    .isGreaterThanOrEqualTo(400);
        }
        assertThat(browser("ds-metro")
                        .post("/disputes/" + key + "/elements", "elements=" + GRADE)
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser("sda").get("/cases/dispute/" + key).body())
                .contains("Elements chosen: 1")
                .doesNotContain("Choose these elements");
        assertThat(record("sda", child).get("disputes")).isEmpty();
    }

    @Test
    void aLateStatementRemindsAndClimbsToTheLeadWhoStillCannotEnterIt() {
        var key = byMail(child());
        assertThat(choose("paa", key, GRADE).status()).isEqualTo(204);

        time.travelTo(at(LocalDate.of(2026, 9, 18), 9));
        time.travelTo(at(LocalDate.of(2026, 9, 23), 18));
        time.travelTo(at(LocalDate.of(2026, 9, 28), 9));
        time.travelTo(at(LocalDate.of(2026, 9, 30), 9));

        assertThat(clock(key, "DISPUTE_STATEMENT").get("overdue").asBoolean()).isTrue();
        assertThat(overdue(key)).isEqualTo(1);
        assertThat(tasks("lead", key)).containsExactly("enterStatement");
        assertThat(api.complete("lead", key, "enterStatement", ENTERED).status())
                .isEqualTo(403);
        engine.holdsNoneOf("another grade");
        var task = api.tasks("paa", key).get(0).get("id").asText();
        assertThat(api.post("lead", "/engine-rest/task/" + task + "/unclaim", Map.of())
                        .status())
                .isEqualTo(204);
        done("paa", key, "enterStatement", ENTERED);
        assertThat(clock(key, "DISPUTE_STATEMENT").get("state").asText()).isEqualTo("MISSED");
    }

    @Test
    void onlyElementsOfThisChildsRecordCanBeChosen() {
        var key = byMail(child());

        assertThat(api.get("paa", "/api/disputes/" + key + "/elements").body())
                .contains("gradeLevel", "Birth Date")
                .doesNotContain("\"value\":\"null\"");
        assertThat(api.get("ds-oswego", "/api/disputes/" + key + "/elements").status())
                .isEqualTo(403);
        assertThat(fields(choose("paa", key, "courses/NY/1/courseTitle"))).containsExactly("elements");
        assertThat(fields(choose("paa", key, "enrollments/NY/1/shoeSize", GRADE)))
                .containsExactly("elements");
        assertThat(fields(choose("paa", key))).containsExactly("elements");
        var browser = browser("paa");
        assertThat(browser.get("/cases/dispute/" + key).body()).contains("Choose these elements", GRADE);
        assertThat(browser.post("/disputes/" + key + "/elements", "elements=" + GRADE + "&elements=" + BIRTH)
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.get("/cases/dispute/" + key + "?panel").body())
                .contains("The elements are chosen", "checked=\"checked\"");
        assertThat(browser.post("/disputes/" + key + "/elements", "panel=true").statusCode())
                .isEqualTo(302);
        assertThat(browser.get("/cases/dispute/" + key + "?panel").body()).contains("name at least one element");
        assertThat(dispute(key).get("chosen")).hasSize(2);
        assertThat(api.get("paa", "/api/disputes/D-NONE").status()).isEqualTo(404);
    }

    @Test
    void badStartsNameEveryWrongFieldAndStoreNothing() {
        var key = newKey();

        var answer = api.start(
                "paa",
                "dispute",
                key,
                fields(
                        "NYXNOBODY",
                        Map.of("receivedOn", "2026-09-12", "requesterEmail", "nobody", "correctionNumber", "C-0")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(fields(answer))
                .containsExactlyInAnyOrder("studentId", "receivedOn", "requesterEmail", "correctionNumber");
        assertThat(api.get("paa", "/api/cases/dispute/" + key).status()).isEqualTo(404);
        assertThat(fields(api.start("paa", "dispute", key, fields(child(), Map.of()))))
                .containsExactly("requesterAddress");
        var byPost = Map.of("requesterAddress", "1 Sample Street");
        assertThat(api.start("ds-oswego", "dispute", newKey(), fields(child(), byPost))
                        .status())
                .isEqualTo(403);
        for (var stranger : List.of("recruiter-metro", "tutor-metro", "gva", "mis2000", "sua")) {
            assertThat(api.start(stranger, "dispute", newKey(), fields(child(), byPost))
                            .status())
                    .as(stranger)
                    .isEqualTo(403);
        }
    }

    @Test
    void thePrivacyActAdministratorReadsTheRecordsOfEveryRegionAndChangesNone() {
        var metro = child();
        var oswego = Samples.child(flow.uploaded("oswego"), 2);

        for (var child : List.of(metro, oswego)) {
            assertThat(record("paa", child).get("stateStudentId").asText()).isEqualTo(child);
            assertThat(api.get("paa", "/api/students?purpose=PARTICIPATION&stateStudentId=" + child)
                            .json()
                            .get("items"))
                    .hasSize(1);
            assertThat(audit.actors("record.read", child)).contains("paa");
        }
        assertThat(api.put(
                                "paa",
                                "/api/students/" + metro,
                                Samples.primaryStudent(metro).toString())
                        .status())
                .isEqualTo(403);
        var key = filed("paa", oswego, Map.of("requesterAddress", "1 Sample Street"));
        assertThat(api.get("paa", "/api/cases?process=dispute").body()).contains(key);
        assertThat(api.get("paa", "/api/cases/dispute/" + key).status()).isEqualTo(200);
    }

    @Test
    void otherCasesAboutTheChildShowWhatIsDisputed() {
        var child = Samples.child(flow.uploaded("metro"), 1);
        var key = byMail(child);
        entered(key, "courses/NY/1/courseTitle", BIRTH);
        var move = "R-" + key;
        assertThat(api.start(
                                "ds-metro",
                                "residency",
                                move,
                                Map.of(
                                        "studentId", child,
                                        "trigger", "DEPARTURE_FORM",
                                        "formReference", "Folder 9",
                                        "receivedOn", "2026-09-11"))
                        .status())
                .isEqualTo(200);
        var request = "S-" + key;
        assertThat(api.start(
                                "ds-metro",
                                "recordsrequest",
                                request,
                                Map.of(
                                        "studentId", child,
                                        "school", "Sample High School",
                                        "schoolState", "FL",
                                        "channel", "FAX",
                                        "requestedOn", "2026-09-11"))
                        .status())
                .isEqualTo(200);

        var browser = browser("ds-metro");

        assertThat(browser.get("/cases/residency/" + move).body())
                .contains("(courses, record 1)", "<mark>disputed</mark>");
        assertThat(browser.get("/records-requests/" + request + "/letter").body())
                .contains("birthDate", "Dummio was in another grade");
    }
}
