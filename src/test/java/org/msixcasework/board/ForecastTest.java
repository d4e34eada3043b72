package org.msixcasework.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What will be late is what stands behind more work than the pace finishes in time. */
class ForecastTest {

    private static List<Long> due(long... days) {
        var list = new ArrayList<Long>();
        for (var day : days) {
            list.add(day);
        }
        return list;
    }

    @Test
    void aRegionThatEndsNothingIsLateWithEverything() {
        assertThat(Forecast.late(due(3, 1, 0, 2), 0)).isEqualTo(3);
    }

    @Test
    void aRegionThatIsFastEnoughIsLateWithNothing() {
        assertThat(Forecast.late(due(0, 2, 2, 2, 2, 2, 2, 2), 2)).isZero();
    }

    @Test
    void whatIsOverdueIsDoneFirstAndMakesOthersLate() {
        assertThat(Forecast.late(due(0, 0, 4), 2)).isZero();
        assertThat(Forecast.late(due(4, 0, 4), 2)).isEqualTo(4);
        assertThat(Forecast.late(due(2, 0, 4), 2)).isEqualTo(2);
    }

    @Test
    void timeThatIsLeftOverIsSpentOnWhatIsDueLater() {
        assertThat(Forecast.late(due(0, 0, 0, 6), 2)).isZero();
        assertThat(Forecast.late(due(0, 0, 0, 7), 2)).isEqualTo(1);
    }

    @Test
    void aPaceBelowOneADayCountsWholeClocksOnly() {
        assertThat(Forecast.late(due(0, 1), 0.5)).isEqualTo(1);
        assertThat(Forecast.late(due(0, 0, 1), 0.5)).isZero();
    }

    @Test
    void whatIsOverdueAlreadyIsNotCountedAgain() {
        assertThat(Forecast.late(due(9), 0)).isZero();
        assertThat(Forecast.late(due(), 1)).isZero();
    }
}
