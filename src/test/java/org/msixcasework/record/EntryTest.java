package org.msixcasework.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Browser;
import org.msixcasework.support.Samples;
import org.msixcasework.support.Scenario;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Data elements as a data specialist enters and corrects them. */
class EntryTest extends Scenario {

    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]*)\"");

    @Autowired
    JdbcTemplate jdbc;

    EntryTest() {
        super("coe");
    }

    private static Map<String, String> texts(ObjectNode record) {
        var texts = new LinkedHashMap<String, String>();
        record.properties()
                .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        return texts;
    }

    private static Map<String, String> enrollment() {
        return texts(
                (ObjectNode) Samples.secondaryStudent("NYX1").get("enrollments").get(0));
    }

    private static HttpResponse<String> store(Browser browser, String path, String seen, Map<String, String> fields) {
        return browser.post(
                path,
                "seen=" + encoded(seen)
                        + fields.entrySet().stream()
                                .map(field -> "&" + field.getKey() + "=" + encoded(field.getValue()))
                                .collect(Collectors.joining()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String seen(Browser browser, String path) {
        var page = browser.get(path);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        var found = SEEN.matcher(page.body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private String child() {
        return Samples.child(flow.approved(), 1);
    }

    private String childWithElements() {
        var number = flow.approved();
        flow.elementsArrive(number);
        return Samples.child(number, 1);
    }

    @Test
    void whatIsMissingIsAListThatLeadsToTheFieldAndEnteringItCompletesTheTask() {
        var number = flow.approved();
        var first = Samples.child(number, 1);
        flow.put(Samples.primaryStudent(Samples.child(number, 2)));
        var specialist = browser("ds-oswego");
        assertThat(specialist.get("/cases/coe/" + number).body()).contains("/records/" + first + "/edit");
        assertThat(specialist.get("/records/" + first + "/edit").body())
                .contains("/records/" + first + "/edit/enrollments/new#f-enrollments")
                .contains("href=\"#f-stateStudentIdType\"");

        assertThat(specialist
                        .post("/records/" + first + "/edit/identifier", "stateStudentIdType=02")
                        .statusCode())
                .isEqualTo(302);
        assertThat(specialist.get("/records/" + first + "/edit").body())
                .contains("The type of the identifier is stored");
        var incomplete = enrollment();
        incomplete.remove("gradeLevel");
        assertThat(store(specialist, "/records/" + first + "/edit/enrollments/new", "", incomplete)
                        .statusCode())
                .isEqualTo(302);
        var todo = specialist.get("/records/" + first + "/edit").body();
        assertThat(todo).contains("/records/" + first + "/edit/enrollments/1#f-gradeLevel");
        assertThat(api.complete("ds-oswego", number, "enterRecord", Map.of("searched", true))
                        .status())
                .isEqualTo(422);

        var item = "/records/" + first + "/edit/enrollments/1";
        assertThat(store(specialist, item, seen(specialist, item), enrollment()).statusCode())
                .isEqualTo(302);
        assertThat(specialist.get("/records/" + first + "/edit").body())
                .contains("Every applicable data element is there.", "Grade Level", "9");
        done("ds-oswego", number, "enterRecord", Map.of("searched", true));
        assertThat(flow.tasks(number)).isEmpty();
    }

    @Test
    void everyBrokenRuleStandsAtItsFieldInTheWordsOfTheApiAndNothingIsLost() {
        var child = child();
        var wrong = enrollment();
        wrong.put("gradeLevel", "99");
        wrong.put("withdrawalDate", "2026-09-01");
        wrong.put("residencyDate", "yesterday");
        wrong.put("facilityCity", "x".repeat(31));
        wrong.remove("schoolOrProjectName");

        var answer = store(browser("ds-oswego"), "/records/" + child + "/edit/enrollments/new", "", wrong);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("value=\"yesterday\"", "value=\"99\"", "x".repeat(31))
                .containsPattern(
                        "id=\"f-residencyDate\"[^>]*aria-invalid=\"true\"[^>]*aria-describedby=\"f-residencyDate-error\"");
        var sent = Samples.secondaryStudent(child);
        var record = (ObjectNode) sent.get("enrollments").get(0);
        record.put("gradeLevel", "99")
                .put("withdrawalDate", "2026-09-01")
                .put("residencyDate", "yesterday")
                .put("facilityCity", "x".repeat(31))
                .remove("schoolOrProjectName");
        var byApi = api.put("mis2000", "/api/students/" + child, sent.toString());
        assertThat(byApi.json().get("errors")).hasSize(5).allSatisfy(error -> {
            var name = error.get("field").asText().replace("enrollments[0].", "");
            assertThat(answer.body())
                    .contains("id=\"f-" + name + "-error\"", "href=\"#f-" + name + "\"")
                    .contains(error.get("why").asText());
        });
        assertThat(jdbc.queryForObject(
                        "select count(*) from record_item where student_id = ? and kind = 'ENROLLMENT'",
                        Integer.class,
                        child))
                .isZero();
    }

    @Test
    void aCourseNeedsNumbersWhereNumbersBelong() {
        var child = childWithElements();
        var course = Map.of(
                "courseTitle",
                "Geometry",
                "beginAcademicYear",
                "twenty",
                "creditsGranted",
                "0.123",
                "courseType",
                "01");

        var answer = store(browser("ds-oswego"), "/records/" + child + "/edit/courses/new", "", course);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("value=\"twenty\"", "value=\"0.123\"")
                .contains("has to be a whole number of at most 4 digits")
                .contains("has to be a number of at most three digits, two after the point");
    }

    @Test
    void theKeyOfARecordIsCorrectedWithoutMakingASecondOne() {
        var child = childWithElements();
        var item = "/records/" + child + "/edit/enrollments/1";
        var specialist = browser("ds-oswego");
        var changed = enrollment();
        changed.put("enrollmentDate", "2026-09-08");

        assertThat(store(specialist, item, seen(specialist, item), changed).statusCode())
                .isEqualTo(302);

        assertThat(jdbc.queryForList(
                        "select natural_key from record_item where student_id = ? and kind = 'ENROLLMENT'",
                        String.class,
                        child))
                .singleElement()
                .asString()
                .startsWith("2026-09-08|");
        var twin = store(specialist, "/records/" + child + "/edit/enrollments/new", "", changed);
        assertThat(twin.statusCode()).isEqualTo(400);
        assertThat(twin.body()).contains("id=\"f-enrollmentDate-error\"", "is that of record 1");
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsSaidAtTheFieldAndNothingIsLost() {
        var child = childWithElements();
        var item = "/records/" + child + "/edit/enrollments/1";
        var specialist = browser("ds-oswego");
        var seen = seen(specialist, item);
        time.travelTo(at(FRIDAY, 10));
        var other = Samples.secondaryStudent(child);
        ((ObjectNode) other.get("enrollments").get(0)).put("facilityCity", "Elsewhere");
        flow.put(other);
        var mine = enrollment();
        mine.put("telephone", "3155550199");

        var answer = store(specialist, item, seen, mine);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("value=\"3155550199\"", "In the record now: Elsewhere", "In the record now: 3155550101");
        var now = SEEN.matcher(answer.body());
        assertThat(now.find()).isTrue();
        assertThat(store(specialist, item, now.group(1), mine).statusCode()).isEqualTo(302);
    }

    @Test
    void recordsOfAnotherStateAndOfTheCertificateAreReadOnlyAndSayWhy() {
        var child = childWithElements();
        jdbc.update(
                """
                insert into record_item (student_id, source_state, kind, record_id, natural_key, elements, changed_at)
                values (?, 'FL', 'ENROLLMENT', 7, '2025-09-01|01|Sample School', ?::jsonb, now())
                """,
                child,
                "{\"enrollmentDate\": \"2025-09-01\", \"enrollmentType\": \"01\", \"schoolOrProjectName\": \"Sample School\"}");
        var specialist = browser("ds-oswego");

        assertThat(specialist.get("/records/" + child + "/edit").body())
                .contains("Record 7 of FL", "only that State corrects it", "a recruiter corrects the certificate")
                .doesNotContain("/edit/enrollments/7");
        assertThat(specialist.get("/records/" + child + "/edit/enrollments/7").statusCode())
                .isEqualTo(422);
        assertThat(store(specialist, "/records/" + child + "/edit/enrollments/7", "", enrollment())
                        .statusCode())
                .isEqualTo(422);
        assertThat(specialist.get("/records/" + child + "/edit/demographics/1").statusCode())
                .isEqualTo(404);
    }

    @Test
    void onlyTheDataSpecialistsOfTheRegionWrite() {
        var child = childWithElements();
        var path = "/records/" + child + "/edit/enrollments/new";

        for (var user : new String[] {"sda", "recruiter-oswego", "tutor-oswego", "ds-metro"}) {
            assertThat(store(browser(user), path, "", enrollment()).statusCode())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(browser("sda").get("/records/" + child + "/edit").body())
                .contains("entered by the data specialists of the region oswego")
                .doesNotContain("Change enrollment 1");
        assertThat(browser("ds-metro").get("/records/" + child + "/edit").statusCode())
                .isEqualTo(403);
        assertThat(browser("ds-metro").get("/records/" + child + "/changes").statusCode())
                .isEqualTo(403);
    }

    @Test
    void theHistoryOfAnElementSaysWhoChangedItWhenAndFromWhere() {
        var child = childWithElements();
        var item = "/records/" + child + "/edit/enrollments/1";
        var specialist = browser("ds-oswego");
        var changed = enrollment();
        changed.put("gradeLevel", "10");
        store(specialist, item, seen(specialist, item), changed);

        assertThat(specialist.get("/records/" + child + "/edit").body())
                .contains("What changed", "09 (grade 9)", "10 (grade 10)")
                .contains("/records/" + child + "/changes?section=enrollments&amp;record=1&amp;element=gradeLevel");
        var history = api.get(
                        "ds-oswego",
                        "/api/students/" + child + "/changes?section=enrollments&record=1&element=gradeLevel")
                .json()
                .get("items");
        assertThat(history).hasSize(2);
        assertThat(history.get(0).get("actor").asText()).isEqualTo("ds-oswego");
        assertThat(history.get(0).get("origin").asText()).isEqualTo("page");
        assertThat(history.get(1).get("actor").asText()).isEqualTo("mis2000");
        assertThat(specialist.get("/records/" + child + "/changes").body())
                .contains("entered here", "the State&#39;s database", "Earlier changes");
        assertThat(specialist.get("/records/" + child + "/changes?page=1").body())
                .contains("Later changes");
    }

    @Test
    void aCommentThatHoldsWhatNoSchoolNeedsIsStoredWithAWarning() {
        var child = childWithElements();
        var item = "/records/" + child + "/edit/enrollments/1";
        var specialist = browser("ds-oswego");
        var talkative = enrollment();
        talkative.put("enrollmentComment", "Call 315-555-0133 or write to sampla@example.org");

        store(specialist, item, seen(specialist, item), talkative);

        assertThat(specialist.get("/records/" + child + "/edit").body())
                .contains("seems to hold an e-mail address and a telephone number");
    }
}
