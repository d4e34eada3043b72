package org.msixcasework.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.msixcasework.record.ChildSnapshot.Kind;

class DictionaryTest {

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
