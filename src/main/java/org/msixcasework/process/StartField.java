package org.msixcasework.process;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One variable that may be given when a case is started.
 *
 * @param name of the variable; always of type String
 * @param required whether the start is refused without it
 * @param fault says what is wrong with a given text, or nothing
 */
public record StartField(String name, boolean required, Function<String, Optional<String>> fault) {

    /** Longest text any start variable may have, in characters. */
    static final int LONGEST = 400;

    public static StartField text(String name) {
        return new StartField(name, false, text -> Optional.empty());
    }

    /** An ISO date such as 2026-09-04. */
    public static StartField date(String name) {
        return new StartField(
                name,
                false,
                text -> isDate(text) ? Optional.empty() : Optional.of("must be a date such as 2026-09-04"));
    }

    public static StartField oneOf(String name, List<String> values) {
        return new StartField(
                name,
                false,
                text -> values.contains(text)
                        ? Optional.empty()
                        : Optional.of("must be one of " + String.join(", ", values)));
    }

    /** The same field, without which no case starts. */
    public StartField asRequired() {
        return new StartField(name, true, fault);
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException notADate) {
            return false;
        }
    }
}
