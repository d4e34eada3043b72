package org.msixcasework.report;

import java.time.LocalDate;
import java.time.Month;
import org.msixcasework.core.ReportingYear;

/** Days that a report is about, both inclusive. */
public record Period(LocalDate from, LocalDate to) {

    private static final int MONTHS = 3;

    /** The quarter of the calendar that a day lies in. */
    public static Period quarterOf(LocalDate day) {
        var first =
                day.withMonth((day.getMonthValue() - 1) / MONTHS * MONTHS + 1).withDayOfMonth(1);
        return new Period(first, first.plusMonths(MONTHS).minusDays(1));
    }

    /** The reporting year that a day lies in, 1 September to 31 August. */
    public static Period reportingYearOf(LocalDate day) {
        var year = ReportingYear.of(day);
        return new Period(ReportingYear.begin(year), ReportingYear.end(year));
    }

    /** The quarter before this one begins. */
    public Period quarterBefore() {
        return quarterOf(from.minusDays(1));
    }

    public boolean isQuarter() {
        return equals(quarterOf(from));
    }

    /** A quarter by its name, such as {@code 2026-Q3}. */
    public static Period quarter(String name) {
        var year = Integer.parseInt(name.substring(0, 4));
        var number = name.charAt(name.length() - 1) - '0';
        return quarterOf(LocalDate.of(year, Month.JANUARY, 1).plusMonths((number - 1L) * MONTHS));
    }

    /** Whether {@link #quarter} knows a name. */
    public static boolean isQuarterName(String name) {
        return name.matches("20\\d\\d-Q[1-4]");
    }

    /** The name of the quarter in which it begins, such as {@code 2026-Q3}. */
    public String quarterName() {
        return "%d-Q%d".formatted(from.getYear(), (from.getMonthValue() - 1) / MONTHS + 1);
    }
}
