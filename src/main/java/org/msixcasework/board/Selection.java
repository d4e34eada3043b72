package org.msixcasework.board;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Violations;
import org.msixcasework.sla.ClockScope;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Duty;

/**
 * Which clocks are listed; null means all.
 *
 * @param level of escalation that was reached
 * @param month in which they ended
 */
record Selection(
        ClockScope.Filter filter,
        @Nullable Deadline deadline,
        @Nullable Integer level,
        Show show,
        @Nullable YearMonth month) {

    /** Where the clocks stand. */
    enum Show {
        OPEN("open"),
        OVERDUE("overdue"),
        SOON("due within 3 days"),
        LATER("due later than in 3 days"),
        WEEK("due within 7 days"),
        ENDED("ended"),
        MET("met"),
        MISSED("missed");

        private final String label;

        Show(String label) {
            this.label = label;
        }

        /** How people read it. */
        public String label() {
            return label;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean isEnded() {
            return this == ENDED || this == MET || this == MISSED;
        }
    }

    /** All that is open within a filter. */
    static Selection of(ClockScope.Filter filter) {
        return new Selection(filter, null, null, Show.OPEN, null);
    }

    /** @throws Rejected INVALID naming each parameter that is wrong; empty ones are left out */
    static Selection read(Map<String, String> parameters) {
        var violations = new Violations();
        var level = given(parameters, "level");
        violations.unless(level == null || level.matches("\\d{1,2}"), "level", "must be a number such as 1");
        var month = given(parameters, "month");
        violations.unless(month == null || isMonth(month), "month", "must be a month such as 2026-09");
        var kind = oneOf(Duty.Kind.values(), given(parameters, "kind"), "kind", violations);
        var deadline = oneOf(Deadline.values(), given(parameters, "deadline"), "deadline", violations);
        var show = oneOf(Show.values(), given(parameters, "show"), "show", violations);
        violations.refuseIfAny("board.bad-question", "The clocks were not counted.");
        return new Selection(
                new ClockScope.Filter(given(parameters, "region"), given(parameters, "process"), kind),
                deadline,
                level == null ? null : Integer.valueOf(level),
                show == null ? Show.OPEN : show,
                month == null ? null : YearMonth.parse(month));
    }

    private static @Nullable String given(Map<String, String> parameters, String name) {
        var text = parameters.getOrDefault(name, "").strip();
        return text.isEmpty() ? null : text;
    }

    private static <E extends Enum<E>> @Nullable E oneOf(
            E[] values, @Nullable String text, String name, Violations violations) {
        if (text == null) {
            return null;
        }
        var found = Arrays.stream(values)
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst();
        violations.unless(
                found.isPresent(),
                name,
                "must be one of " + Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", ")));
        return found.orElse(null);
    }

    private static boolean isMonth(String text) {
        try {
            return YearMonth.parse(text).getYear() >= 2016;
        } catch (DateTimeParseException notMonth) {
            return false;
        }
    }

    Selection in(String region) {
        return new Selection(
                new ClockScope.Filter(region, filter.process(), filter.kind()), deadline, level, show, month);
    }

    Selection show(Show other) {
        return new Selection(filter, deadline, level, other, month);
    }

    Selection of(Deadline one) {
        return new Selection(filter, one, level, show, month);
    }

    Selection at(int one) {
        return new Selection(filter, deadline, one, show, month);
    }

    Selection during(YearMonth one) {
        return new Selection(filter, deadline, level, show, one);
    }

    /** First day of the month. */
    LocalDate from() {
        return Objects.requireNonNull(month).atDay(1);
    }

    /** The page that lists them. */
    String link() {
        return link("/board/clocks");
    }

    String link(String page) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        parameters.put("region", filter.region());
        parameters.put("process", filter.process());
        parameters.put("kind", filter.kind());
        parameters.put("deadline", deadline);
        parameters.put("level", level);
        parameters.put("month", month);
        parameters.put("show", show == Show.OPEN ? null : show.code());
        var query = parameters.entrySet().stream()
                .filter(parameter -> parameter.getValue() != null)
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? page : page + "?" + query;
    }
}
