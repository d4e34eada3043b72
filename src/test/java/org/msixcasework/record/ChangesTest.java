package org.msixcasework.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msixcasework.record.ChildSnapshot.Item;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.msixcasework.support.Api;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.Samples;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@CaseworkTest
class ChangesTest {

    @Autowired
    Api api;

    @Autowired
    Certificates certificates;

    @Autowired
    Children children;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private String child() {
        var number = Samples.newNumber();
        api.put("mis2000", "/api/coes/" + number, Samples.coe(number).toString());
        transaction.executeWithoutResult(tx -> certificates.approve(number, "idr", LocalDate.of(2026, 9, 10)));
        return Samples.child(number, 1);
    }

    private Api.Answer put(ObjectNode student) {
        return api.put(
                "mis2000", "/api/students/" + student.get("stateStudentId").asText(), student.toString());
    }

    private List<Map<String, Object>> courses(String child) {
        return children.snapshot(child).items().stream()
                .filter(item -> item.kind() == Kind.COURSE)
                .map(Item::elements)
                .toList();
    }

    @Test
    void aCourseIsCompletedByWhatWasMissingInIt() {
        var child = child();
        var incomplete = Samples.secondaryStudent(child);
        ((ObjectNode) incomplete.at("/courses/0")).remove(List.of("termType", "courseSection"));
        put(incomplete);
        assertThat(children.missing(child))
                .extracting(Missing::name)
                .containsExactlyInAnyOrder("termType", "courseSection");

        put(Samples.secondaryStudent(child));

        assertThat(courses(child)).hasSize(1);
        assertThat(children.missing(child)).isEmpty();
    }

    @Test
    void anotherTermOfTheSameCourseIsAnotherRecord() {
        var child = child();
        put(Samples.secondaryStudent(child));
        var spring = Samples.secondaryStudent(child);
        ((ObjectNode) spring.at("/courses/0")).put("termType", "0828");

        put(spring);

        assertThat(courses(child)).extracting(course -> course.get("termType")).containsExactly("0827", "0828");
    }

    @Test
    void whatFitsSeveralCoursesIsMixedIntoNone() {
        var child = child();
        var student = Samples.secondaryStudent(child);
        var autumn = (ObjectNode) student.at("/courses/0");
        ((ArrayNode) student.get("courses")).add(autumn.deepCopy().put("termType", "0828"));
        put(student);
        var vague = Samples.secondaryStudent(child);
        ((ObjectNode) vague.at("/courses/0")).put("gradeToDate", "12").remove("termType");

        put(vague);

        assertThat(courses(child)).hasSize(3);
        assertThat(courses(child))
                .extracting(course -> course.get("gradeToDate"))
                .containsExactly("87", "87", "12");
    }

    @Test
    void everyChangeSaysWhereItCameFrom() {
        var child = child();
        put(Samples.secondaryStudent(child));

        var number = jdbc.queryForObject("select number from certificate_child where sent_id = ?", String.class, child);
        assertThat(jdbc.queryForList(
                        "select distinct kind || ' ' || origin from element_change where student_id = ?",
                        String.class,
                        child))
                .containsExactlyInAnyOrder(
                        "DEMOGRAPHICS certificate " + number,
                        "QUALIFYING_MOVE certificate " + number,
                        "IDENTIFIER api",
                        "ENROLLMENT api",
                        "COURSE api",
                        "ASSESSMENT api");
    }

    @Test
    void theTypeOfTheIdentifierGoesToMsixToo() {
        var child = child();
        put(Samples.secondaryStudent(child).put("stateStudentIdType", "01"));

        assertThat(children.snapshot(child).items().get(0).elements()).containsEntry("stateStudentIdType", "01");
    }

    @Test
    void theConsolidatedRecordSaysHowFreshEachItemIs() {
        var child = child();
        put(Samples.secondaryStudent(child));

        var record = api.get("sda", "/api/students/" + child + "?purpose=PARTICIPATION")
                .json();

        assertThat(record.at("/enrollments/0/changedAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(record.at("/dataElements/effectiveFrom").asText()).isEqualTo("2026-07-01");
        assertThat(record.at("/demographics/0/sourceState").asText()).isEqualTo("NY");
    }

    @Test
    void twentyWritersOfOneChildMakeOneRecordOfEachKind() {
        var child = child();
        var student = Samples.secondaryStudent(child);

        var answers = IntStream.range(0, 20)
                .mapToObj(writer -> CompletableFuture.supplyAsync(() -> put(student)))
                .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        assertThat(answers.stream()
                        .filter(answer -> answer.join().json().get("changed").asBoolean()))
                .hasSize(1);
        assertThat(courses(child)).hasSize(1);
    }

    @Test
    void aDraftOfAnotherRegionGivesNoHandOnAChildsRecord() {
        var child = child();
        var number = Samples.newNumber();
        var draft = Samples.coe(number).put("region", "metro");
        ((ArrayNode) draft.get("children")).remove(1);
        ((ObjectNode) draft.at("/children/0")).put("stateStudentId", child);
        assertThat(api.put("recruiter-metro", "/api/coes/" + number, draft.toString())
                        .status())
                .isEqualTo(201);

        var student = Samples.secondaryStudent(child).toString();

        assertThat(api.put("ds-metro", "/api/students/" + child, student).status())
                .isEqualTo(403);
        assertThat(api.put("ds-oswego", "/api/students/" + child, student).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "7",
                "\"text\"",
                "{\"enrollments\": {}}",
                "{\"enrollments\": [null]}",
                "{\"enrollments\": [[]]}",
                "{\"courses\": [{\"courseTitle\": []}]}",
                "{\"stateStudentIdType\": 2}",
                "{",
                ""
            })
    void junkAboutAChildIsRefused(String junk) {
        assertThat(api.put("mis2000", "/api/students/NYXJUNK", junk).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "7",
                "\"text\"",
                "{}",
                "{\"family\": []}",
                "{\"children\": {}}",
                "{\"children\": [[]]}",
                "{\"region\": \"os\\u0000wego\"}",
                "{",
                ""
            })
    void junkAboutACertificateIsRefused(String junk) {
        assertThat(api.put("mis2000", "/api/coes/NY-JUNK", junk).status()).isEqualTo(400);
    }

    @Test
    void aMegabyteInOneFieldIsRefusedByItsName() {
        var number = Samples.newNumber();
        var coe = Samples.coe(number);
        ((ObjectNode) coe.at("/children/0")).put("firstName", "x".repeat(1 << 20));

        var answer = api.put("mis2000", "/api/coes/" + number, coe.toString());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").findValuesAsText("field")).containsExactly("children[0].firstName");
        assertThat(answer.body()).hasSizeLessThan(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01", "-0001-01-01", "1899-12-31", "2026-02-30", "+12026-01-01", "20260909"})
    void aDateThatNoFileCanHoldIsRefused(String day) {
        var child = child();
        var student = Samples.secondaryStudent(child);
        ((ObjectNode) student.at("/enrollments/0")).put("residencyDate", day);

        var answer = put(student);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").findValuesAsText("field"))
                .containsExactly("enrollments[0].residencyDate");
    }

    @Test
    void theLargestChildIsStoredInTime() {
        var child = child();
        var student = Samples.secondaryStudent(child);
        var courses = (ArrayNode) student.get("courses");
        var one = (ObjectNode) courses.get(0);
        for (var i = 1; i < 999; i++) {
            courses.add(one.deepCopy().put("courseTitle", "Made-up Course " + i));
        }
        assertThat(assertTimeout(Duration.ofSeconds(60), () -> put(student)).status())
                .isEqualTo(200);

        assertThat(courses(child)).hasSize(999);
    }
}
