package org.msixcasework.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.msixcasework.report.Period;

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
        assertThat(QualityProcess.endedBefore(LocalDate.of(2026, 10, 1))).isEqualTo("2026-Q3");
        assertThat(QualityProcess.endedBefore(LocalDate.of(2027, 1, 1))).isEqualTo("2026-Q4");
        assertThat(Period.quarter("2026-Q4").to()).isEqualTo("2026-12-31");
    }

    @Test
    void aReviewCoversAsManyMonthsAsAreConfigured() {
        var day = LocalDate.of(2026, 11, 26);
        assertThat(MdereviewProcess.endedBefore(day, 1)).isEqualTo(period("2026-10-01", "2026-10-31"));
        assertThat(MdereviewProcess.endedBefore(day, 2)).isEqualTo(period("2026-09-01", "2026-10-31"));
        assertThat(MdereviewProcess.endedBefore(day, 3)).isEqualTo(period("2026-07-01", "2026-09-30"));
        assertThat(MdereviewProcess.endedBefore(LocalDate.of(2027, 1, 1), 12))
                .isEqualTo(period("2026-01-01", "2026-12-31"));
        assertThatThrownBy(() -> new QualityProperties(5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Period period(String from, String to) {
        return new Period(LocalDate.parse(from), LocalDate.parse(to));
    }
}
