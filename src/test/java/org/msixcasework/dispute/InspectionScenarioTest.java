package org.msixcasework.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.CaseRef;
import org.msixcasework.mail.Correspondence;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;

/** The right of parents to inspect a record, sentence by sentence. */
class InspectionScenarioTest extends Scenario {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    Audit audit;

    @Autowired
    Correspondence correspondence;

    InspectionScenarioTest() {
        super("inspection");
    }

    private static String newKey() {
        return "I-2026-%04d".formatted(COUNT.incrementAndGet());
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

    private String asked(String user, String child, Map<String, String> more) {
        var key = newKey();
        var answer = api.start(user, "inspection", key, fields(child, more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        time.settle();
        return key;
    }

    private JsonNode inspection(String key) {
        return api.get("ds-metro", "/api/inspections/" + key).json();
    }

    @Test
    void aCopyIsGivenWithinFortyFiveDaysOnceItWasCheckedWhoAsks() {
        var child = child();
        var key = asked("ds-metro", child, Map.of("requesterEmail", "sampla.muestra@example.org"));
        assertThat(clock(key, "PARENT_INSPECTION").get("dueOn").asText()).isEqualTo("2026-10-26");
        assertThat(clock(key, "PARENT_INSPECTION").get("kind").asText()).isEqualTo("STATUTORY");
        assertThat(browser("ds-metro").get("/cases/inspection/" + key).body())
                .contains("/records/" + child + "/print", "Sampla Muestra", "not yet");
        assertThat(fields(api.complete("ds-metro", key, "giveCopy", Map.of("outcome", "GIVEN", "givenBy", "PIGEON"))))
                .containsExactly("identityChecked", "givenBy", "givenOn");
        assertThat(fields(api.complete(
                        "ds-metro",
                        key,
                        "giveCopy",
                        Map.of(
                                "outcome",
                                "GIVEN",
                                "identityChecked",
                                true,
                                "givenBy",
                                "MAIL",
                                "givenOn",
                                "2026-09-12"))))
                .containsExactly("givenOn");

        done(
                "ds-metro",
                key,
                "giveCopy",
                Map.of("outcome", "GIVEN", "identityChecked", true, "givenBy", "IN_PERSON", "givenOn", "2026-09-11"));

        assertThat(of(key).get("outcome").asText()).isEqualTo("given");
        assertThat(clock(key, "PARENT_INSPECTION").get("state").asText()).isEqualTo("MET");
        assertThat(inspection(key).at("/letters/0/kind").asText()).isEqualTo("GIVEN");
        assertThat(inspection(key).at("/inspection/identityCheckedBy").asText()).isEqualTo("ds-metro");
        assertThat(audit.actors("inspection.copy-given", child)).containsExactly("ds-metro");
        assertThat(browser("ds-metro").get("/cases/inspection/" + key).body())
                .contains("given on Sep 11, 2026 (in person), by ds-metro", "by mail");
        assertThat(correspondence.of(new CaseRef("inspection", key)))
                .extracting(
                        logged -> logged.letter().recipientEmail(),
                        logged -> logged.letter().subject())
                .containsExactly(tuple("sampla.muestra@example.org", "Copy of the record: your request " + key));
        engine.holdsNoneOf("Sampla Muestra", "sampla.muestra");
    }

    @Test
    void theLetterToWhoeverWasGivenACopyOnPaperGoesWithIt() {
        var key = asked(
                "paa", child(), Map.of("requesterAddress", "1 Sample Street, Exampleville", "identityChecked", "yes"));

        done("ds-metro", key, "giveCopy", Map.of("outcome", "GIVEN", "givenBy", "MAIL", "givenOn", "2026-09-11"));

        assertThat(of(key).get("outcome").asText()).isEqualTo("given");
        assertThat(api.get("ds-metro", "/api/inspections/" + key + "/letter.pdf")
                        .body())
                .startsWith("%PDF");
        assertThat(api.get("ds-oswego", "/api/inspections/" + key + "/letter.pdf")
                        .status())
                .isEqualTo(403);
        assertThat(api.get("ds-oswego", "/api/inspections/" + key).status()).isEqualTo(403);
        assertThat(api.get("sda", "/api/inspections/I-NONE").status()).isEqualTo(404);
    }

    @Test
    void whoIsGivenNoCopyIsToldWhyByPost() {
        var key = asked("sda", child(), Map.of("requesterAddress", "1 Sample Street, Exampleville", "language", "es"));
        assertThat(fields(api.complete("ds-metro", key, "giveCopy", Map.of("outcome", "REFUSED"))))
                .containsExactly("reason");
        assertThat(fields(api.complete("ds-metro", key, "giveCopy", Map.of()))).containsExactly("outcome", "reason");
        assertThat(api.get("ds-metro", "/api/inspections/" + key + "/letter.pdf")
                        .status())
                .isEqualTo(404);

        done("ds-metro", key, "giveCopy", Map.of("outcome", "REFUSED", "reason", "Usted no es el tutor."));

        assertThat(tasks(key)).containsExactly("sendLetter");
        assertThat(clock(key, "PARENT_INSPECTION").get("state").asText()).isEqualTo("RUNNING");
        done("ds-metro", key, "sendLetter", Map.of("sentOn", "2026-09-11", "sent", true));
        assertThat(of(key).get("outcome").asText()).isEqualTo("refused");
        assertThat(inspection(key).at("/letters/0/body").asText()).contains("Usted no es el tutor");
        assertThat(browser("ds-metro").get("/cases/inspection/" + key).body())
                .contains("posted on Sep 11, 2026", "Usted no es el tutor")
                .doesNotContain("/print");
        engine.holdsNoneOf("Sampla Muestra", "Exampleville", "no es el tutor");
    }

    @Test
    void anUnansweredRequestRemindsAndClimbs() {
        var key = asked("ds-metro", child(), Map.of("requesterAddress", "1 Sample Street"));

        time.travelTo(at(LocalDate.of(2026, 10, 12), 9));
        time.travelTo(at(LocalDate.of(2026, 10, 22), 9));
        time.travelTo(at(LocalDate.of(2026, 10, 27), 9));
        time.travelTo(at(LocalDate.of(2026, 10, 29), 9));

        assertThat(clock(key, "PARENT_INSPECTION").get("overdue").asBoolean()).isTrue();
        assertThat(clock(key, "PARENT_INSPECTION").get("level").asInt()).isPositive();
        assertThat(overdue(key)).isEqualTo(1);
        assertThat(tasks("lead", key)).containsExactly("giveCopy");
    }

    @Test
    void badStartsNameEveryWrongFieldAndStoreNothing() {
        var key = newKey();

        var answer = api.start("ds-metro", "inspection", key, fields("NYXNOBODY", Map.of("receivedOn", "2026-09-12")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(fields(answer)).containsExactlyInAnyOrder("studentId", "receivedOn", "requesterAddress");
        assertThat(api.get("sda", "/api/cases/inspection/" + key).status()).isEqualTo(404);
        var byPost = Map.of("requesterAddress", "1 Sample Street");
        for (var stranger : List.of("ds-oswego", "recruiter-metro", "tutor-metro", "gva", "mis2000")) {
            assertThat(api.start(stranger, "inspection", newKey(), fields(child(), byPost))
                            .status())
                    .as(stranger)
                    .isEqualTo(403);
        }
    }
}
