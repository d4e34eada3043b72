package org.msixcasework.quality;

import java.time.LocalDate;

/** A quarter of the calendar. */
record Quarter(int year, int number) {

    private static final int MONTHS = 3;

    /** The one before the one that a day lies in. */
    static Quarter endedBefore(LocalDate day) {
        var before = day.minusMonths(MONTHS);
        return new Quarter(before.getYear(), (before.getMonthValue() - 1) / MONTHS + 1);
    }

    /** The last day. */
    LocalDate end() {
        return LocalDate.of(year, number * MONTHS, 1).plusMonths(1).minusDays(1);
    }

    /** Such as {@code 2026Q3}. */
    @Override
    public String toString() {
        return "%dQ%d".formatted(year, number);
    }
}
