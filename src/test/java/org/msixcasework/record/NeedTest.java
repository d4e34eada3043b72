package org.msixcasework.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.msixcasework.record.ChildSnapshot.Kind;

class NeedTest {

    private final Dictionary dictionary = new Dictionary();

    @ParameterizedTest
    @CsvSource({
        "P3, false, false",
        "KG, true, false",
        "08, true, false",
        "09, true, true",
        "12, true, true",
        "UG, false, false",
        "00, false, false"
    })
    void theGradeDecidesWhatIsExpected(String grade, boolean school, boolean secondary) {
        var enrollment = Map.<String, Object>of("gradeLevel", grade);

        assertThat(Need.GRADES_KG_12.holds(enrollment)).isEqualTo(school);
        assertThat(Need.GRADES_09_12.holds(enrollment)).isEqualTo(secondary);
    }

    @ParameterizedTest
    @CsvSource({"01, true, false", "02, false, true", "05, true, true", "06, false, false", "07, false, false"})
    void theTypeOfEnrollmentDecidesAboutSchoolAndProject(String type, boolean school, boolean project) {
        var enrollment = Map.<String, Object>of("enrollmentType", type);

        assertThat(Need.IN_SCHOOL.holds(enrollment)).isEqualTo(school);
        assertThat(Need.MEP_PROJECT.holds(enrollment)).isEqualTo(project);
    }

    @Test
    void aMoveComesFromAStateOrFromACountry() {
        assertThat(Need.US_MOVE.holds(Map.of("qmFromState", "FL"))).isTrue();
        assertThat(Need.US_MOVE.holds(Map.of("qmFromCountry", "MEX"))).isFalse();
        assertThat(Need.FOREIGN_MOVE.holds(Map.of("qmFromState", "FL"))).isFalse();
        assertThat(Need.FOREIGN_MOVE.holds(Map.of("qmFromCountry", "MEX"))).isTrue();
    }

    @Test
    void healthAndProgrammeFlagsAreExpectedOfEveryEnrollment() {
        assertThat(dictionary.of(Kind.ENROLLMENT).stream()
                        .filter(element -> element.required() == Need.ALWAYS)
                        .map(Element::name)
                        .collect(Collectors.toSet()))
                .contains("medAlertIndicator", "immunizationRecordFlag", "pfsFlag", "residencyDate", "gradeLevel");
    }
}
