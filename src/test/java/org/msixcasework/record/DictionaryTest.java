package org.msixcasework.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.msixcasework.record.ChildSnapshot.Kind;

class DictionaryTest {

    private static final String HEAD = "# version 2027; effective from 2027-07-01";

    private final Dictionary dictionary = new Dictionary();

    @Test
    void everyOneOfThe79ElementsIsThereOnce() {
        assertThat(dictionary.elements())
                .extracting(Element::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 79).boxed().toList());
        assertThat(dictionary.elements()).extracting(Element::name).doesNotHaveDuplicates();
        assertThat(dictionary.of(Kind.ENROLLMENT)).hasSize(32);
    }

    @Test
    void itSaysWhichRevisionItIs() {
        assertThat(dictionary.version()).isEqualTo(new Dictionary.Version("2011+", LocalDate.of(2026, 7, 1)));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("1,firstName,First Name,DEMOGRAPHICS,TEXT,50,,ALWAYS", "broken at 1"),
                Arguments.of("2,firstName,First Name,DEMOGRAPHICS,TEXT,50,,ALWAYS,", "lacks element 1"),
                Arguments.of("1,sex,Sex,DEMOGRAPHICS,TEXT,6,unheardOf,ALWAYS,", "no code set unheardOf"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenListKeepsTheApplicationFromStarting(String row, String why) {
        assertThatThrownBy(() -> new Dictionary(List.of(HEAD, "heading", row), List.of(HEAD, "heading")))
                .hasMessageContaining(why);
    }

    @Test
    void listsOfTwoVersionsKeepTheApplicationFromStarting() {
        assertThatThrownBy(() -> new Dictionary(List.of(HEAD), List.of("# version 2028; effective from 2028-07-01")))
                .hasMessageContaining("two versions");
        assertThatThrownBy(() -> new Dictionary(List.of(), List.of(HEAD))).hasMessageContaining("version");
    }

    @Test
    void aCodeIsTakenAndAnyOtherTextIsNot() {
        var grade = dictionary.find(Kind.ENROLLMENT, "gradeLevel").orElseThrow();

        assertThat(grade.problem(TextNode.valueOf("09"))).isNull();
        assertThat(grade.problem(TextNode.valueOf("9")))
                .contains("none of the codes")
                .contains("KG");
        assertThat(grade.problem(BooleanNode.TRUE)).isNotNull();
    }

    @Test
    void everyCodeFitsItsElement() {
        assertThat(dictionary.elements())
                .allSatisfy(element -> assertThat(element.codes().keySet())
                        .allSatisfy(code -> assertThat(element.problem(TextNode.valueOf(code)))
                                .isNull()));
    }

    @Test
    void localGradesAreOutOfSchoolForMsix() {
        assertThat(dictionary.grade("OS")).isEqualTo("00");
        assertThat(dictionary.grade("D+")).isEqualTo("00");
        assertThat(dictionary.grade("KG")).isEqualTo("KG");
    }
}
