package org.msixcasework.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is expected by earlier arrivals (REC-6, REC-7). */
class ArrivalsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 4, 10);

    private static List<Arrivals.Arrival> came(String child, String... days) {
        return Arrays.stream(days)
                .map(day -> new Arrivals.Arrival(child, null, LocalDate.parse(day), "Immokalee, FL"))
                .toList();
    }

    private static List<Arrivals.Expected> expected(String... days) {
        return Arrivals.expected(came("NYX1", days), TODAY);
    }

    @Test
    void whoCameAtThisSeasonIsExpectedAtTheSameDayOfTheYear() {
        var expected = expected("2025-05-01", "2024-05-10");

        assertThat(expected).hasSize(1);
        assertThat(expected.get(0).on()).isEqualTo("2026-05-01");
        assertThat(expected.get(0).earlier())
                .containsExactly(LocalDate.parse("2025-05-01"), LocalDate.parse("2024-05-10"));
        assertThat(expected.get(0).from()).isEqualTo("Immokalee, FL");
    }

    @Test
    void whoCameAtAnotherSeasonIsNotExpected() {
        assertThat(expected("2025-10-01")).isEmpty();
        assertThat(expected("2025-03-01")).isEmpty();
    }

    @Test
    void whoCameThisSeasonAlreadyIsNotExpectedAgain() {
        assertThat(expected("2025-05-01", "2026-04-02")).isEmpty();
    }

    @Test
    void whoCameLongAgoOnlyIsNotExpected() {
        assertThat(expected("2019-05-01")).isEmpty();
    }

    @Test
    void theSpanReachesEightWeeksAhead() {
        assertThat(expected("2025-06-05")).hasSize(1);
        assertThat(expected("2025-06-06")).isEmpty();
        assertThat(expected("2025-04-10")).hasSize(1);
    }

    @Test
    void theTurnOfTheYearIsNoBorder() {
        var expected = Arrivals.expected(came("NYX1", "2025-01-10"), LocalDate.of(2026, 12, 20));

        assertThat(expected).hasSize(1);
        assertThat(expected.get(0).on()).isEqualTo("2027-01-10");
    }

    @Test
    void theTwentyNinthOfFebruaryHasItsDayEachYear() {
        assertThat(Arrivals.anniversary(LocalDate.of(2024, 2, 29), LocalDate.of(2026, 2, 1)))
                .isEqualTo("2026-02-28");
    }

    @Test
    void theSoonestComesFirst() {
        var moves = new ArrayList<>(came("NYX1", "2025-05-20"));
        moves.addAll(came("NYX2", "2025-04-20"));

        assertThat(Arrivals.expected(moves, TODAY))
                .extracting(Arrivals.Expected::studentId)
                .containsExactly("NYX2", "NYX1");
    }
}
