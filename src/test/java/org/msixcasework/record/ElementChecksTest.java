package org.msixcasework.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.msixcasework.record.ChildSnapshot.Item;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.msixcasework.record.Measured.Expected;
import org.msixcasework.record.Measured.Hit;
import org.msixcasework.record.Measured.Rule;

/** What is expected of a record, and what is wrong in it. */
class ElementChecksTest {

    private final Dictionary dictionary = new Dictionary();

    private Measured measure(Item... items) {
        return ElementChecks.measure(dictionary, "NYSAMPLE1", "02", List.of(items), false);
    }

    private static Item item(Kind kind, Map<String, Object> elements) {
        return new Item(kind, 1, elements);
    }

    @Test
    void anElementIsExpectedOnlyInTheGradesItAppliesTo() {
        var primary = measure(item(Kind.ENROLLMENT, Map.of("gradeLevel", "03")));
        var secondary = measure(item(Kind.ENROLLMENT, Map.of("gradeLevel", "10")));

        assertThat(primary.expected()).extracting(Expected::element).doesNotContain("algebra1Indicator");
        assertThat(secondary.expected()).contains(new Expected("algebra1Indicator", false));
        assertThat(secondary.expected()).contains(new Expected("gradeLevel", true));
    }

    @Test
    void aRecordThatIsNotThereLacksWhatEverySuchRecordHas() {
        assertThat(measure().hits())
                .contains(new Hit("birthDate", Rule.MISSING), new Hit("enrollmentDate", Rule.MISSING))
                .doesNotContain(new Hit("algebra1Indicator", Rule.MISSING));
        assertThat(measure().isClean()).isTrue();
    }

    @Test
    void aWrongCodeAWrongFormAndAWrongOrderOfDatesAreFound() {
        var found = measure(
                item(Kind.DEMOGRAPHICS, Map.of("birthDate", "2015-02-30", "sex", "Sample")),
                item(
                        Kind.ENROLLMENT,
                        Map.of("enrollmentDate", "2026-09-08", "withdrawalDate", "2026-09-01", "gradeLevel", "03")));

        assertThat(found.hits())
                .contains(
                        new Hit("birthDate", Rule.FORMAT),
                        new Hit("sex", Rule.CODE),
                        new Hit("withdrawalDate", Rule.DATE_ORDER));
        assertThat(found.isClean()).isFalse();
    }

    @Test
    void aChildWithTheNameAndBirthDateOfAnotherIsFound() {
        assertThat(ElementChecks.measure(dictionary, "NYSAMPLE1", "02", List.of(), true)
                        .hits())
                .contains(new Hit("birthDate", Rule.DUPLICATE));
    }
}
