package org.msixcasework.recordsrequest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Api;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;

/** The policy for official records and secondary records, sentence by sentence. */
class RecordsRequestScenarioTest extends Scenario {

    private static final AtomicInteger COUNT = new AtomicInteger();

    RecordsRequestScenarioTest() {
        super("recordsrequest");
    }

    /** The elements of a child in grade 10 who left a school of this State in June, without its courses of that year. */
    private static ObjectNode whoLeftSampleHighSchool(String child) {
        var student = Samples.secondaryStudent(child);
        var enrollments = (ArrayNode) student.get("enrollments");
        var former = enrollments.get(0).<ObjectNode>deepCopy();
        ((ObjectNode) enrollments.get(0)).put("gradeLevel", "10");
        enrollments.add(former.put("enrollmentDate", "2025-09-03")
                .put("withdrawalDate", "2026-06-24")
                .put("schoolOrProjectName", "Muestrario High School"));
        return student;
    }

    private void coursesArrive(String child) {
        var student = whoLeftSampleHighSchool(child);
        var courses = (ArrayNode) student.get("courses");
        courses.add(courses.get(0)
                .<ObjectNode>deepCopy()
                .put("beginAcademicYear", 2025)
                .put("endAcademicYear", 2026)
                .put("finalGrade", "87"));
        flow.put(student);
    }

    /** A certificate in entry whose first child's former school still owes its elements. */
    private String owed() {
        var number = flow.approved();
        flow.put(whoLeftSampleHighSchool(Samples.child(number, 1)));
        flow.put(Samples.primaryStudent(Samples.child(number, 2)));
        time.settle();
        return number;
    }

    private static String key(String certificate) {
        return "S-%s-%s".formatted(Samples.child(certificate, 1), certificate);
    }

    private Api.Answer start(String user, String key, String child, Map<String, String> more) {
        var fields = new HashMap<>(Map.of(
                "studentId",
                child,
                "school",
                "Muestrario High School",
                "schoolState",
                "FL",
                "requestedOn",
                "2026-09-11",
                "channel",
                "FAX"));
        fields.putAll(more);
        return api.start(user, "recordsrequest", key, fields);
    }

    private String asked(String child, Map<String, String> more) {
        var key = "S-2026-%04d".formatted(COUNT.incrementAndGet());
        var answer = start("ds-oswego", key, child, more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return key;
    }

    private void done(String key, String task, Map<String, ?> fields) {
        var answer = api.complete("ds-oswego", key, task, fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        time.settle();
    }

    private List<String> refused(String key, String task, Map<String, ?> fields) {
        return api.complete("ds-oswego", key, task, fields).json().get("errors").findValuesAsText("field");
    }

    @Test
    void theFormerSecondarySchoolsElementsReachMsixWithinTenWorkingDaysOfTheApproval() {
        var number = owed();
        var key = key(number);
        assertThat(tasks(key)).containsExactly("obtainRecords");
        assertThat(clock(key, "COE_SECONDARY_RECORDS").get("dueOn").asText()).isEqualTo("2026-09-25");
        assertThat(clock(key, "COE_SECONDARY_RECORDS").get("kind").asText()).isEqualTo("STATUTORY");
        var received = Map.of("outcome", "RECEIVED", "obtainedOn", "2026-09-10");
        assertThat(refused(key, "obtainRecords", Map.of("outcome", "RECEIVED", "reason", "none")))
                .containsExactlyInAnyOrder("obtainedOn", "reason");
        assertThat(api.complete("ds-oswego", key, "obtainRecords", received).body())
                .contains("No course of the school year");

        coursesArrive(Samples.child(number, 1));
        done(key, "obtainRecords", received);
        flow.enter(number);
        flow.uploads();

        assertThat(of(key).get("outcome").asText()).isEqualTo("received");
        assertThat(clock(key, "COE_SECONDARY_RECORDS").get("state").asText()).isEqualTo("MET");
        assertThat(flow.of(number).get("outcome").asText()).isEqualTo("uploaded");
        engine.holdsNoneOf("Muestrario High");
    }

    @Test
    void anUntouchedClockOfSecondaryRecordsRemindsAndClimbsAndARejectionIsRepaired() {
        var number = owed();
        var key = key(number);
        time.travelTo(at(LocalDate.of(2026, 9, 18), 9));
        time.travelTo(at(LocalDate.of(2026, 9, 23), 9));
        time.travelTo(at(LocalDate.of(2026, 9, 28), 9));
        assertThat(overdue(key)).isEqualTo(1);
        time.travelTo(at(LocalDate.of(2026, 9, 30), 9));
        var child = Samples.child(number, 1);
        coursesArrive(child);
        var unknown = whoLeftSampleHighSchool(child);
        ((ObjectNode) unknown.get("enrollments").get(0)).put("facilityName", "Unknown School of Samples");
        flow.put(unknown);
        done(key, "obtainRecords", Map.of("outcome", "RECEIVED", "obtainedOn", "2026-09-29"));
        flow.uploads();
        assertThat(tasks(key)).containsExactly("resolveRejection");
        flow.put(whoLeftSampleHighSchool(child));
        done(key, "resolveRejection", Map.of("repaired", true));
        flow.uploads();

        assertThat(of(key).get("outcome").asText()).isEqualTo("received");
        assertThat(clock(key, "COE_SECONDARY_RECORDS").get("state").asText()).isEqualTo("MISSED");
    }

    @Test
    void whereNothingCanBeObtainedTheReasonIsKept() {
        var key = key(owed());
        assertThat(refused(key, "obtainRecords", Map.of("outcome", "NOT_OBTAINABLE", "obtainedOn", "2026-09-10")))
                .containsExactlyInAnyOrder("obtainedOn", "reason");

        done(key, "obtainRecords", Map.of("outcome", "NOT_OBTAINABLE", "reason", "The Muestrario archive burnt down."));

        assertThat(of(key).get("outcome").asText()).isEqualTo("notObtainable");
        assertThat(clock(key, "COE_SECONDARY_RECORDS").get("state").asText()).isEqualTo("CANCELLED");
        assertThat(api.get("ds-oswego", "/api/records-requests/" + key).body()).contains("burnt down");
        engine.holdsNoneOf("burnt down");
    }

    @Test
    void aChildWithoutAFormerSecondarySchoolOfTheStateOwesNothing() {
        var number = flow.approved();
        flow.elementsArrive(number);

        assertThat(api.get("sda", "/api/cases/recordsrequest/" + key(number)).status())
                .isEqualTo(404);
        var forced = start(
                "ds-oswego",
                "S-FORCED-1",
                Samples.child(number, 1),
                Map.of("certificate", number, "schoolState", "NY"));
        assertThat(forced.json().get("errors").findValuesAsText("field")).containsExactly("certificate");
    }

    @Test
    void msixIsToldOfRecordsFromAnotherStateWithinTenWorkingDaysOfTheDayTheyCame() {
        var child = Samples.child(flow.uploaded("oswego"), 1);
        var key = asked(child, Map.of());
        assertThat(tasks(key)).containsExactly("awaitRecords");
        assertThat(clock(key, "RECORDS_REQUEST").get("kind").asText()).isEqualTo("SERVICE");
        time.travelTo(at(LocalDate.of(2026, 9, 17), 9));
        time.travelTo(at(LocalDate.of(2026, 9, 23), 9));
        time.travelTo(at(LocalDate.of(2026, 9, 28), 9));
        assertThat(overdue(key)).isEqualTo(1);
        time.travelTo(at(LocalDate.of(2026, 10, 5), 9));
        done(key, "awaitRecords", Map.of("outcome", "RECEIVED", "obtainedOn", "2026-10-05"));
        assertThat(clock(key, "RECORDS_REQUEST").get("state").asText()).isEqualTo("MISSED");
        // Columbus Day is no working day
        assertThat(clock(key, "COE_OUT_OF_STATE_NOTICE").get("dueOn").asText()).isEqualTo("2026-10-20");

        time.travelTo(at(LocalDate.of(2026, 10, 13), 9));
        time.travelTo(at(LocalDate.of(2026, 10, 19), 9));
        time.travelTo(at(LocalDate.of(2026, 10, 21), 9));
        assertThat(overdue(key)).isEqualTo(1);
        time.travelTo(at(LocalDate.of(2026, 10, 23), 9));
        var enrollment = Samples.secondaryStudent(child);
        enrollment.remove(List.of("courses", "assessments"));
        ((ObjectNode) enrollment.get("enrollments").get(0)).put("facilityName", "Unknown School of Samples");
        flow.put(enrollment);
        flow.uploads();
        assertThat(tasks(key)).containsExactly("resolveNoticeRejection");
        ((ObjectNode) enrollment.get("enrollments").get(0)).put("facilityName", "Example Middle School");
        flow.put(enrollment);
        done(key, "resolveNoticeRejection", Map.of("repaired", true));
        flow.uploads();

        assertThat(of(key).get("outcome").asText()).isEqualTo("received");
        assertThat(clock(key, "COE_OUT_OF_STATE_NOTICE").get("state").asText()).isEqualTo("MISSED");
    }

    @Test
    void theNoticeMarksTheTranscriptOfTheLatestEnrollment() {
        var child = Samples.child(flow.uploaded("oswego"), 1);
        var before = Samples.secondaryStudent(child);
        ((ObjectNode) before.get("enrollments").get(0)).put("outOfStateTranscriptIndicator", false);
        flow.put(before);
        var key = asked(child, Map.of());

        done(key, "awaitRecords", Map.of("outcome", "RECEIVED", "obtainedOn", "2026-09-11"));
        flow.uploads();

        assertThat(clock(key, "COE_OUT_OF_STATE_NOTICE").get("state").asText()).isEqualTo("MET");
        assertThat(api.get("sda", "/api/students/" + child + "?purpose=PARTICIPATION")
                        .json()
                        .get("enrollments")
                        .get(0)
                        .get("outOfStateTranscriptIndicator")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aRequestIsTrackedUntilTheRecordsAreReceivedAndHasALetterForTheSchool() {
        var child = Samples.child(flow.uploaded("oswego"), 2);
        var key = asked(child, Map.of("schoolState", "GA"));
        var browser = browser("ds-oswego");
        assertThat(browser.get("/records-requests/" + key + "/letter").body())
                .contains("Muestrario High School, GA", "at no cost", key);
        assertThat(browser.get("/cases/recordsrequest/" + key).body()).contains("Letter for the school");
        assertThat(browser("ds-metro")
                        .get("/records-requests/" + key + "/letter")
                        .statusCode())
                .isEqualTo(403);

        done(key, "awaitRecords", Map.of("outcome", "NONE_EXISTS", "reason", "Never enrolled there."));

        assertThat(of(key).get("outcome").asText()).isEqualTo("notObtainable");
        assertThat(api.get("ds-oswego", "/api/students/" + child + "/records-requests")
                        .json())
                .hasSize(1);
        var second = asked(child, Map.of("schoolState", "GA"));
        done(second, "awaitRecords", Map.of("outcome", "RECEIVED", "obtainedOn", "2026-09-11"));
        assertThat(of(second).get("outcome").asText()).isEqualTo("received");
        assertThat(of(second).get("clocks")).hasSize(1);
    }

    @Test
    void badStartsNameEveryWrongFieldAndStoreNothing() {
        var answer = start("sda", "S-BAD-1", "NYX0", Map.of("schoolState", "ZZ", "requestedOn", "2026-09-12"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("studentId", "schoolState", "requestedOn");
        var child = Samples.child(flow.uploaded("oswego"), 2);
        assertThat(start("ds-metro", "S-BAD-2", child, Map.of()).status()).isEqualTo(403);
        assertThat(start("tutor-oswego", "S-BAD-3", child, Map.of()).status()).isEqualTo(403);
        assertThat(api.get("sda", "/api/students/" + child + "/records-requests")
                        .json())
                .isEmpty();
    }
}
