package org.msixcasework.sla;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.msixcasework.core.Time;

/**
 * The arithmetic of due dates (rules of the domain's calendar section): day 0 is the day of the trigger and never counts,
 * whatever its hour or weekday; a working-day period counts open days only; a calendar-day period is not rolled forward; a
 * day is due at 23:59:59 in the State's time zone. All methods are pure.
 */
final class DueDates {

    /** A day ends here. */
    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

    private DueDates() {}

    /** The day that lies {@code amount} units after {@code from}; for hours, the day the hours end on. */
    static LocalDate after(LocalDate from, int amount, Duty.Unit unit, WorkingCalendar calendar) {
        return switch (unit) {
            case WORKING_DAYS -> plusWorkingDays(from, amount, calendar);
            case CALENDAR_DAYS -> from.plusDays(amount);
            case MONTHS -> from.plusMonths(amount);
            case YEARS -> from.plusYears(amount);
            case HOURS -> from.plusDays(-Math.floorDiv(-amount, 24));
        };
    }

    private static LocalDate plusWorkingDays(LocalDate from, int days, WorkingCalendar calendar) {
        return days == 0
                ? from
                : Stream.iterate(from.plusDays(1), day -> day.plusDays(1))
                        .filter(calendar::isWorkingDay)
                        .skip(days - 1L)
                        .findFirst()
                        .orElseThrow();
    }

    /** When a duty that started at {@code start} is due. */
    static Instant dueAt(Duty duty, Instant start, WorkingCalendar calendar) {
        return duty.unit() == Duty.Unit.HOURS
                ? start.plus(duty.amount(), ChronoUnit.HOURS)
                : endOf(after(dayOf(start), duty.amount(), duty.unit(), calendar));
    }

    static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, Time.ZONE);
    }

    static Instant endOf(LocalDate day) {
        return day.atTime(END_OF_DAY).atZone(Time.ZONE).toInstant();
    }

    /** Each day from the day after the start to the due day: whether it counts, and why. */
    static List<Day> explain(Duty duty, Instant start, WorkingCalendar calendar) {
        var due = dayOf(dueAt(duty, start, calendar));
        var days = new ArrayList<Day>();
        days.add(new Day(dayOf(start), false, "day 0, the day of the trigger never counts"));
        var counted = 0;
        for (var day = dayOf(start).plusDays(1); !day.isAfter(due); day = day.plusDays(1)) {
            var closed = calendar.closedBecause(day);
            var counts = duty.unit() != Duty.Unit.WORKING_DAYS || closed.isEmpty();
            counted += counts ? 1 : 0;
            days.add(new Day(day, counts, counts ? why(duty, day, due, counted, calendar) : closed.orElseThrow()));
        }
        return days;
    }

    private static String why(Duty duty, LocalDate day, LocalDate due, int counted, WorkingCalendar calendar) {
        if (duty.unit() == Duty.Unit.HOURS) {
            return "hour %d ends on this day".formatted(Math.min(counted * 24, duty.amount()));
        }
        var number = duty.unit() == Duty.Unit.WORKING_DAYS ? "working day " + counted : "day " + counted;
        return day.equals(due) && !calendar.isWorkingDay(day)
                ? "%s, falls on a non-working day: act by %s".formatted(number, lastWorkingDay(day, calendar))
                : number;
    }

    private static LocalDate lastWorkingDay(LocalDate day, WorkingCalendar calendar) {
        return Stream.iterate(day, earlier -> earlier.minusDays(1))
                .filter(calendar::isWorkingDay)
                .findFirst()
                .orElseThrow();
    }
}
