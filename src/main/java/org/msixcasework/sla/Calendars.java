package org.msixcasework.sla;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.parameter.UrlManagerParameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Violation;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The calendars of {@code calendars/}: rules of each profile, computed by Jollyday from our own data, and the days proclaimed
 * besides. They are shipped, never fetched.
 */
@Component
class Calendars {

    /** The safe side: never gives a later date than the statute's calendar. */
    static final String DEFAULT = "ny-office";

    static final List<String> PROFILES = List.of("ny-office", "ny-statutory", "federal");

    private static final String VERSION = "# version ";

    private final Map<String, WorkingCalendar> calendars = new HashMap<>();

    Calendars() {
        var lines = proclaimedLines();
        var version = lines.get(0).substring(VERSION.length());
        for (var profile : PROFILES) {
            calendars.put(profile, load(profile, version, proclaimed(lines, profile)));
        }
    }

    /** @throws Rejected INVALID if there is no such profile */
    WorkingCalendar get(String profile) {
        var calendar = calendars.get(profile);
        if (calendar == null) {
            throw Rejected.invalid(
                    "sla.unknown-calendar",
                    "The due date was not computed.",
                    List.of(new Violation("calendar", "must be one of " + String.join(", ", PROFILES))));
        }
        return calendar;
    }

    private static WorkingCalendar load(String profile, String version, Map<LocalDate, String> proclaimed) {
        var manager = managerOf(profile);
        var years = new ConcurrentHashMap<Integer, Map<LocalDate, String>>();
        Function<LocalDate, Optional<String>> holiday = day -> Optional.ofNullable(proclaimed.get(day))
                .or(() -> Optional.ofNullable(years.computeIfAbsent(day.getYear(), year -> holidays(manager, year))
                        .get(day)));
        return new WorkingCalendar(profile, version, holiday);
    }

    private static HolidayManager managerOf(String profile) {
        try {
            return HolidayManager.getInstance(new UrlManagerParameter(
                    new ClassPathResource("calendars/" + profile + ".xml").getURL(), new Properties()));
        } catch (IOException missing) {
            throw new UncheckedIOException("The calendar %s is missing".formatted(profile), missing);
        }
    }

    /** A New Year's Day on Saturday may be kept on the last Friday of the year before. */
    private static Map<LocalDate, String> holidays(HolidayManager manager, int year) {
        var names = new HashMap<LocalDate, String>();
        Stream.of(year, year + 1)
                .flatMap(each -> manager.getHolidays(Year.of(each)).stream())
                .forEach(day -> names.put(day.getDate(), day.getDescription(Locale.US)));
        return names;
    }

    private static List<String> proclaimedLines() {
        try {
            var text = new ClassPathResource("calendars/proclaimed.csv").getContentAsString(StandardCharsets.UTF_8);
            return text.lines().toList();
        } catch (IOException missing) {
            throw new UncheckedIOException("calendars/proclaimed.csv is missing", missing);
        }
    }

    private static Map<LocalDate, String> proclaimed(List<String> lines, String profile) {
        var days = new HashMap<LocalDate, String>();
        lines.stream()
                .filter(line -> line.matches("\\d.*"))
                .map(line -> line.split(",", 3))
                .filter(cells -> cells[1].equals(profile))
                .forEach(cells -> days.put(LocalDate.parse(cells[0]), cells[2]));
        return days;
    }
}
