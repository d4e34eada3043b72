package org.msixcasework.core;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field of a page's form, as the fragment {@code field} shows it: what it is called and means, what was typed, and what is
 * wrong with it.
 *
 * @param name path of the value, as the API names it in a {@link Violation}
 * @param help what to enter and why; empty if the label says it
 * @param options values with their labels, for a choice
 * @param length most characters; 0 for no limit
 * @param required whether it is expected
 * @param value what was typed or is stored; empty for nothing
 * @param error what is wrong with it
 * @param note what else there is to know of it, such as what somebody else entered meanwhile
 */
public record FormField(
        String name,
        String label,
        Kind kind,
        String help,
        Map<String, String> options,
        int length,
        boolean required,
        String value,
        @Nullable String error,
        @Nullable String note) {

    /** How a field is entered. */
    public enum Kind {
        TEXT,
        LONG_TEXT,
        NUMBER,
        DATE,
        MONTH,
        CHOICE,
        TICK
    }

    /** A field that nobody has filled in yet. */
    public static FormField of(String name, String label, Kind kind) {
        return new FormField(name, label, kind, "", Map.of(), 0, false, "", null, null);
    }

    public FormField withHelp(String text) {
        return new FormField(name, label, kind, text, options, length, required, value, error, note);
    }

    public FormField withOptions(Map<String, String> choices) {
        return new FormField(name, label, kind, help, choices, length, required, value, error, note);
    }

    public FormField atMost(int characters) {
        return new FormField(name, label, kind, help, options, characters, required, value, error, note);
    }

    public FormField expected() {
        return new FormField(name, label, kind, help, options, length, true, value, error, note);
    }

    public FormField withValue(String text) {
        return new FormField(name, label, kind, help, options, length, required, text, error, note);
    }

    public FormField withError(@Nullable String sentence) {
        return new FormField(name, label, kind, help, options, length, required, value, sentence, note);
    }

    public FormField withNote(@Nullable String sentence) {
        return new FormField(name, label, kind, help, options, length, required, value, error, sentence);
    }

    /** Anchor of a field on the page. */
    public static String idOf(String name) {
        return "f-" + name.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
    }

    public String id() {
        return idOf(name);
    }

    /** What the browser is told to offer; a date that is none is shown as the text it is, so that it is not lost. */
    public String inputType() {
        return switch (kind) {
            case DATE -> value.isEmpty() || isDate(value) ? "date" : "text";
            case MONTH -> value.isEmpty() || isMonth(value) ? "month" : "text";
            default -> "text";
        };
    }

    /** Ids of what explains the field to somebody who hears it; null if nothing does. */
    public @Nullable String describedBy() {
        var ids = new ArrayList<String>();
        if (!help.isEmpty()) {
            ids.add(id() + "-help");
        }
        if (note != null) {
            ids.add(id() + "-note");
        }
        if (error != null) {
            ids.add(id() + "-error");
        }
        return ids.isEmpty() ? null : String.join(" ", ids);
    }

    /** Whether a choice or tick has this value. */
    public boolean is(String option) {
        return value.equals(option);
    }

    /** The value as people read it. */
    public String said() {
        if (kind == Kind.TICK) {
            return value.equals("true") ? "yes" : "no";
        }
        return options.getOrDefault(value, value);
    }

    /** Whether the value is none of the choices: it is offered nevertheless, so that it is not lost. */
    public boolean isStray() {
        return kind == Kind.CHOICE && !value.isEmpty() && !options.containsKey(value);
    }

    /** What a list of violations says of a field, in one sentence; null if it says nothing. */
    public static @Nullable String errorOf(String name, List<Violation> violations) {
        var sentences = violations.stream()
                .filter(violation -> violation.field().equals(name))
                .map(Violation::why)
                .distinct()
                .toList();
        return sentences.isEmpty() ? null : String.join("; ", sentences);
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }

    private static boolean isMonth(String text) {
        try {
            YearMonth.parse(text);
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }
}
