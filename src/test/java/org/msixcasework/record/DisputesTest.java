package org.msixcasework.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.Rejected;
import org.msixcasework.support.Api;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.Samples;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@CaseworkTest
class DisputesTest {

    private static final LocalDate RECEIVED = LocalDate.of(2026, 9, 9);
    private static final String GRADE = "enrollments/NY/1/gradeLevel";
    private static final String BIRTH = "demographics/NY/1/birthDate";

    @Autowired
    Api api;

    @Autowired
    Certificates certificates;

    @Autowired
    Children children;

    @Autowired
    Disputes disputes;

    @Autowired
    Merging merging;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private String approved(ObjectNode coe) {
        var number = coe.get("number").asText();
        assertThat(api.put("mis2000", "/api/coes/" + number, coe.toString()).status())
                .isLessThan(300);
        transaction.executeWithoutResult(tx -> certificates.approve(number, "idr", LocalDate.of(2026, 9, 10)));
        return number;
    }

    private String child() {
        var child = Samples.child(approved(Samples.coe(Samples.newNumber())), 1);
        put(Samples.secondaryStudent(child));
        return child;
    }

    private void put(ObjectNode student) {
        var answer = api.put(
                "mis2000", "/api/students/" + student.get("stateStudentId").asText(), student.toString());
        assertThat(answer.status()).as(answer.body()).isLessThan(300);
    }

    private void enter(String number, String child, String... elements) {
        transaction.executeWithoutResult(tx -> disputes.enter(
                number, child, "Sampla Muestra", RECEIVED, "The school said otherwise.", List.of(elements)));
    }

    private JsonNode record(String child) {
        return api.get("paa", "/api/students/" + child + "?purpose=PARTICIPATION")
                .json();
    }

    private static String number(String child) {
        return "D-" + child;
    }

    private static List<String> disputed(JsonNode item) {
        return StreamSupport.stream(item.path("disputed").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void theConsolidatedRecordHasTheStatementsAndMarksWhatTheyDispute() {
        var child = child();
        assertThat(record(child).get("disputes")).isEmpty();

        enter(number(child), child, GRADE, BIRTH, GRADE);

        var record = record(child);
        var standing = record.at("/disputes/0");
        assertThat(standing.get("number").asText()).isEqualTo(number(child));
        assertThat(standing.get("statement").asText()).isEqualTo("The school said otherwise.");
        assertThat(standing.get("by").asText()).isEqualTo("Sampla Muestra");
        assertThat(standing.get("receivedOn").asText()).isEqualTo("2026-09-09");
        assertThat(standing.get("elements")).hasSize(2);
        assertThat(standing.at("/elements/0/section").asText()).isEqualTo("enrollments");
        assertThat(standing.at("/elements/0/recordId").asInt()).isEqualTo(1);
        assertThat(standing.at("/elements/0/element").asText()).isEqualTo("gradeLevel");
        assertThat(disputed(record.at("/enrollments/0"))).containsExactly("gradeLevel");
        assertThat(disputed(record.at("/demographics/0"))).containsExactly("birthDate");
        assertThat(record.at("/courses/0").has("disputed")).isFalse();
    }

    @Test
    void aMarkStaysWithItsRecordWhateverIsCorrectedInIt() {
        var child = child();
        enter(number(child), child, "enrollments/NY/1/schoolOrProjectName");
        var enrollment = children.snapshot(child).items().stream()
                .filter(item -> item.kind() == ChildSnapshot.Kind.ENROLLMENT)
                .findFirst()
                .orElseThrow();

        transaction.executeWithoutResult(tx -> children.change(
                child, enrollment, Map.of("gradeLevel", "09", "withdrawalDate", "2026-09-15"), "correction C-1"));

        assertThat(disputed(record(child).at("/enrollments/0"))).containsExactly("schoolOrProjectName");
    }

    @Test
    void aRecordThatTakesTheNumberOfOneThatWentAwayIsNotDisputed() {
        var child = child();
        enter(number(child), child, "courses/NY/1/courseTitle", GRADE);

        jdbc.update("delete from record_item where student_id = ? and kind = 'COURSE' and record_id = 1", child);
        var another = Samples.secondaryStudent(child);
        ((ObjectNode) another.at("/courses/0")).put("courseTitle", "Sample Algebra");
        put(another);

        var record = record(child);
        assertThat(record.get("courses")).noneMatch(course -> course.has("disputed"));
        assertThat(record.at("/disputes/0/elements")).hasSize(1);
        assertThat(disputes.of(number(child)).get(0).elements())
                .as("its history")
                .hasSize(2);
    }

    @Test
    void aLaterStatementReplacesTheEarlierAndAWithdrawalEndsTheMarks() {
        var child = child();
        enter(number(child), child, GRADE);
        enter(number(child), child, BIRTH);
        var record = record(child);
        assertThat(record.get("disputes")).hasSize(1);
        assertThat(record.at("/enrollments/0").has("disputed")).isFalse();
        assertThat(disputed(record.at("/demographics/0"))).containsExactly("birthDate");

        transaction.executeWithoutResult(tx -> disputes.withdraw(number(child)));

        record = record(child);
        assertThat(record.get("disputes")).isEmpty();
        assertThat(record.at("/demographics/0").has("disputed")).isFalse();
        assertThat(disputes.of(number(child)))
                .extracting(Disputes.Entered::endedWhy)
                .containsExactly("REPLACED", "WITHDRAWN");
        assertThatThrownBy(() -> transaction.executeWithoutResult(tx -> disputes.withdraw(number(child))))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void whatTheChildsRecordDoesNotHaveCannotBeDisputed() {
        var child = child();
        var other = Samples.child(approved(Samples.coe(Samples.newNumber())), 2);

        assertThatThrownBy(() -> enter(number(child), other, "courses/NY/1/courseTitle"))
                .as("an element of another child's record")
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.getMessage()).contains("courses/NY/1/courseTitle"));
        for (var wrong : List.of(
                "enrollments/NY/1/shoeSize",
                "enrollments/NY/77/gradeLevel",
                "enrollments/FL/1/gradeLevel",
                "enrollments/NY/-1/gradeLevel",
                "enrollments/NY/1/gradeLevel/more",
                "gradeLevel",
                "")) {
            assertThatThrownBy(() -> enter(number(child), child, wrong))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            Rejected.class, no -> assertThat(no.violations()).hasSize(1));
        }
        assertThatThrownBy(() -> enter(number(child), child)).isInstanceOf(Rejected.class);
        assertThat(record(child).get("disputes")).isEmpty();
    }

    @Test
    void aMergeCarriesDisputesAlongAndASplitTakesThemBack() {
        var master = child();
        var other = child();
        withMsixIds(master, other);
        var summer = Samples.secondaryStudent(other);
        ((ObjectNode) summer.at("/courses/0")).put("courseTitle", "Sample Reading");
        put(summer);
        var reading = course(other, "Sample Reading");
        enter(number(other), other, BIRTH, "courses/NY/%d/courseTitle".formatted(reading));

        transaction.executeWithoutResult(tx -> merging.merge(master, other, "G-1"));

        var merged = record(master);
        assertThat(merged.at("/disputes/0/number").asText()).isEqualTo(number(other));
        assertThat(disputed(merged.at("/demographics/0"))).containsExactly("birthDate");
        assertThat(merged.get("courses"))
                .filteredOn(course -> course.has("disputed"))
                .singleElement()
                .satisfies(
                        course -> assertThat(course.get("courseTitle").asText()).isEqualTo("Sample Reading"));
        // what is disputed of the one child while there is one
        var moved = course(master, "Sample Reading");
        enter(number(master), master, "courses/NY/%d/gradeToDate".formatted(moved), GRADE);

        transaction.executeWithoutResult(tx -> merging.split(master, List.of(), "G-2"));

        var staying = record(master);
        assertThat(staying.get("disputes")).hasSize(1);
        assertThat(staying.at("/demographics/0").has("disputed")).isFalse();
        assertThat(disputed(staying.at("/enrollments/0"))).containsExactly("gradeLevel");
        var returned = record(other);
        assertThat(returned.get("disputes")).hasSize(2);
        assertThat(disputed(returned.at("/demographics/0"))).containsExactly("birthDate");
        assertThat(returned.get("courses"))
                .filteredOn(course -> course.has("disputed"))
                .singleElement()
                .satisfies(
                        course -> assertThat(disputed(course)).containsExactlyInAnyOrder("courseTitle", "gradeToDate"));
    }

    private int course(String child, String title) {
        return StreamSupport.stream(record(child).get("courses").spliterator(), false)
                .filter(course -> course.get("courseTitle").asText().equals(title))
                .findFirst()
                .orElseThrow()
                .get("recordId")
                .asInt();
    }

    private void withMsixIds(String... known) {
        for (var child : known) {
            var id = "9%011d".formatted(Math.abs((long) child.hashCode()));
            transaction.executeWithoutResult(tx -> children.assignMsixId(child, id));
        }
    }

    @Test
    void theRecordsSideBySideShowWhatIsDisputedAndDifferInNothingForIt() {
        var number = approved(Samples.coe(Samples.newNumber()));
        var one = Samples.child(number, 1);
        put(Samples.secondaryStudent(one));
        withMsixIds(one);
        var msixId = record(one).get("msixId").asText();
        enter(number(one), one, BIRTH, GRADE);

        var comparison = transaction.execute(tx -> merging.compare(List.of(msixId, msixId)));

        assertThat(comparison.rows())
                .filteredOn(row -> row.label().equals("Birth date"))
                .singleElement()
                .satisfies(row -> assertThat(row.values().get(0)).endsWith(" (disputed: birthDate)"))
                .satisfies(row -> assertThat(row.differs()).isFalse());
        assertThat(comparison.rows())
                .filteredOn(row -> row.label().equals("Enrollments"))
                .singleElement()
                .satisfies(row -> assertThat(row.values().get(0)).endsWith(" (disputed: gradeLevel)"));
    }

    @Test
    void aChildLinkedToOneKnownAlreadyTakesItsDisputesAlong() {
        var known = child();
        var twin = child();
        enter(number(twin), twin, GRADE);
        var later = Samples.coe(Samples.newNumber());
        ((ArrayNode) later.get("children")).remove(1);
        ((ObjectNode) later.at("/children/0")).put("stateStudentId", twin);

        var answer = api.post(
                "ds-oswego", "/api/coes/" + approved(later) + "/children/" + twin + "/link", Map.of("existing", known));

        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        var record = record(known);
        assertThat(record.at("/disputes/0/number").asText()).isEqualTo(number(twin));
        assertThat(disputed(record.at("/enrollments/0"))).containsExactly("gradeLevel");
        assertThat(record(twin).get("stateStudentId").asText()).isEqualTo(known);
    }
}
