package org.msixcasework.guide;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Expects arrivals by earlier ones (REC-6, REC-7): who came into a region at a season may come again a year later. Pure: the
 * same moves always give the same answer.
 */
final class Arrivals {

    /** How many weeks ahead is looked. */
    static final int WEEKS = 8;

    /** Only moves of so many years tell of a habit. */
    static final int YEARS = 5;

    /** Arrivals of several years whose days of the year lie so near to each other are of one season. */
    static final int SEASON_DAYS = 45;

    private Arrivals() {}

    /** One arrival of a child in a region. */
    record Arrival(
            String studentId,
            @Nullable String msixId,
            LocalDate on,
            @Nullable String from) {}

    /**
     * A child that is expected.
     *
     * @param on the day by the latest arrival at this season
     * @param earlier arrivals at this season, latest first
     * @param from where the child came from the last time
     */
    record Expected(
            String studentId,
            @Nullable String msixId,
            LocalDate on,
            List<LocalDate> earlier,
            @Nullable String from) {}

    /**
     * The children who are expected within {@link #WEEKS} weeks, soonest first.
     *
     * @param arrivals of one region
     */
    static List<Expected> expected(Collection<Arrival> arrivals, LocalDate today) {
        var until = today.plusWeeks(WEEKS);
        var expected = new ArrayList<Expected>();
        arrivals.stream()
                .collect(Collectors.groupingBy(Arrival::studentId, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(moves -> moves.stream()
                        .filter(move -> !move.on().isAfter(today))
                        .sorted(Comparator.comparing(Arrival::on).reversed())
                        .toList())
                .filter(moves -> !moves.isEmpty())
                .forEach(moves -> next(moves, today, until).ifPresent(expected::add));
        expected.sort(Comparator.comparing(Expected::on).thenComparing(Expected::studentId));
        return expected;
    }

    private static Optional<Expected> next(List<Arrival> moves, LocalDate today, LocalDate until) {
        return moves.stream()
                .filter(move -> move.on().isAfter(today.minusYears(YEARS)))
                .map(move -> expected(move, moves, today))
                .filter(each -> !each.on().isAfter(until))
                .filter(each -> moves.stream()
                        .noneMatch(move -> move.on().isAfter(each.on().minusDays(SEASON_DAYS + WEEKS * 7L))))
                .min(Comparator.comparing(Expected::on));
    }

    private static Expected expected(Arrival move, List<Arrival> moves, LocalDate today) {
        var on = anniversary(move.on(), today);
        var earlier = moves.stream()
                .map(Arrival::on)
                .filter(day -> distance(day, on) <= SEASON_DAYS)
                .toList();
        var latest = moves.get(0);
        return new Expected(move.studentId(), latest.msixId(), on, earlier, move.from());
    }

    /** The first day from {@code today} on with the same day of the year. */
    static LocalDate anniversary(LocalDate day, LocalDate today) {
        var thisYear = day.withYear(today.getYear());
        return thisYear.isBefore(today) ? day.withYear(today.getYear() + 1) : thisYear;
    }

    /** How many days of the year lie between two days, whatever their years. */
    private static long distance(LocalDate day, LocalDate other) {
        return List.of(-1, 0, 1).stream()
                .mapToLong(years -> Math.abs(ChronoUnit.DAYS.between(day.withYear(other.getYear() + years), other)))
                .min()
                .orElseThrow();
    }
}
