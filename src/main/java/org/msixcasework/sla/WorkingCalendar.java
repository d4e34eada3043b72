package org.msixcasework.sla;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which days count. Pure: the same day always gets the same answer.
 *
 * @param profile key of the calendar, such as {@code ny-office}
 * @param version of the calendars it was taken from; kept with each clock
 * @param holiday name of the holiday a day is, if it is one
 */
record WorkingCalendar(String profile, String version, Function<LocalDate, Optional<String>> holiday) {

    /** Why offices are closed on {@code day}; empty on a working day. */
    Optional<String> closedBecause(LocalDate day) {
        if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return Optional.of(day.getDayOfWeek() == DayOfWeek.SATURDAY ? "Saturday" : "Sunday");
        }
        return holiday.apply(day);
    }

    boolean isWorkingDay(LocalDate day) {
        return closedBecause(day).isEmpty();
    }
}
