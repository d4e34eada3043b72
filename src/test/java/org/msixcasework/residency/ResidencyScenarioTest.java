package org.msixcasework.residency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The policy for a change of residency, sentence by sentence. */
class ResidencyScenarioTest extends Scenario {

    private static final LocalDate MONDAY = LocalDate.of(2026, 9, 14);
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    JdbcTemplate jdbc;

    ResidencyScenarioTest() {
        super("residency");
    }

    private static String newKey() {
        return "R-2026-%04d".formatted(COUNT.incrementAndGet());
    }

    /** A child in grade 9 with a course in progress whom MSIX knows. */
    private String child() {
        return Samples.child(flow.uploaded("metro"), 1);
    }

    private Api.Answer start(String user, String key, String child, Map<String, String> more) {
        var fields = new HashMap<>(
                Map.of("studentId", child, "trigger", "DEPARTURE_FORM", "receivedOn", "2026-09-11", "toState", "FL"));
        fields.putAll(more);
        return api.start(user, "residency", key, fields);
    }

    private String started(String child, Map<String, String> more) {
        var key = newKey();
        var answer = start("ds-metro", key, child, more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return key;
    }

    private List<String> clocks(String key) {
        return of(key).get("clocks").findValuesAsText("state");
    }

    private JsonNode clock(String key) {
        var clocks = of(key).get("clocks");
        return clocks.get(clocks.size() - 1);
    }

    private Api.Answer submit(String key, Map<String, ?> fields) {
        return api.complete("ds-metro", key, "submitUpdates", fields);
    }

    private void nothingNew(String key) {
        var answer = submit(key, Map.of("outcome", "NOTHING_NEW"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        assertThat(tasks("ds-metro", key)).isEmpty();
    }

    private void updatesReady(String key) {
        var answer = submit(key, Map.of("outcome", "UPDATES_READY", "withdrawalDate", "2026-09-10"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        time.settle();
    }

    private static HttpResponse<String> post(Browser browser, String path, String fields) {
        return browser.send(
                "POST",
                path,
                fields + "&_csrf=" + browser.cookie("CASEWORK-XSRF").orElseThrow(),
                Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    @Test
    void aDepartureFormClosesTheEnrollmentAndReachesMsixWithinFourWorkingDays() {
        var child = child();
        var student = Samples.secondaryStudent(child);
        var course = ((ObjectNode) student.get("courses").get(0)).deepCopy().put("courseTitle", "Biology I");
        course.remove(List.of("gradeToDate", "clockHours"));
        ((ArrayNode) student.get("courses")).add(course);
        flow.put(student);
        var key = started(child, Map.of("formReference", "Cabinet 7, folder Muestrario"));
        assertThat(clock(key).get("dueOn").asText()).isEqualTo("2026-09-17");
        assertThat(tasks("ds-metro", key)).containsExactly("submitUpdates");

        assertThat(fields(submit(key, Map.of("outcome", "UPDATES_READY")))).containsExactly("withdrawalDate");
        assertThat(fields(submit(key, Map.of("outcome", "UPDATES_READY", "withdrawalDate", "2026-09-01"))))
                .containsExactly("withdrawalDate");
        assertThat(fields(submit(key, Map.of("outcome", "MAYBE", "withdrawalDate", "2026-09-12"))))
                .containsExactly("outcome", "withdrawalDate");
        assertThat(fields(submit(key, Map.of("outcome", "NOTHING_NEW", "withdrawalDate", "2026-09-10"))))
                .containsExactly("withdrawalDate");
        var ready = Map.of("outcome", "UPDATES_READY", "withdrawalDate", "2026-09-10");
        var incomplete = submit(key, ready);
        assertThat(incomplete.status()).isEqualTo(422);
        assertThat(fields(incomplete)).containsExactly("Grade-to-Date of Biology I", "Clock Hours of Biology I");

        var browser = browser("ds-metro");
        assertThat(browser.get("/cases/residency/" + key).body())
                .contains(
                        "departure form", "Cabinet 7", "Example Middle School", "Biology I", "/movealerts/new?msixId=");
        post(browser, "/residency/" + key + "/courses/2", "gradeToDate=1234&clockHours=many");
        assertThat(browser.get("/cases/residency/" + key).body()).contains("has more than three characters");
        assertThat(post(browser, "/residency/" + key + "/courses/2", "gradeToDate=B%2B&clockHours=31")
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.get("/cases/residency/" + key).body()).contains("The course is stored.", "B+", "31");

        assertThat(submit(key, ready).status()).isEqualTo(204);
        assertThat(jdbc.queryForList(
                        "select element from element_change where student_id = ? and origin = ? order by element",
                        String.class,
                        child,
                        "residency " + key))
                .containsExactly("clockHours", "gradeToDate", "withdrawalDate");
        time.settle();
        flow.uploads();
        assertThat(of(key).get("outcome").asText()).isEqualTo("uploaded");
        assertThat(clocks(key)).containsExactly("MET");
        assertThat(api.get("ds-metro", "/api/residency/" + key)
                        .json()
                        .at("/answers/0/withdrawalDate")
                        .asText())
                .isEqualTo("2026-09-10");
        engine.holdsNoneOf("Muestrario", "Biology I");
    }

    @Test
    void updatesAreRefusedWhileApplicableElementsAreMissing() {
        var child = child();
        var student = Samples.secondaryStudent(child);
        var course = ((ObjectNode) student.get("courses").get(0)).deepCopy().put("courseTitle", "Biology I");
        course.remove(List.of("gradeToDate", "clockHours", "subjectAreaName"));
        ((ArrayNode) student.get("courses")).add(course);
        flow.put(student);
        var key = started(child, Map.of());
        var ready = Map.of("outcome", "UPDATES_READY", "withdrawalDate", "2026-09-10", "withoutGrades", true);

        assertThat(fields(submit(key, ready))).containsExactly("Subject Area Name of course 2");
        course.put("subjectAreaName", "Life Sciences");
        flow.put(student);
        assertThat(submit(key, ready).status()).isEqualTo(204);
    }

    @Test
    void anUntouchedClockRemindsTwiceAndThenClimbs() {
        var key = started(child(), Map.of());
        time.travelTo(at(LocalDate.of(2026, 9, 15), 9));
        time.travelTo(at(LocalDate.of(2026, 9, 16), 9));
        assertThat(jdbc.queryForObject("""
                        select count(*) from clock_milestone m join clock c on c.id = m.clock_id
                        where c.business_key = ? and m.kind = 'REMINDER'
                        """, Integer.class, key)).isEqualTo(2);
        time.travelTo(at(LocalDate.of(2026, 9, 18), 9));
        assertThat(clock(key).get("overdue").asBoolean()).isTrue();
        assertThat(clock(key).get("level").asInt()).isEqualTo(2);
        assertThat(overdue(key)).isEqualTo(1);
        assertThat(api.tasks("lead", key)).hasSize(1);
        time.travelTo(at(LocalDate.of(2026, 9, 19), 9));

        updatesReady(key);
        flow.uploads();
        assertThat(clocks(key)).containsExactly("MISSED");
        assertThat(of(key).get("outcome").asText()).isEqualTo("uploaded");
    }

    @Test
    void aRejectionOpensATaskAndTheClockRunsOn() {
        var child = child();
        var key = started(child, Map.of());
        var student = Samples.secondaryStudent(child);
        var enrollment = (ObjectNode) student.get("enrollments").get(0);
        enrollment.put("facilityName", "Unknown School of Samples");
        flow.put(student);
        updatesReady(key);
        flow.uploads();
        assertThat(tasks("ds-metro", key)).containsExactly("resolveRejection");
        assertThat(clocks(key)).containsExactly("RUNNING");

        enrollment.put("facilityName", "Example Middle School");
        flow.put(student);
        assertThat(api.complete("ds-metro", key, "resolveRejection", Map.of("repaired", true))
                        .status())
                .isEqualTo(204);
        time.settle();
        flow.uploads();
        assertThat(of(key).get("outcome").asText()).isEqualTo("uploaded");
    }

    @Test
    void whereNothingNewExistsTheCaseParksAndNewDataCountFourWorkingDaysAgain() {
        var child = child();
        var key = started(child, Map.of());
        nothingNew(key);
        assertThat(clocks(key)).containsExactly("MET");
        assertThat(of(key).get("status").asText()).isEqualTo("OPEN");

        time.travelTo(at(MONDAY, 9));
        flow.put(Samples.secondaryStudent(child)); // nothing changed
        assertThat(tasks("ds-metro", key)).isEmpty();
        var student = Samples.secondaryStudent(child);
        ((ObjectNode) student.get("courses").get(0)).put("gradeToDate", "91");
        flow.put(student);
        assertThat(tasks("ds-metro", key)).containsExactly("submitUpdates");
        assertThat(clocks(key)).containsExactly("MET", "RUNNING");
        assertThat(clock(key).get("startedOn").asText()).isEqualTo("2026-09-14");
        assertThat(clock(key).get("dueOn").asText()).isEqualTo("2026-09-18");

        time.travelTo(at(LocalDate.of(2026, 9, 16), 9));
        updatesReady(key);
        flow.uploads();
        assertThat(clocks(key)).containsExactly("MET", "MET");
        assertThat(of(key).get("outcome").asText()).isEqualTo("uploaded");
    }

    private Api.Answer correlate(String user, String key, String variables) {
        return api.post(
                user,
                "/engine-rest/message",
                "{\"messageName\":\"residency.dataObtained\",\"businessKey\":\"%s\",\"processVariables\":%s}"
                        .formatted(key, variables));
    }

    @Test
    void theStatesDatabaseTellsAParkedCaseByMessageAndNothingElse() {
        var key = started(child(), Map.of());
        nothingNew(key);
        var day = "{\"obtainedOn\":{\"value\":\"2026-09-11\"}}";
        assertThat(correlate("ds-metro", key, day).status()).isEqualTo(403);
        assertThat(correlate("mis2000", key, "{\"obtainedOn\":{\"value\":\"soon\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(correlate("mis2000", key, "{\"smuggled\":{\"value\":\"Muestrario\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(correlate("mis2000", key, "{\"accepted\":{\"value\":true}}").status())
                .isEqualTo(400);
        assertThat(tasks("ds-metro", key)).isEmpty();

        assertThat(correlate("mis2000", key, day).status()).isEqualTo(204);

        assertThat(tasks("ds-metro", key)).containsExactly("submitUpdates");
        assertThat(clock(key).get("dueOn").asText()).isEqualTo("2026-09-17");
    }

    @Test
    void newDataAreToldByTheStatesDatabaseOrByAPersonWithTheDayTheyWereObtained() {
        var key = started(child(), Map.of());
        nothingNew(key);
        time.travelTo(at(LocalDate.of(2026, 9, 16), 9));
        assertThat(obtained(key, "").status()).isEqualTo(400);
        assertThat(obtained(key, "2026-09-17").status()).isEqualTo(400);
        assertThat(tasks("ds-metro", key)).isEmpty();
        var told = obtained(key, "2026-09-15");
        assertThat(told.status()).as(told.body()).isBetween(200, 204);
        assertThat(clock(key).get("dueOn").asText()).isEqualTo("2026-09-21");

        nothingNew(key);
        assertThat(obtained(key, "").status())
                .as("the day of the first message is gone")
                .isEqualTo(400);
        var path = "/api/residency/" + key + "/obtained";
        assertThat(fields(api.post("ds-metro", path, Map.of("obtainedOn", "2026-09-10"))))
                .containsExactly("obtainedOn");
        assertThat(api.post("ds-oswego", path, Map.of("obtainedOn", "2026-09-16"))
                        .status())
                .isEqualTo(403);
        assertThat(api.post("recruiter-metro", path, Map.of("obtainedOn", "2026-09-16"))
                        .status())
                .isEqualTo(403);
        var browser = browser("ds-metro");
        assertThat(browser.get("/cases/residency/" + key).body()).contains("Parked:");
        post(browser, "/residency/" + key + "/obtained", "obtainedOn=2026-09-16&panel=true");
        assertThat(clocks(key)).containsExactly("MET", "MET", "RUNNING");
        assertThat(api.post("ds-metro", path, Map.of("obtainedOn", "2026-09-16"))
                        .status())
                .as("it is not parked any more")
                .isEqualTo(422);
    }

    private Api.Answer obtained(String key, String on) {
        return api.post("mis2000", "/api/residency/" + key + "/obtained", Map.of("obtainedOn", on));
    }

    @Test
    void theSecondClockRemindsAndClimbsAsTheFirst() {
        var key = started(child(), Map.of());
        nothingNew(key);
        time.travelTo(at(MONDAY, 9));
        api.post("ds-metro", "/api/residency/" + key + "/obtained", Map.of("obtainedOn", "2026-09-14"));
        time.travelTo(at(LocalDate.of(2026, 9, 16), 9));
        time.travelTo(at(LocalDate.of(2026, 9, 19), 9));
        assertThat(clock(key).get("overdue").asBoolean()).isTrue();
        assertThat(overdue(key)).isEqualTo(1);
        updatesReady(key);
        flow.uploads();
        assertThat(clocks(key)).containsExactly("MET", "MISSED");
    }

    @Test
    void aParkedCaseEndsAfterAYear() {
        var key = started(child(), Map.of());
        nothingNew(key);
        time.travelTo(at(LocalDate.of(2027, 9, 10), 9));
        assertThat(of(key).get("status").asText()).isEqualTo("OPEN");
        time.travelTo(at(LocalDate.of(2027, 9, 12), 9));
        assertThat(of(key).get("outcome").asText()).isEqualTo("nothingDue");
    }

    @Test
    void bothTriggersOfAMoveAreOneCaseAndTheEarlierReceiptGoverns() {
        var child = child();
        var key = started(child, Map.of());
        assertThat(start("ds-metro", newKey(), child, Map.of()).body()).contains(key);
        var second = start("ds-metro", newKey(), child, Map.of("trigger", "MSIX_NOTICE", "receivedOn", "2026-09-09"));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body()).contains(key, "/api/residency/" + key + "/triggers");

        var path = "/api/residency/" + key + "/triggers";
        assertThat(fields(api.post("ds-metro", path, Map.of("trigger", "RUMOUR", "receivedOn", "2026-09-30"))))
                .containsExactly("trigger", "receivedOn");
        var notice = Map.of("trigger", "MSIX_NOTICE", "receivedOn", "2026-09-09");
        assertThat(api.post("ds-oswego", path, notice).status()).isEqualTo(403);
        assertThat(api.post("mis2000", path, notice).status()).isEqualTo(204);
        assertThat(clock(key).get("startedOn").asText()).isEqualTo("2026-09-09");
        assertThat(clock(key).get("dueOn").asText()).isEqualTo("2026-09-15");
        assertThat(api.tasks("ds-metro", key).get(0).get("due").asText()).startsWith("2026-09-15");
        assertThat(jdbc.queryForList("""
                        select e.reason from clock_event e join clock c on c.id = e.clock_id
                        where c.business_key = ? and e.event = 'RECALCULATED'
                        """, String.class, key)).containsExactly("notice of MSIX was received earlier");
        assertThat(api.post("ds-metro", path, notice).status()).isEqualTo(409);
        assertThat(of(key).get("journal").findValuesAsText("what")).contains("second trigger added");

        updatesReady(key);
        flow.uploads();
        assertThat(api.post("ds-metro", path, notice).status()).isEqualTo(409);
        assertThat(start("ds-metro", key, child, Map.of()).status()).isEqualTo(409);
        assertThat(start("ds-metro", newKey(), child, Map.of("receivedOn", "2026-09-11"))
                        .status())
                .as("a new move is a new case")
                .isEqualTo(200);
    }

    @Test
    void aLaterSecondTriggerLeavesTheClockAlone() {
        var child = child();
        var key = started(child, Map.of("trigger", "MSIX_NOTICE", "receivedOn", "2026-09-10"));
        var browser = browser("ds-metro");
        assertThat(browser.get("/cases/residency/" + key).body()).contains("Departure form of the same move");
        post(
                browser,
                "/residency/" + key + "/triggers",
                "trigger=DEPARTURE_FORM&receivedOn=2026-09-11&formReference=Shelf+2");
        assertThat(browser.get("/cases/residency/" + key).body()).contains("The trigger is added.", "Shelf 2");
        assertThat(clock(key).get("startedOn").asText()).isEqualTo("2026-09-10");
    }

    @Test
    void aMoveWithinTheStateIsSeenByBothRegions() {
        var child = child();
        var key = started(child, Map.of("toState", "NY", "toRegion", "oswego", "toDistrict", "3600009"));
        var other = started(child(), Map.of());
        assertThat(api.get("ds-oswego", "/api/cases/residency/" + key).status()).isEqualTo(200);
        assertThat(api.get("ds-oswego", "/api/residency/" + key).status()).isEqualTo(200);
        assertThat(api.get("ds-oswego", "/api/cases?process=residency&region=oswego")
                        .json()
                        .get("items")
                        .findValuesAsText("businessKey"))
                .contains(key)
                .doesNotContain(other);
        assertThat(api.get("ds-oswego", "/api/cases?process=residency")
                        .json()
                        .get("items")
                        .findValuesAsText("businessKey"))
                .contains(key)
                .doesNotContain(other);
        assertThat(browser("ds-oswego").get("/cases/residency/" + key).body())
                .contains("Also read by", "oswego", "processStart=coe")
                .doesNotContain("Add it to this case", "/movealerts/new");
        assertThat(browser("ds-oswego").get("/work").body()).contains(key).doesNotContain(other);
        assertThat(browser("ds-oswego").get("/work?region=oswego").body()).contains(key);
        assertThat(api.tasks("ds-oswego", key)).isEmpty();
        assertThat(api.post(
                                "ds-oswego",
                                "/api/residency/" + key + "/triggers",
                                Map.of("trigger", "MSIX_NOTICE", "receivedOn", "2026-09-10"))
                        .status())
                .isEqualTo(403);
        assertThat(api.get("ds-fredonia", "/api/cases/residency/" + key).status())
                .isEqualTo(403);
        assertThat(api.get("ds-oswego", "/api/cases/residency/" + other).status())
                .isEqualTo(403);
        assertThat(browser("ds-fredonia").get("/cases/residency/" + key).statusCode())
                .isEqualTo(403);
    }

    @Test
    void anEnrollmentAtTheNewPlaceStaysOpen() {
        var child = child();
        var student = Samples.secondaryStudent(child);
        var enrolled = ((ObjectNode) student.get("enrollments").get(0)).deepCopy();
        enrolled.put("enrollmentDate", "2026-09-11")
                .put("schoolOrProjectName", "Sample High School")
                .put("schoolDistrictId", "3600009");
        ((ArrayNode) student.get("enrollments")).add(enrolled);
        flow.put(student);
        var key = started(child, Map.of("toState", "NY", "toRegion", "oswego", "toDistrict", "3600009"));
        updatesReady(key);
        assertThat(jdbc.queryForList("""
                        select elements ->> 'schoolOrProjectName' from record_item
                        where student_id = ? and kind = 'ENROLLMENT' and elements ->> 'withdrawalDate' is not null
                        """, String.class, child)).containsExactly("Example Middle School");
    }

    @Test
    void badStartsNameEveryWrongFieldAndStoreNothing() {
        var key = newKey();
        var answer = start(
                "ds-metro",
                key,
                "NYXNOBODY",
                Map.of(
                        "trigger", "MSIX_NOTICE",
                        "receivedOn", "2026-09-12",
                        "toState", "ZZ",
                        "toRegion", "atlantis",
                        "formReference", "none"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(fields(answer))
                .containsExactlyInAnyOrder(
                        "studentId", "receivedOn", "toState", "toRegion", "toRegion", "formReference");
        assertThat(api.get("sda", "/api/cases/residency/" + key).status()).isEqualTo(404);
        assertThat(fields(api.start("ds-metro", "residency", key, Map.of("trigger", "RUMOUR", "secret", "x"))))
                .containsExactlyInAnyOrder("studentId", "trigger", "receivedOn", "secret");
        assertThat(jdbc.queryForObject("select count(*) from residency_change where id = ?", Integer.class, key))
                .isZero();
    }

    @Test
    void onlyDataSpecialistsOfTheRegionAndTheStateStartACase() {
        var child = child();
        assertThat(start("ds-oswego", newKey(), child, Map.of()).status()).isEqualTo(403);
        assertThat(start("recruiter-metro", newKey(), child, Map.of()).status()).isEqualTo(403);
        assertThat(start("mis2000", newKey(), child, Map.of("trigger", "MSIX_NOTICE"))
                        .status())
                .isEqualTo(200);
    }
}
