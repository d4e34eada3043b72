package org.msixcasework.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Violation;
import org.msixcasework.support.Samples;

class CertificateRulesTest {

    private static final String NUMBER = "NY-2026-000001";
    private static final LocalDate TODAY = LocalDate.of(2026, 9, 11);

    private final Dictionary dictionary = new Dictionary();

    private List<String> fieldsOf(ObjectNode coe) {
        return ContentRules.check(dictionary, "oswego"::equals, TODAY, NUMBER, ContentJson.read(coe)).list().stream()
                .map(Violation::field)
                .distinct()
                .toList();
    }

    private static Arguments breaks(String field, Consumer<ObjectNode> breaking) {
        return Arguments.of(field, breaking);
    }

    private static ObjectNode at(ObjectNode coe, String pointer) {
        return (ObjectNode) coe.at(pointer);
    }

    private static Consumer<ObjectNode> put(String pointer, String name, String value) {
        return coe -> at(coe, pointer).put(name, value);
    }

    private static Consumer<ObjectNode> without(String pointer, String name) {
        return coe -> at(coe, pointer).remove(name);
    }

    static Stream<Arguments> brokenRules() {
        return Stream.of(
                breaks("number", put("", "number", "NY-2026-000002")),
                breaks("region", put("", "region", "atlantis")),
                breaks("region", without("", "region")),
                breaks("family", without("", "family")),
                breaks("family.parent1.firstName", without("/family/parent1", "firstName")),
                breaks("family.parent1.lastName1", put("/family/parent1", "lastName1", " ")),
                breaks("family.address", without("/family", "address")),
                breaks("family.address.line1", without("/family/address", "line1")),
                breaks("family.address.city", without("/family/address", "city")),
                breaks("family.address.state", put("/family/address", "state", "New York")),
                breaks("family.telephone", put("/family", "telephone", "555-0100")),
                breaks("family.homeLanguage", put("/family", "homeLanguage", "x".repeat(51))),
                breaks("children", coe -> coe.putArray("children")),
                breaks("children", coe -> {
                    var children = (ArrayNode) coe.get("children");
                    for (var i = 0; i < 19; i++) {
                        children.add(children.get(0).deepCopy());
                    }
                }),
                breaks("children[0]", coe -> ((ArrayNode) coe.get("children")).setNull(0)),
                breaks(
                        "children[1].stateStudentId",
                        coe -> at(coe, "/children/1").set("stateStudentId", coe.at("/children/0/stateStudentId"))),
                breaks("children[0].stateStudentId", put("/children/0", "stateStudentId", "NYX-1")),
                breaks("children[0].firstName", without("/children/0", "firstName")),
                breaks("children[0].firstName", put("/children/0", "firstName", "nul\u0000")),
                breaks("children[0].lastName1", without("/children/0", "lastName1")),
                breaks("children[0].sex", put("/children/0", "sex", "F")),
                breaks("children[0].birthDate", without("/children/0", "birthDate")),
                breaks("children[0].birthDate", put("/children/0", "birthDate", "2026-09-04")),
                breaks("children[0].birthDate", put("/children/0", "birthDate", "2004-09-04")),
                breaks("children[0].birthDateVerification", put("/children/0", "birthDateVerification", "1")),
                breaks("children[0].multipleBirth", without("/children/0", "multipleBirth")),
                breaks("children[0].residencyDate", without("/children/0", "residencyDate")),
                breaks("children[0].residencyDate", put("/children/0", "residencyDate", "2026-09-03")),
                breaks("children[0].residencyDate", put("/children/0", "residencyDate", "2026-09-12")),
                breaks("move", without("", "move")),
                breaks("move.from", without("/move", "from")),
                breaks("move.from.city", without("/move/from", "city")),
                breaks("move.from.state", without("/move/from", "state")),
                breaks("move.to.state", without("/move/to", "state")),
                breaks("move.to.country", put("/move/to", "country", "MEX")),
                breaks("move.qualifyingArrivalDate", without("/move", "qualifyingArrivalDate")),
                breaks("move.mover", without("/move", "mover")),
                breaks("move.worker.firstName", without("/move/worker", "firstName")),
                breaks("move.workerRelationship", without("/move", "workerRelationship")),
                breaks("move.workerMovedOn", put("/move", "workerMovedOn", "2026-09-12")),
                breaks("comments", put("/move", "mover", "TO_JOIN_OR_PRECEDE")),
                breaks("move.workerMovedOn", coe -> {
                    at(coe, "/move").put("mover", "TO_JOIN_OR_PRECEDE").remove("workerMovedOn");
                    coe.put("comments", "The worker came first.");
                }),
                breaks("move.engagedInWork", coe -> at(coe, "/move").put("engagedInWork", false)),
                breaks("comments", coe -> at(coe, "/move").put("activelySought", true)),
                breaks("work", without("", "work")),
                breaks("work.description", without("/work", "description")),
                breaks("work.duration", without("/work", "duration")),
                breaks("work.sector", without("/work", "sector")),
                breaks(
                        "comments",
                        coe -> at(coe, "/work").put("duration", "TEMPORARY").put("temporaryBasis", "WORKER_STATEMENT")),
                breaks("work.temporaryBasis", coe -> {
                    at(coe, "/work").put("duration", "TEMPORARY");
                    coe.put("comments", "The worker said so.");
                }),
                breaks("work.temporaryBasis", put("/work", "temporaryBasis", "WORKER_STATEMENT")),
                breaks("comments", coe -> at(coe, "/work").put("subsistence", true)),
                breaks("comments", put("", "comments", "x".repeat(4001))),
                breaks("signatures", coe -> ((ArrayNode) coe.get("signatures")).remove(1)),
                breaks("signatures[0].relationship", without("/signatures/0", "relationship")),
                breaks("signatures", coe -> {
                    var signatures = (ArrayNode) coe.get("signatures");
                    for (var i = 0; i < 3; i++) {
                        signatures.add(signatures.get(0).deepCopy());
                    }
                }),
                breaks("signatures[0].name", without("/signatures/0", "name")),
                breaks("signatures[0].signedOn", without("/signatures/0", "signedOn")),
                breaks("signatures[0].signedOn", put("/signatures/0", "signedOn", "2026-09-03")),
                breaks("signatures[1].signedOn", put("/signatures/1", "signedOn", "2026-09-12")));
    }

    @ParameterizedTest
    @MethodSource("brokenRules")
    void aBrokenRuleNamesItsField(String field, Consumer<ObjectNode> breaking) {
        var coe = Samples.coe(NUMBER);
        breaking.accept(coe);

        assertThat(fieldsOf(coe)).containsExactly(field);
    }

    @Test
    void theSampleBreaksNoRule() {
        assertThat(fieldsOf(Samples.coe(NUMBER))).isEmpty();
    }

    @Test
    void aMoveFromAnotherCountryNeedsNoState() {
        var coe = Samples.coe(NUMBER);
        at(coe, "/move/from").put("country", "MEX").remove("state");

        assertThat(fieldsOf(coe)).isEmpty();
    }

    @Test
    void theUnitedStatesAreNoOtherCountryHoweverTheyAreWritten() {
        var coe = Samples.coe(NUMBER);
        at(coe, "/move/from").put("country", "USA").remove("state");

        assertThat(fieldsOf(coe)).containsExactly("move.from.state");
    }

    @Test
    void everyBrokenRuleIsNamedAtOnce() {
        var coe = Samples.coe(NUMBER);
        coe.remove("work");
        at(coe, "/children/0").remove("birthDate");

        assertThat(fieldsOf(coe)).containsExactlyInAnyOrder("work", "children[0].birthDate");
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                breaks("children[0].shoeSize", put("/children/0", "shoeSize", "7")),
                breaks("children[0].birthDate", put("/children/0", "birthDate", "2012-02-30")),
                breaks("children[0].birthDate", coe -> at(coe, "/children/0").put("birthDate", 20120309)),
                breaks("children[0].firstName", coe -> at(coe, "/children/0").put("firstName", 7)),
                breaks("children[0].multipleBirth", put("/children/0", "multipleBirth", "no")),
                breaks("move.mover", put("/move", "mover", "ALONE")),
                breaks("signatures[0].role", put("/signatures/0", "role", "SEA_REVIEWER")),
                breaks("family", put("", "family", "Ejemplo")));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsUnknownOrMistypedIsNamed(String field, Consumer<ObjectNode> breaking) {
        var coe = Samples.coe(NUMBER);
        breaking.accept(coe);

        assertThatThrownBy(() -> ContentJson.read(coe)).isInstanceOfSatisfying(Rejected.class, no -> {
            assertThat(no.kind()).isEqualTo(Rejected.Kind.INVALID);
            assertThat(no.violations()).extracting(Violation::field).containsExactly(field);
        });
    }

    @Test
    void everyUnknownOrMistypedFieldIsNamedAtOnce() {
        var coe = Samples.coe(NUMBER);
        coe.put("work", 7);
        at(coe, "/children/0").put("shoeSize", 7).put("birthDate", "yesterday");
        ((ArrayNode) coe.get("children")).add("Dummio");
        at(coe, "/move").put("x".repeat(1000), "");

        assertThatThrownBy(() -> ContentJson.read(coe))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        no -> assertThat(no.violations())
                                .extracting(Violation::field)
                                .containsExactlyInAnyOrder(
                                        "work",
                                        "children[0].shoeSize",
                                        "children[0].birthDate",
                                        "children[2]",
                                        "move." + "x".repeat(60) + "..."));
    }

    @Test
    void aCertificateMadeOfJunkIsRefusedBeforeAllOfItIsNamed() {
        var coe = Samples.coe(NUMBER);
        for (var i = 0; i < 1000; i++) {
            coe.put("junk" + i, i);
        }

        assertThatThrownBy(() -> ContentJson.read(coe))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.violations()).hasSize(50));
    }

    @Test
    void eligibilityEndsAfter36MonthsOrOnThe22ndBirthday() {
        assertThat(Entering.eligibilityExpires(LocalDate.of(2026, 9, 4), LocalDate.of(2012, 3, 9)))
                .isEqualTo("2029-09-04");
        assertThat(Entering.eligibilityExpires(LocalDate.of(2024, 2, 29), LocalDate.of(2012, 3, 9)))
                .isEqualTo("2027-02-28");
        assertThat(Entering.eligibilityExpires(LocalDate.of(2026, 9, 4), LocalDate.of(2006, 1, 31)))
                .isEqualTo("2028-01-31");
    }
}
