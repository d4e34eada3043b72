package org.msixcasework.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Api;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;

/** The policy for inquiries of other States and the Department, sentence by sentence. */
class InquiryScenarioTest extends Scenario {

    private static final AtomicInteger COUNT = new AtomicInteger();

    InquiryScenarioTest() {
        super("inquiry");
    }

    private static String newKey() {
        return "Q-2026-%04d".formatted(COUNT.incrementAndGet());
    }

    private Api.Answer start(String key, Map<String, String> more) {
        var fields = new HashMap<>(Map.of(
                "fromState",
                "FL",
                "kind",
                "INFORMATION",
                "receivedOn",
                "2026-09-11",
                "question",
                "Which grade was given?"));
        fields.putAll(more);
        return api.start("sda", "inquiry", key, fields);
    }

    private String started(Map<String, String> more) {
        var key = newKey();
        var answer = start(key, more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return key;
    }

    private String child() {
        return Samples.child(flow.uploaded("metro"), 2);
    }

    private Api.Answer respond(String key, String text, String corrected) {
        return api.complete("sda", key, "respond", Map.of("response", text, "corrected", corrected));
    }

    @Test
    void anInquiryAboutAChildIsInvestigatedAndAnsweredInWritingWithinTenWorkingDays() {
        var key = started(Map.of("studentId", child(), "contactEmail", "records@example.org"));
        assertThat(tasks(key)).containsExactly("investigate");
        assertThat(clock(key, "INQUIRY_RESPONSE").get("dueOn").asText()).isEqualTo("2026-09-25");

        assertThat(api.complete("ds-metro", key, "investigate", Map.of("finding", "Grade 87 stands in the record"))
                        .status())
                .isEqualTo(204);
        assertThat(respond(key, "The grade to date is 87.", "no").status()).isEqualTo(204);

        assertThat(of(key).get("outcome").asText()).isEqualTo("answered");
        assertThat(clock(key, "INQUIRY_RESPONSE").get("state").asText()).isEqualTo("MET");
        var inquiry = api.get("ds-metro", "/api/inquiries/" + key).json();
        assertThat(inquiry.get("response").asText()).isEqualTo("The grade to date is 87.");
        assertThat(inquiry.get("respondedBy").asText()).isEqualTo("sda");
        assertThat(browser("ds-metro").get("/cases/inquiry/" + key).body())
                .contains(
                        "Which grade was given?", "Grade 87 stands", "The grade to date is 87.", "records@example.org");
        assertThat(api.get("ds-oswego", "/api/inquiries/" + key).status()).isEqualTo(403);
        engine.holdsNoneOf("Which grade", "Grade 87 stands", "The grade to date", "records@example.org");
    }

    @Test
    void aResponseThatNamesTheChildIsNotMailed() {
        var key = started(Map.of("studentId", child(), "contactEmail", "records@example.org"));
        api.complete("ds-metro", key, "investigate", Map.of("finding", "known"));

        respond(key, "Dummio was born on 2018-11-21.", "no");

        assertThat(api.get("sda", "/api/inquiries/" + key)
                        .json()
                        .get("notMailed")
                        .asText())
                .contains("Send the response on paper.")
                .doesNotContain("Dummio");
    }

    private Api.Answer answerDepartment(String key, String text, String corrected, String basis) {
        return api.complete(
                "sda", key, "respond", Map.of("response", text, "corrected", corrected, "privacyBasis", basis));
    }

    @Test
    void theDepartmentIsAnsweredWithoutAnInvestigation() {
        var key = started(Map.of("fromState", "ED", "kind", "DEPARTMENT"));
        assertThat(tasks(key)).containsExactly("respond");
        assertThat(clock(key, "INQUIRY_RESPONSE").get("dueOn").asText()).isEqualTo("2026-09-25");

        assertThat(fields(answerDepartment(key, "", "maybe", "")))
                .containsExactly("response", "corrected", "privacyBasis");
        assertThat(fields(answerDepartment(key, "We checked.", "yes", "EVALUATION")))
                .containsExactly("corrected");
        assertThat(answerDepartment(key, "We checked.", "no", "AGGREGATE").status())
                .isEqualTo(204);

        assertThat(of(key).get("outcome").asText()).isEqualTo("answered");
        assertThat(api.get("sda", "/api/inquiries/" + key)
                        .json()
                        .get("response")
                        .asText())
                .isEqualTo("We checked.");
    }

    @Test
    void aMetsContributesToWhatTheDepartmentAsksAndItsPrivacyIsChecked() {
        assertThat(fields(start(newKey(), Map.of("region", "oswego")))).containsExactly("region");
        assertThat(fields(start(newKey(), Map.of("fromState", "ED", "kind", "DEPARTMENT", "region", "atlantis"))))
                .containsExactly("region");
        var key = started(Map.of("fromState", "ED", "kind", "DEPARTMENT", "region", "oswego"));
        assertThat(tasks("ds-oswego", key)).containsExactly("investigate");
        assertThat(tasks("ds-metro", key)).isEmpty();

        assertThat(api.complete("ds-oswego", key, "investigate", Map.of("finding", "Nine of ten are complete"))
                        .status())
                .isEqualTo(204);
        assertThat(fields(answerDepartment(key, "Call (315) 555-0100 about it.", "no", "AGGREGATE")))
                .containsExactly("response");
        assertThat(answerDepartment(key, "Ninety percent are complete.", "no", "AGGREGATE")
                        .status())
                .isEqualTo(204);

        assertThat(of(key).get("outcome").asText()).isEqualTo("answered");
        assertThat(browser("ds-oswego").get("/cases/inquiry/" + key).body())
                .contains(
                        "Contribution of the METS",
                        "Nine of ten are complete",
                        "Privacy check: counts and figures only");
        engine.holdsNoneOf("Nine of ten", "Ninety percent");
    }

    @Test
    void anUnansweredInquiryRemindsAndClimbs() {
        var key = started(Map.of());

        time.travelTo(at(LocalDate.of(2026, 9, 28), 9));

        assertThat(clock(key, "INQUIRY_RESPONSE").get("overdue").asBoolean()).isTrue();
        assertThat(clock(key, "INQUIRY_RESPONSE").get("level").asInt()).isEqualTo(1);
        assertThat(api.tasks("lead", key).get(0).get("priority").asInt()).isGreaterThan(50);
        assertThat(overdue(key)).isEqualTo(1);
        time.travelTo(at(LocalDate.of(2026, 9, 30), 9));
        respond(key, "We are sorry to be late.", "no");
        assertThat(clock(key, "INQUIRY_RESPONSE").get("state").asText()).isEqualTo("MISSED");
    }

    @Test
    void aPromisedCorrectionReachesMsixWithinFourWorkingDays() {
        var child = child();
        var key = started(Map.of("studentId", child, "kind", "CORRECTION"));
        api.complete("ds-metro", key, "investigate", Map.of("finding", "the grade level is wrong"));
        time.moveTo(at(FRIDAY, 10));
        respond(key, "We correct it.", "yes");
        assertThat(clock(key, "CORRECTION_UPLOAD").get("dueOn").asText()).isEqualTo("2026-09-17");
        assertThat(tasks(key)).containsExactly("revise");
        assertThat(api.complete("ds-metro", key, "revise", Map.of("revised", true))
                        .status())
                .isEqualTo(422);

        var student = Samples.primaryStudent(child);
        ((ObjectNode) student.get("enrollments").get(0))
                .put("gradeLevel", "03")
                .put("facilityName", "Unknown School of Samples");
        flow.put(student);
        assertThat(api.complete("ds-metro", key, "revise", Map.of("revised", true))
                        .status())
                .isEqualTo(204);
        time.settle();
        flow.uploads();
        assertThat(tasks(key)).containsExactly("resolveRejection");
        time.travelTo(at(LocalDate.of(2026, 9, 18), 7));
        assertThat(overdue(key)).isEqualTo(1);
        time.travelTo(at(LocalDate.of(2026, 9, 21), 9));
        ((ObjectNode) student.get("enrollments").get(0)).put("facilityName", "Example Middle School");
        flow.put(student);
        assertThat(api.complete("ds-metro", key, "resolveRejection", Map.of("repaired", true))
                        .status())
                .isEqualTo(204);
        time.settle();
        flow.uploads();

        assertThat(of(key).get("outcome").asText()).isEqualTo("corrected");
        assertThat(clock(key, "CORRECTION_UPLOAD").get("state").asText()).isEqualTo("MISSED");
    }

    @Test
    void aForwardedParentRequestHasTwoClocksAndTheParentIsTold() {
        var key = started(Map.of(
                "studentId", child(),
                "kind", "FORWARDED_PARENT",
                "requesterName", "Sampla Muestra",
                "requesterEmail", "sampla.muestra@example.org"));
        assertThat(clock(key, "INQUIRY_RESPONSE").get("dueOn").asText()).isEqualTo("2026-09-25");
        assertThat(clock(key, "PARENT_DECISION").get("dueOn").asText()).isEqualTo("2026-10-11");
        api.complete("ds-metro", key, "investigate", Map.of("finding", "checked"));
        respond(key, "The record is right as it stands.", "no");
        assertThat(tasks(key)).containsExactly("notifyParent");
        assertThat(clock(key, "INQUIRY_RESPONSE").get("state").asText()).isEqualTo("MET");

        time.travelTo(at(LocalDate.of(2026, 10, 1), 9));
        time.travelTo(at(LocalDate.of(2026, 10, 12), 9));
        time.travelTo(at(LocalDate.of(2026, 10, 13), 9));

        assertThat(clock(key, "PARENT_DECISION").get("overdue").asBoolean()).isTrue();
        assertThat(overdue(key)).isEqualTo(1);
        assertThat(api.complete("ds-metro", key, "notifyParent", Map.of("notifiedOn", "soon"))
                        .json()
                        .get("errors")
                        .findValuesAsText("field"))
                .containsExactly("notified", "notifiedOn");
        assertThat(api.complete("ds-metro", key, "notifyParent", Map.of("notifiedOn", "2026-10-12", "notified", true))
                        .status())
                .isEqualTo(204);
        assertThat(of(key).get("outcome").asText()).isEqualTo("answered");
        assertThat(clock(key, "PARENT_DECISION").get("state").asText()).isEqualTo("MISSED");
        engine.holdsNoneOf("Sampla Muestra", "sampla.muestra");
    }

    @Test
    void badStartsNameEveryWrongFieldAndStoreNothing() {
        var key = newKey();

        var answer = start(
                key,
                Map.of(
                        "fromState", "NY",
                        "kind", "FORWARDED_PARENT",
                        "receivedOn", "2026-09-12",
                        "contactEmail", "nobody"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder(
                        "fromState", "studentId", "receivedOn", "requesterName", "requesterAddress", "contactEmail");
        assertThat(api.get("sda", "/api/cases/inquiry/" + key).status()).isEqualTo(404);
        assertThat(start(newKey(), Map.of("kind", "DEPARTMENT"))
                        .json()
                        .get("errors")
                        .findValuesAsText("field"))
                .containsExactly("fromState");
        assertThat(start(newKey(), Map.of("studentId", "NYXNOBODY", "requesterName", "X", "fromState", "??"))
                        .json()
                        .get("errors")
                        .findValuesAsText("field"))
                .containsExactlyInAnyOrder("fromState", "studentId", "requesterName");
    }

    @Test
    void oneKeyIsOneInquiryAndOthersMayNotStartOne() {
        var key = started(Map.of());

        assertThat(start(key, Map.of()).status()).isEqualTo(409);
        assertThat(api.start("recruiter-metro", "inquiry", newKey(), Map.of()).status())
                .isEqualTo(403);
        assertThat(api.complete("sda", key, "respond", Map.of("response", "Done.", "corrected", "no"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aFindingIsRequired() {
        var key = started(Map.of("studentId", child()));

        assertThat(api.complete("ds-metro", key, "investigate", Map.of("finding", " "))
                        .json()
                        .get("errors")
                        .findValuesAsText("field"))
                .containsExactly("finding");
    }
}
