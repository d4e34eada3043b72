package org.msixcasework.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msixcasework.core.Time;

/** Due dates against the test vectors of the domain and against what must hold for every day. */
class DueDatesTest {

    private static final Calendars CALENDARS = new Calendars();
    private static final WorkingCalendar OFFICE = CALENDARS.get("ny-office");
    private static final WorkingCalendar STATUTORY = CALENDARS.get("ny-statutory");
    private static final WorkingCalendar FEDERAL = CALENDARS.get("federal");

    @ParameterizedTest
    @CsvSource({
        "2025-10-31, 10, WORKING_DAYS, 2025-11-18, 2025-11-17, 2025-11-17",
        "2025-12-19, 10, WORKING_DAYS, 2026-01-06, 2026-01-06, 2026-01-06",
        "2026-02-06, 10, WORKING_DAYS, 2026-02-24, 2026-02-23, 2026-02-23",
        "2026-06-30,  4, WORKING_DAYS, 2026-07-06, 2026-07-06, 2026-07-07",
        "2026-06-30, 10, WORKING_DAYS, 2026-07-14, 2026-07-14, 2026-07-15",
        "2025-11-27,  4, WORKING_DAYS, 2025-12-03, 2025-12-03, 2025-12-03",
        "2025-11-29,  4, WORKING_DAYS, 2025-12-04, 2025-12-04, 2025-12-04",
        "2027-12-20, 10, WORKING_DAYS, 2028-01-03, 2028-01-03, 2028-01-05",
        "2026-06-26, 30, CALENDAR_DAYS, 2026-07-26, 2026-07-26, 2026-07-26",
        "2026-01-31, 30, CALENDAR_DAYS, 2026-03-02, 2026-03-02, 2026-03-02",
        "2026-08-31, 30, CALENDAR_DAYS, 2026-09-30, 2026-09-30, 2026-09-30",
        "2026-12-31,  3, MONTHS, 2027-03-31, 2027-03-31, 2027-03-31",
        "2024-02-29,  1, YEARS, 2025-02-28, 2025-02-28, 2025-02-28"
    })
    void vectors(LocalDate from, int amount, Duty.Unit unit, LocalDate statutory, LocalDate office, LocalDate federal) {
        assertThat(DueDates.after(from, amount, unit, STATUTORY)).isEqualTo(statutory);
        assertThat(DueDates.after(from, amount, unit, OFFICE)).isEqualTo(office);
        assertThat(DueDates.after(from, amount, unit, FEDERAL)).isEqualTo(federal);
    }

    @ParameterizedTest
    @CsvSource({
        "2025, 1-1 1-20 2-12 2-17 5-26 6-19 7-4 9-1 10-13 11-4 11-11 11-27 12-25, 1-1 1-20 2-17 5-26 6-19 7-4 9-1 10-13 11-11 11-27 12-25",
        "2026, 1-1 1-19 2-12 2-16 5-25 6-19 9-7 10-12 11-3 11-11 11-26 12-25, 1-1 1-19 2-16 5-25 6-19 7-3 9-7 10-12 11-11 11-26 12-25",
        "2027, 1-1 1-18 2-12 2-15 5-31 7-5 9-6 10-11 11-2 11-11 11-25, 1-1 1-18 2-15 5-31 6-18 7-5 9-6 10-11 11-11 11-25 12-24 12-31",
        "2028, 1-17 2-21 5-29 6-19 7-4 9-4 10-9 11-7 11-23 12-25, 1-17 2-21 5-29 6-19 7-4 9-4 10-9 11-10 11-23 12-25"
    })
    void holidaysOnWeekdays(int year, String statutory, String federal) {
        assertThat(closedWeekdays(year, STATUTORY)).isEqualTo(days(year, statutory));
        assertThat(closedWeekdays(year, FEDERAL)).isEqualTo(days(year, federal));
        var office = days(year, statutory);
        office.removeIf(day -> day.getMonthValue() == 2 && day.getDayOfMonth() == 12);
        office.removeIf(day -> day.getMonthValue() == 11 && day.getDayOfMonth() < 9);
        assertThat(closedWeekdays(year, OFFICE)).isEqualTo(office);
    }

    private static Set<LocalDate> closedWeekdays(int year, WorkingCalendar calendar) {
        var closed = new HashSet<LocalDate>();
        for (var day = LocalDate.of(year, 1, 1); day.getYear() == year; day = day.plusDays(1)) {
            if (day.getDayOfWeek().getValue() < 6 && !calendar.isWorkingDay(day)) {
                closed.add(day);
            }
        }
        return closed;
    }

    private static Set<LocalDate> days(int year, String text) {
        var days = new HashSet<LocalDate>();
        for (var day : text.strip().split(" ")) {
            var parts = day.split("-");
            days.add(LocalDate.of(year, Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
        }
        return days;
    }

    @Test
    void juneteenthCountsFrom2021() {
        assertThat(OFFICE.isWorkingDay(LocalDate.of(2020, 6, 19))).isTrue();
        assertThat(OFFICE.isWorkingDay(LocalDate.of(2023, 6, 19))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-07T12:00", "2026-10-31T23:30", "2026-11-01T01:30"})
    void hoursAreWallClockAcrossTheChangeOfTheClock(String local) {
        var start = java.time.LocalDateTime.parse(local).atZone(Time.ZONE).toInstant();
        var duty =
                new Duty(Deadline.WORKLIST_CONTACT, 24, Duty.Unit.HOURS, Duty.Kind.SERVICE, List.of(), List.of(), "");

        assertThat(DueDates.dueAt(duty, start, OFFICE)).isEqualTo(start.plusSeconds(24 * 3600));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-08", "2026-11-01", "2026-12-31"})
    void aDayEndsAt235959InNewYork(LocalDate day) {
        ZonedDateTime end = DueDates.endOf(day).atZone(Time.ZONE);

        assertThat(end.toLocalDate()).isEqualTo(day);
        assertThat(end.toLocalTime()).hasToString("23:59:59");
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2016, 1, 1).toEpochDay(),
                        LocalDate.of(2035, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Property(tries = 500)
    void theResultIsAWorkingDayAndExactlyThatManyLieBetween(
            @ForAll("days") LocalDate from, @ForAll @IntRange(min = 1, max = 40) int amount) {
        for (var calendar : List.of(OFFICE, STATUTORY, FEDERAL)) {
            var due = DueDates.after(from, amount, Duty.Unit.WORKING_DAYS, calendar);

            assertThat(calendar.isWorkingDay(due)).isTrue();
            assertThat(from.plusDays(1).datesUntil(due.plusDays(1)).filter(calendar::isWorkingDay))
                    .hasSize(amount);
        }
    }

    @Property(tries = 500)
    void anotherHolidayNeverMovesADateEarlier(
            @ForAll("days") LocalDate from,
            @ForAll @IntRange(min = 1, max = 40) int amount,
            @ForAll @IntRange(max = 60) int distance) {
        var closed = from.plusDays(distance);
        var more = new WorkingCalendar(
                "more",
                "test",
                day -> day.equals(closed)
                        ? Optional.of("one more")
                        : OFFICE.holiday().apply(day));

        assertThat(DueDates.after(from, amount, Duty.Unit.WORKING_DAYS, more))
                .isAfterOrEqualTo(DueDates.after(from, amount, Duty.Unit.WORKING_DAYS, OFFICE));
    }

    @Property(tries = 500)
    void theOfficeCalendarIsNeverLaterThanTheStatutes(
            @ForAll("days") LocalDate from, @ForAll @IntRange(min = 1, max = 40) int amount) {
        assertThat(DueDates.after(from, amount, Duty.Unit.WORKING_DAYS, OFFICE))
                .isBeforeOrEqualTo(DueDates.after(from, amount, Duty.Unit.WORKING_DAYS, STATUTORY));
    }

    @Property(tries = 200)
    void theExplanationCountsWhatTheDutyCounts(@ForAll("days") LocalDate from) {
        var duty = new Duties().get(Deadline.COE_UPLOAD);
        Instant start = from.atStartOfDay(Time.ZONE).toInstant();

        var days = DueDates.explain(duty, start, OFFICE);

        assertThat(days.stream().filter(Day::counted)).hasSize(duty.amount());
        assertThat(days.get(0)).returns(from, Day::day).returns(false, Day::counted);
        assertThat(days.get(days.size() - 1).day()).isEqualTo(DueDates.dayOf(DueDates.dueAt(duty, start, OFFICE)));
        assertThat(days).allSatisfy(day -> assertThat(day.why()).isNotBlank());
    }

    @Test
    void aCalendarDayClockThatEndsOnASundaySaysByWhenToAct() {
        var duty = new Duties().get(Deadline.TERM_UPLOAD);

        var days = DueDates.explain(
                duty, LocalDate.of(2026, 6, 26).atStartOfDay(Time.ZONE).toInstant(), OFFICE);

        assertThat(days.get(days.size() - 1).why()).contains("non-working day").contains("2026-07-24");
    }
}
