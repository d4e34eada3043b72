package org.msixcasework.sla;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Counts working days with the calendar that clocks are counted with, for ages and periods that no clock runs for. */
@Component
public class WorkingDays {

    private final WorkingCalendar calendar;

    WorkingDays(Calendars calendars) {
        this.calendar = calendars.get(Calendars.DEFAULT);
    }

    /** How many working days lie after {@code from}, up to {@code to}; 0 if that is not later. */
    public int between(LocalDate from, LocalDate to) {
        return (int) from.datesUntil(to.isBefore(from) ? from : to)
                .map(day -> day.plusDays(1))
                .filter(calendar::isWorkingDay)
                .count();
    }

    /** The day on which a duty that starts on a day is due, where no clock runs for it. */
    public LocalDate dueOn(Duty duty, LocalDate start) {
        return DueDates.after(start, duty.amount(), duty.unit(), calendar);
    }

    /** The day that lies {@code count} working days after {@code day}. */
    public LocalDate after(LocalDate day, int count) {
        return DueDates.after(day, count, Duty.Unit.WORKING_DAYS, calendar);
    }

    /** The next working day after {@code day}. */
    public LocalDate next(LocalDate day) {
        return DueDates.after(day, 1, Duty.Unit.WORKING_DAYS, calendar);
    }

    /** The day {@code count} working days before {@code day}. */
    public LocalDate before(LocalDate day, int count) {
        return Stream.iterate(day.minusDays(1), earlier -> earlier.minusDays(1))
                .filter(calendar::isWorkingDay)
                .skip(count - 1L)
                .findFirst()
                .orElseThrow();
    }

    /** The day on which what is counted from {@code from} is due, for duties that no clock of a case counts. */
    public LocalDate due(Duty duty, LocalDate from) {
        return DueDates.after(from, duty.amount(), duty.unit(), calendar);
    }

    /** The days of a year on which offices are closed besides weekends, each with its name. */
    public Map<LocalDate, String> holidays(int year) {
        var days = new TreeMap<LocalDate, String>();
        LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .forEach(day -> calendar.holiday().apply(day).ifPresent(name -> days.put(day, name)));
        return days;
    }
}
