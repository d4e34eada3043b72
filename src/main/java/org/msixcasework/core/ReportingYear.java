package org.msixcasework.core;

import java.time.LocalDate;
import java.time.Month;

/** The reporting year of the programme, 1 September to 31 August, named by the calendar year in which it begins. */
public final class ReportingYear {

    private ReportingYear() {}

    /** The year that a day lies in. */
    public static int of(LocalDate day) {
        return day.getMonthValue() >= Month.SEPTEMBER.getValue() ? day.getYear() : day.getYear() - 1;
    }

    /** First day. */
    public static LocalDate begin(int year) {
        return LocalDate.of(year, Month.SEPTEMBER, 1);
    }

    /** Last day, inclusive. */
    public static LocalDate end(int year) {
        return begin(year + 1).minusDays(1);
    }
}
