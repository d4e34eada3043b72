package org.msixcasework.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.msixcasework.record.ChildSnapshot.Item;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.msixcasework.support.Api;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.Samples;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@CaseworkTest
class ChildrenTest {

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

    private String approved() {
        var number = Samples.newNumber();
        approved(number, Samples.coe(number));
        return number;
    }

    private void approved(String number, ObjectNode coe) {
        var answer = api.put("mis2000", "/api/coes/" + number, coe.toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        transaction.executeWithoutResult(tx -> certificates.approve(number, "idr", LocalDate.of(2026, 9, 10)));
    }

    private Api.Answer put(JsonNode student) {
        return api.put(
                "mis2000", "/api/students/" + student.get("stateStudentId").asText(), student.toString());
    }

    private static Item item(ChildSnapshot snapshot, Kind kind) {
        return snapshot.items().stream()
                .filter(item -> item.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSamplesAreComplete() {
        var number = approved();
        assertThat(children.missing(Samples.child(number, 1)))
                .extracting(Missing::name)
                .containsExactly("stateStudentIdType", "enrollments");

        assertThat(put(Samples.secondaryStudent(Samples.child(number, 1))).status())
                .isEqualTo(200);
        assertThat(put(Samples.primaryStudent(Samples.child(number, 2))).status())
                .isEqualTo(200);

        assertThat(children.missing(Samples.child(number, 1))).isEmpty();
        assertThat(children.missing(Samples.child(number, 2))).isEmpty();
    }

    @Test
    void anElementOfTheGradeIsMissed() {
        var child = Samples.child(approved(), 1);
        var student = Samples.secondaryStudent(child);
        ((ObjectNode) student.at("/enrollments/0")).remove("algebra1Indicator");

        put(student);

        assertThat(children.missing(child)).singleElement().satisfies(missing -> {
            assertThat(missing.name()).isEqualTo("algebra1Indicator");
            assertThat(missing.why()).contains("grades 9 to 12");
        });
    }

    @Test
    void theSnapshotHoldsEveryRecord() {
        var child = Samples.child(approved(), 1);
        put(Samples.secondaryStudent(child));

        var snapshot = children.snapshot(child);

        assertThat(snapshot.action()).isEqualTo("I");
        assertThat(snapshot.items())
                .extracting(Item::kind)
                .containsExactly(
                        Kind.DEMOGRAPHICS, Kind.QUALIFYING_MOVE, Kind.ENROLLMENT, Kind.COURSE, Kind.ASSESSMENT);
        assertThat(item(snapshot, Kind.QUALIFYING_MOVE).elements())
                .containsEntry("qualifyingArrivalDate", "2026-09-04")
                .containsEntry("eligibilityExpirationDate", "2029-09-04");
        assertThat(item(snapshot, Kind.DEMOGRAPHICS).elements()).containsEntry("multipleBirthFlag", false);
        assertThat(item(snapshot, Kind.ASSESSMENT).elements()).containsEntry("administrationDate", "2026-05");

        transaction.executeWithoutResult(tx -> children.assignMsixId(child, "123456789012"));
        assertThat(children.snapshot(child).action()).isEqualTo("U");
    }

    @Test
    void elementsMergeIntoTheRecordTheyBelongTo() {
        var child = Samples.child(approved(), 1);
        put(Samples.secondaryStudent(child));
        var change = Samples.secondaryStudent(child);
        change.remove("assessments");
        var course = (ObjectNode) change.at("/courses/0");
        course.put("gradeToDate", "91").putNull("clockHours");
        course.remove("subjectAreaName");

        put(change);

        var merged = item(children.snapshot(child), Kind.COURSE);
        assertThat(merged.recordId()).isEqualTo(1);
        assertThat(merged.elements())
                .containsEntry("gradeToDate", "91")
                .containsEntry("subjectAreaName", "Mathematics")
                .doesNotContainKey("clockHours");
        assertThat(jdbc.queryForList(
                        "select element || ' ' || old_value || ' ' || coalesce(new_value, '-') from element_change"
                                + " where student_id = ? and old_value is not null",
                        String.class,
                        child))
                .containsExactlyInAnyOrder("gradeToDate 87 91", "clockHours 12 -");
        assertThat(put(change).json().get("changed").asBoolean()).isFalse();
    }

    @Test
    void everythingThatDoesNotFitIsNamedAndNothingIsStored() {
        var child = Samples.child(approved(), 1);
        var student = Samples.secondaryStudent(child);
        ((ObjectNode) student.at("/enrollments/0")).put("gradeLevel", "99").put("shoeSize", 7);
        ((ObjectNode) student.at("/courses/0")).put("beginAcademicYear", "2026");

        var answer = put(student);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder(
                        "enrollments[0].gradeLevel", "enrollments[0].shoeSize", "courses[0].beginAcademicYear");
        assertThat(children.snapshot(child).items()).hasSize(2);
    }

    @Test
    void beforeTheApprovalAChildIsNotShownButItsElementsWait() {
        var number = Samples.newNumber();
        var child = Samples.child(number, 1);
        assertThat(put(Samples.secondaryStudent(child)).status()).isEqualTo(404);
        api.put("mis2000", "/api/coes/" + number, Samples.coe(number).toString());

        assertThat(put(Samples.secondaryStudent(child)).status()).isEqualTo(201);
        assertThat(api.get("sda", "/api/students/" + child + "?purpose=PARTICIPATION")
                        .status())
                .isEqualTo(404);
        transaction.executeWithoutResult(tx -> certificates.approve(number, "idr", LocalDate.of(2026, 9, 10)));

        var record = api.get("sda", "/api/students/" + child + "?purpose=PARTICIPATION")
                .json();
        assertThat(record.at("/enrollments/0/sourceState").asText()).isEqualTo("NY");
        assertThat(record.get("serviceEligible").asBoolean()).isTrue();
        assertThat(children.missing(child)).isEmpty();
    }

    @Test
    void aChildWhoIsKnownAlreadyIsLinkedAndATwinIsDeclaredDistinct() {
        var first = approved();
        put(Samples.secondaryStudent(Samples.child(first, 1)));
        var number = Samples.newNumber();
        var twin = Samples.coe(number);
        twin.set("children", Samples.coe(first).get("children").deepCopy());
        twin.get("children")
                .forEach(child -> ((ObjectNode) child)
                        .put(
                                "stateStudentId",
                                "X" + child.get("stateStudentId").asText().substring(1)));
        approved(number, twin);
        var one = "X" + Samples.child(first, 1).substring(1);
        var two = "X" + Samples.child(first, 2).substring(1);

        assertThat(children.undecided(first)).isEmpty();
        assertThat(children.undecided(number)).containsExactly(one, two);
        var entry =
                api.get("ds-oswego", "/api/coes/" + number + "/entry").json().get("children");
        assertThat(entry.at("/0/candidates/0/stateStudentId").asText()).isEqualTo(Samples.child(first, 1));
        assertThat(entry.at("/0/candidates/0/reasons").toString()).contains("same name", "same birth date");

        var path = "/api/coes/" + number + "/children/";
        assertThat(api.post("ds-oswego", path + one + "/link", Map.of("existing", Samples.child(first, 1)))
                        .status())
                .isEqualTo(204);
        assertThat(api.post("ds-oswego", path + two + "/distinct", Map.of()).status())
                .isEqualTo(204);

        assertThat(children.undecided(number)).isEmpty();
        assertThat(certificates.children(number)).containsExactly(Samples.child(first, 1), two);
        assertThat(children.missing(Samples.child(first, 1))).isEmpty();
        assertThat(children.snapshot(Samples.child(first, 1)).items())
                .filteredOn(item -> item.kind() == Kind.QUALIFYING_MOVE)
                .extracting(Item::recordId)
                .containsExactly(1, 2);
    }

    @Test
    void aSearchNeedsAPurposeAndFindsWithoutRegardToCase() {
        var number = approved();
        var name = Samples.coe(number).at("/children/0/firstName").asText();

        assertThat(api.get("sda", "/api/students?name=" + name).status()).isEqualTo(400);
        var found = api.get("sda", "/api/students?purpose=ENROLLMENT&name=EJEMPLO%20" + name.toUpperCase(Locale.ROOT));

        assertThat(found.json().get("items").findValuesAsText("stateStudentId"))
                .containsExactly(Samples.child(number, 1));
    }
}
