package org.msixcasework.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The formula of the score, and which quarter a day closes. */
class QualityMeasuresTest {

    @Test
    void aScoreIsHalfCompletenessThreeTenthsAccuracyTwoTenthsTimeliness() {
        var score = new Score("oswego", 100, 80, 10, 5, 3, 1);

        assertThat(score.completeness()).isEqualTo(80);
        assertThat(score.accuracy()).isEqualTo(50);
        assertThat(score.timeliness()).isEqualTo(75);
        assertThat(score.value()).isEqualTo(40 + 15 + 15);
    }

    @Test
    void whereNothingWasDueTheOtherPartsWeighMore() {
        assertThat(new Score("oswego", 100, 100, 10, 10, 0, 0).value()).isEqualTo(100);
        assertThat(new Score("oswego", 100, 80, 10, 10, 0, 0).value()).isEqualTo(87);
    }

    @Test
    void whatIsIncompleteNeverReadsAsAHundred() {
        assertThat(new Score("oswego", 10_000, 9_999, 10, 10, 0, 0).completeness())
                .isEqualTo(99);
        assertThat(new Score("oswego", 0, 0, 0, 0, 0, 0).value()).isZero();
    }

    @Test
    void aDayFollowsTheQuarterThatEndedBeforeIt() {
        assertThat(Quarter.endedBefore(LocalDate.of(2026, 10, 1))).hasToString("2026Q3");
        assertThat(Quarter.endedBefore(LocalDate.of(2027, 1, 1))).hasToString("2026Q4");
        assertThat(new Quarter(2026, 4).end()).isEqualTo("2026-12-31");
    }
}
