package org.msixcasework.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.msixcasework.record.ChildSnapshot.Kind;

class NaturalKeyTest {

    private static final Map<String, Object> COURSE = Map.of("courseTitle", "Algebra I", "termType", "0827");

    @Test
    void twoRecordsNeverShareAKeyByWhatTheirTextsHold() {
        assertThat(NaturalKey.of(Kind.ASSESSMENT, Map.of("assessmentTitle", "A|B")))
                .isNotEqualTo(NaturalKey.of(Kind.ASSESSMENT, Map.of("assessmentTitle", "A", "assessmentContent", "B")));
        assertThat(NaturalKey.of(Kind.ASSESSMENT, Map.of("assessmentTitle", "A\\", "assessmentContent", "B")))
                .isNotEqualTo(NaturalKey.of(Kind.ASSESSMENT, Map.of("assessmentTitle", "A\\|B")));
    }

    @Test
    void whatIsNotKnownYetContradictsNothing() {
        assertThat(NaturalKey.fits(Kind.COURSE, COURSE, Map.of("courseTitle", "Algebra I")))
                .isTrue();
        assertThat(NaturalKey.fits(Kind.COURSE, COURSE, Map.of("courseTitle", "Algebra I", "termType", "0828")))
                .isFalse();
        assertThat(NaturalKey.fits(Kind.COURSE, COURSE, Map.of("courseTitle", "Algebra II")))
                .isFalse();
    }

    @Test
    void aMoveIsToldByItsCertificateAlone() {
        assertThat(NaturalKey.fits(Kind.QUALIFYING_MOVE, Map.of(), Map.of())).isFalse();
    }
}
