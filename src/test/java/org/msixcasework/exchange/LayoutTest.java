package org.msixcasework.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.msixcasework.exchange.SampleChildren.child;
import static org.msixcasework.exchange.SampleChildren.course;
import static org.msixcasework.exchange.SampleChildren.demographics;
import static org.msixcasework.exchange.SampleChildren.move;
import static org.msixcasework.exchange.SampleChildren.with;
import static org.msixcasework.exchange.SampleChildren.without;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.msixcasework.record.ChildSnapshot;
import org.msixcasework.record.ChildSnapshot.Item;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.w3c.dom.Element;

class LayoutTest {

    @Test
    void thereAreSeventyNineElementsWithTheThreeIdentifiersOfTheStudent() {
        var elements = Layout.ORDER.stream()
                .mapToInt(kind -> Layout.of(kind).elements().size())
                .sum();

        assertThat(3 + elements).isEqualTo(79);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theFileHasTheElementsOfTheDictionaryInItsOrderAndLengths(Kind kind) throws Exception {
        var ofDictionary = new ArrayList<String>();
        for (var line : Files.readAllLines(Path.of("src/main/resources/record/elements.csv"))) {
            var columns = line.split(",");
            if (columns.length > 5 && columns[3].equals(kind.name())) {
                ofDictionary.add(columns[1] + ": "
                        + switch (columns[4]) {
                            case "TEXT" -> "text of at most %s characters".formatted(columns[5]);
                            case "INTEGER" -> "a number of at most %s digits".formatted(columns[5]);
                            case "DECIMAL" -> "a number of at most three digits, two after the point";
                            case "DATE" -> "a date";
                            case "MONTH" -> "a month";
                            case "FLAG" -> "yes or no";
                            default -> throw new IllegalArgumentException(line);
                        });
            }
        }

        assertThat(Layout.of(kind).elements().stream().map(element -> element.name() + ": " + element.rule()))
                .containsExactlyElementsOf(ofDictionary)
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theSchemaNamesTheSameElementsInTheSameOrder(Kind kind) throws Exception {
        var layout = Layout.of(kind);
        var names = new ArrayList<String>();
        var required = new ArrayList<String>();
        var fields = type(layout.name()).getElementsByTagName("xs:element");
        for (var index = 1; index < fields.getLength(); index++) {
            var field = (Element) fields.item(index);
            names.add(field.getAttribute("name"));
            if (field.getAttribute("minOccurs").isEmpty()) {
                required.add(field.getAttribute("name"));
            }
        }

        assertThat(names)
                .isEqualTo(layout.elements().stream().map(Layout.Element::name).toList());
        assertThat(required)
                .isEqualTo(layout.elements().stream()
                        .filter(Layout.Element::required)
                        .map(Layout.Element::name)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theSchemaGivesTheSameLengths(Kind kind) throws Exception {
        var fields = type(Layout.of(kind).name()).getElementsByTagName("xs:element");
        var rules = Layout.of(kind).elements();
        for (var index = 1; index < fields.getLength(); index++) {
            var type = ((Element) fields.item(index)).getAttribute("type");
            var rule = rules.get(index - 1).rule();
            if (type.startsWith("Text")) {
                assertThat(rule).isEqualTo("text of at most %s characters".formatted(type.substring(4)));
            } else if (type.startsWith("Number")) {
                assertThat(rule).isEqualTo("a number of at most %s digits".formatted(type.substring(6)));
            }
        }
    }

    private static Element type(String record) throws Exception {
        var name = Character.toUpperCase(record.charAt(0)) + record.substring(1);
        try (var schema = LayoutTest.class.getResourceAsStream("/exchange/msix-submission.xsd")) {
            var types = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(schema)
                    .getElementsByTagName("xs:complexType");
            for (var index = 0; index < types.getLength(); index++) {
                var type = (Element) types.item(index);
                if (type.getAttribute("name").equals(name)) {
                    return type;
                }
            }
        }
        throw new AssertionError("The schema has no type " + name);
    }

    @Test
    void aCompleteChildHasNoProblem() {
        assertThat(Layout.problems(SampleChildren.complete("NYX1"))).isEmpty();
    }

    @Test
    void everyProblemIsNamedWithItsRecordAndWithoutTheValue() {
        var child = child(
                "NYX1",
                without(with(demographics("NYX1"), "birthDate", "9 March 2012"), "lastName1"),
                with(move(), "qmToState", "New York"));

        assertThat(Layout.problems(child))
                .containsExactly(
                        "demographics 1 lastName1 is missing",
                        "demographics 1 birthDate has to be a date",
                        "qualifyingMove 1 qmToState has to be text of at most 2 characters");
    }

    @Test
    void identifiersThatMsixCannotReadAreProblems() {
        var child = new ChildSnapshot("NYX 1", "12", "oswego", "U", List.of());

        assertThat(Layout.problems(child))
                .containsExactly(
                        "stateStudentId has to be at most 15 letters and digits",
                        "msixId has to be 12 digits",
                        "demographics has to be there once");
    }

    @Test
    void aChildHasAtMostNineHundredNinetyNineRecordsNumberedFromOne() {
        var items = SampleChildren.many(999);
        items.add(new Item(Kind.COURSE, 1000, course().elements()));
        items.add(demographics("NYX1"));

        assertThat(Layout.problems(new ChildSnapshot("NYX1", null, "oswego", "U", items)))
                .containsExactly(
                        "records are more than the 999 a child may have",
                        "course 1000 has a number outside of 1 to 999");
    }

    @ParameterizedTest
    @CsvSource({"0.5,0.5", "0.50,0.5", "1,1", "9.99,9.99", "100,100", "0,0", "1000,", "0.555,", "-1,", "1e2,", "x,"})
    void creditsHaveThreeDigitsTwoAfterThePoint(String credits, String spelled) {
        var element = Layout.of(Kind.COURSE).elements().stream()
                .filter(any -> any.name().equals("creditsGranted"))
                .findFirst()
                .orElseThrow();

        assertThat(element.form().of(credits)).isEqualTo(spelled);
    }

    @Test
    void aCharacterThatXmlCannotHoldIsAProblem() {
        assertThat(Layout.problems(child("NYX1", with(demographics("NYX1"), "middleName", "Lo\u0000rem"))))
                .containsExactly("demographics 1 middleName has to be text of at most 50 characters");
    }
}
