package org.msixcasework.correction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.msixcasework.audit.Audit;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;

/** The policy for correction requests of parents, sentence by sentence. */
class CorrectionScenarioTest extends Scenario {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    ParentLetters letters;

    @Autowired
    Corrections corrections;

    @Autowired
    Audit audit;

    CorrectionScenarioTest() {
        super("correction");
    }

    private static String newKey() {
        return "C-2026-%04d".formatted(COUNT.incrementAndGet());
    }

    private String child() {
        return Samples.child(flow.uploaded("metro"), 2);
    }

    private static Map<String, String> fields(String child, Map<String, String> more) {
        var fields = new HashMap<>(Map.of(
                "studentId", child,
                "receivedOn", "2026-09-11",
                "requesterName", "Sampla Muestra",
                "statement", "The grade of Dummio is wrong."));
        fields.putAll(more);
        return fields;
    }

    private String started(String child, Map<String, String> more) {
        var key = newKey();
        var answer = api.start("ds-metro", "correction", key, fields(child, more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        time.settle();
        return key;
    }

    private String byMail(String child) {
        return started(child, Map.of("requesterEmail", "sampla.muestra@example.org", "identityChecked", "yes"));
    }

    private String onPaper(String child) {
        return started(
                child,
                Map.of("requesterAddress", "1 Sample Street, Exampleville", "language", "es", "channel", "PAPER"));
    }

    private List<String> refused(String user, String key, String task, Map<String, ?> fields) {
        return api.complete(user, key, task, fields).json().get("errors").findValuesAsText("field");
    }

    private JsonNode request(String key) {
        return api.get("ds-metro", "/api/corrections/" + key).json();
    }

    @Test
    void aRequestThatIsRightIsAcknowledgedDecidedAndUploadedInTime() {
        var child = child();
        var key = byMail(child);
        assertThat(clock(key, "PARENT_DECISION").get("dueOn").asText()).isEqualTo("2026-10-11");
        assertThat(clock(key, "PARENT_FORWARD").get("dueOn").asText()).isEqualTo("2026-09-17");
        assertThat(request(key).get("letters").findValuesAsText("kind")).containsExactly("ACKNOWLEDGED");
        assertThat(tasks(key)).containsExactly("classify");

        assertThat(refused("sda", key, "classify", Map.of("owner", "OWN", "ownerState", "FL", "furtherStates", "NY")))
                .containsExactly("ownerState", "furtherStates");
        done("sda", key, "classify", Map.of("owner", "OWN"));
        assertThat(clock(key, "PARENT_FORWARD").get("state").asText()).isEqualTo("CANCELLED");
        assertThat(refused("ds-metro", key, "investigate", Map.of("finding", " ")))
                .containsExactly("finding");
        done("ds-metro", key, "investigate", Map.of("finding", "The school sent the wrong grade."));
        assertThat(refused("sda", key, "decide", Map.of("decision", "MAYBE"))).containsExactly("decision", "reason");
        time.moveTo(at(FRIDAY, 10));
        done("sda", key, "decide", Map.of("decision", "CORRECT", "reason", "The school confirmed the grade."));

        assertThat(clock(key, "PARENT_DECISION").get("state").asText()).isEqualTo("MET");
        assertThat(clock(key, "CORRECTION_UPLOAD").get("dueOn").asText()).isEqualTo("2026-09-17");
        assertThat(tasks(key)).containsExactly("revise");
        assertThat(api.complete("ds-metro", key, "revise", Map.of("revised", true))
                        .status())
                .isEqualTo(422);
        change(child, "Unknown School of Samples");
        done("ds-metro", key, "revise", Map.of("revised", true));
        flow.uploads();
        assertThat(tasks(key)).containsExactly("resolveRejection");
        time.travelTo(at(LocalDate.of(2026, 9, 15), 9));
        time.travelTo(at(LocalDate.of(2026, 9, 18), 9));
        assertThat(overdue(key)).isEqualTo(1);
        time.travelTo(at(LocalDate.of(2026, 9, 21), 9));
        change(child, "Example Middle School");
        done("ds-metro", key, "resolveRejection", Map.of("repaired", true));
        flow.uploads();

        assertThat(of(key).get("outcome").asText()).isEqualTo("corrected");
        assertThat(clock(key, "CORRECTION_UPLOAD").get("state").asText()).isEqualTo("MISSED");
        engine.holdsNoneOf("Sampla Muestra", "sampla.muestra", "grade of Dummio", "wrong grade", "confirmed the grade");
    }

    private void change(String child, String school) {
        var student = Samples.primaryStudent(child);
        ((ObjectNode) student.get("enrollments").get(0)).put("gradeLevel", "03").put("facilityName", school);
        flow.put(student);
    }

    @Test
    void whoeverReadTheWrongDataBeforeIsTold() {
        var child = child();
        var key = byMail(child);
        done("sda", key, "classify", Map.of("owner", "OWN"));
        done("ds-metro", key, "investigate", Map.of("finding", "Wrong."));
        time.moveTo(at(FRIDAY, 10));
        done("sda", key, "decide", Map.of("decision", "CORRECT", "reason", "Right."));
        change(child, "Example Middle School");
        done("ds-metro", key, "revise", Map.of("revised", true));
        // as it was while the child lived there
        audit.note("ds-oswego", "record.read", child, "consolidated record");

        flow.uploads();

        assertThat(of(key).get("outcome").asText()).isEqualTo("corrected");
        assertThat(request(key).get("told").findValuesAsText("region")).containsExactly("oswego");
        assertThat(browser("admin").get("/mail").body()).contains("Corrected record: case " + key);
    }

    @Test
    void aRefusalTellsReasonsAppealHearingAndStatementOfDisputeInSpanishOnPaper() throws Exception {
        var key = onPaper(child());
        assertThat(tasks(key)).containsExactly("sendAcknowledgement");
        assertThat(refused("ds-metro", key, "sendAcknowledgement", Map.of("sentOn", "2026-09-10")))
                .containsExactly("sent", "sentOn");
        done("ds-metro", key, "sendAcknowledgement", Map.of("sentOn", "2026-09-11", "sent", true));
        done("sda", key, "classify", Map.of("owner", "OWN"));
        assertThat(refused("ds-metro", key, "investigate", Map.of("finding", "Right as it is.")))
                .containsExactly("identityChecked");
        done("ds-metro", key, "investigate", Map.of("finding", "Right as it is.", "identityChecked", true));
        done("sda", key, "decide", Map.of("decision", "REFUSE", "reason", "La escuela confirmó la calificación."));
        assertThat(tasks(key)).containsExactly("sendLetter");

        var pdf = new PdfTextExtractor(new PdfReader(letters.pdf(corrections.get(key), ParentLetters.Kind.REFUSED)))
                .getTextFromPage(1);
        assertThat(pdf)
                .contains("Sampla Muestra", "Exampleville", "confirmó la calificación", "apelar", "audiencia")
                .contains("declaración", "11 de septiembre de 2026", "CONFIDENCIAL");
        var letter = api.get("ds-metro", "/api/corrections/" + key + "/letters/refused.pdf");
        assertThat(letter.status()).isEqualTo(200);
        assertThat(letter.body()).startsWith("%PDF");
        assertThat(api.get("ds-metro", "/api/corrections/" + key + "/letters/corrected.pdf")
                        .status())
                .isEqualTo(404);
        assertThat(api.get("ds-metro", "/api/corrections/" + key + "/letters/love.pdf")
                        .status())
                .isEqualTo(404);
        assertThat(api.get("ds-oswego", "/api/corrections/" + key + "/letters/refused.pdf")
                        .status())
                .isEqualTo(403);
        assertThat(clock(key, "PARENT_DECISION").get("state").asText()).isEqualTo("RUNNING");
        done("ds-metro", key, "sendLetter", Map.of("sentOn", "2026-09-11", "sent", true));

        assertThat(of(key).get("outcome").asText()).isEqualTo("refused");
        assertThat(clock(key, "PARENT_DECISION").get("state").asText()).isEqualTo("MET");
        assertThat(browser("ds-metro").get("/cases/correction/" + key).body())
                .contains("posted on Sep 11, 2026", "Right as it is.", "letters in Spanish", "refused.pdf");
        engine.holdsNoneOf("Sampla Muestra", "Exampleville", "Right as it is", "La escuela");
    }

    @Test
    void dataOfAnotherStateGoThereWithinFourWorkingDaysAndEachStateIsACase() {
        var key = byMail(child());

        done("sda", key, "classify", Map.of("owner", "OTHER_STATE", "ownerState", "FL", "furtherStates", "GA, TX"));

        assertThat(request(key).get("parts")).extracting(JsonNode::asText).containsExactly(key + ".GA", key + ".TX");
        assertThat(tasks(key + ".GA")).containsExactly("forward");
        assertThat(clock(key + ".GA", "PARENT_FORWARD").get("dueOn").asText()).isEqualTo("2026-09-17");
        assertThat(refused("ds-metro", key, "forward", Map.of("sentOn", "2026-09-12", "sentBy", "PIGEON")))
                .containsExactly("sentOn", "addressee", "sentBy");
        var sent = Map.of("addressee", "Florida MEP", "sentOn", "2026-09-11", "sentBy", "MSIX");
        done("ds-metro", key, "forward", sent);
        assertThat(of(key).get("outcome").asText()).isEqualTo("forwarded");
        assertThat(clock(key, "PARENT_FORWARD").get("state").asText()).isEqualTo("MET");
        assertThat(clock(key, "PARENT_DECISION").get("state").asText()).isEqualTo("CANCELLED");
        assertThat(request(key).get("letters").findValuesAsText("kind")).containsExactly("ACKNOWLEDGED", "FORWARDED");
        done("ds-metro", key + ".GA", "forward", sent);
        assertThat(request(key + ".GA").get("letters").findValuesAsText("kind")).containsExactly("FORWARDED");
    }

    @Test
    void anUnansweredRequestRemindsAndClimbs() {
        var key = byMail(child());

        time.travelTo(at(LocalDate.of(2026, 9, 15), 9));
        time.travelTo(at(LocalDate.of(2026, 9, 18), 9));
        time.travelTo(at(LocalDate.of(2026, 9, 22), 9));
        assertThat(clock(key, "PARENT_FORWARD").get("overdue").asBoolean()).isTrue();
        assertThat(overdue(key)).isEqualTo(1);
        done("sda", key, "classify", Map.of("owner", "OTHER_STATE", "ownerState", "FL"));
        done("ds-metro", key, "forward", Map.of("addressee", "FL", "sentOn", "2026-09-22", "sentBy", "MAIL"));
        assertThat(clock(key, "PARENT_FORWARD").get("state").asText()).isEqualTo("MISSED");

        var late = byMail(child());
        done("sda", late, "classify", Map.of("owner", "OWN"));
        time.travelTo(at(LocalDate.of(2026, 10, 2), 9));
        time.travelTo(at(LocalDate.of(2026, 10, 8), 9));
        time.travelTo(at(LocalDate.of(2026, 10, 14), 9));
        time.travelTo(at(LocalDate.of(2026, 10, 16), 9));
        assertThat(clock(late, "PARENT_DECISION").get("overdue").asBoolean()).isTrue();
        assertThat(clock(late, "PARENT_DECISION").get("level").asInt()).isPositive();
        assertThat(api.tasks("lead", late)).isNotEmpty();
    }

    @Test
    void badStartsNameEveryWrongFieldAndStoreNothing() {
        var key = newKey();

        var answer = api.start(
                "ds-metro",
                "correction",
                key,
                fields("NYXNOBODY", Map.of("receivedOn", "2026-09-12", "requesterEmail", "nobody", "partOf", "C-0")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder(
                        "studentId", "receivedOn", "requesterEmail", "partOf", "partOf", "ownerState");
        assertThat(api.get("sda", "/api/cases/correction/" + key).status()).isEqualTo(404);
        assertThat(api.start("ds-oswego", "correction", newKey(), fields(child(), Map.of("requesterAddress", "x")))
                        .status())
                .isEqualTo(403);
        assertThat(api.start("recruiter-metro", "correction", newKey(), fields(child(), Map.of()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aWebFormFilesARequestThroughItsOwnDoor() {
        var child = child();
        var form = fields(child, Map.of("requesterEmail", "sampla.muestra@example.org", "channel", "WEB"));

        var filed = api.post("ds-metro", "/api/corrections", form);

        assertThat(filed.status()).as(filed.body()).isEqualTo(201);
        var key = filed.json().get("id").asText();
        assertThat(request(key).get("request").get("channel").asText()).isEqualTo("WEB");
        form.put("id", key);
        assertThat(api.post("ds-metro", "/api/corrections", form).status()).isEqualTo(409);
        form.put("partOf", key);
        assertThat(api.post("ds-metro", "/api/corrections", form).status()).isEqualTo(400);
    }
}
