package org.msixcasework.process;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One variable that may be given when a case is started.
 *
 * @param name of the variable; always of type String
 * @param required whether the start is refused without it
 * @param longest how many characters it may have
 * @param personal whether it may tell of a person: {@link CaseType#open} stores it, and the engine never writes it
 * @param fault says what is wrong with a given text, or nothing
 */
public record StartField(
        String name, boolean required, int longest, boolean personal, Function<String, Optional<String>> fault) {

    /** Longest text a field of a form may have unless it says otherwise, in characters. */
    static final int LONGEST = 400;

    public static StartField text(String name) {
        return of(name, text -> Optional.empty());
    }

    private static StartField of(String name, Function<String, Optional<String>> fault) {
        return new StartField(name, false, LONGEST, false, fault);
    }

    /** An ISO date such as 2026-09-04. */
    public static StartField date(String name) {
        return of(name, text -> isDate(text) ? Optional.empty() : Optional.of("must be a date such as 2026-09-04"));
    }

    public static StartField oneOf(String name, List<String> values) {
        return of(
                name,
                text -> values.contains(text)
                        ? Optional.empty()
                        : Optional.of("must be one of " + String.join(", ", values)));
    }

    /** The same field, without which no case starts. */
    public StartField asRequired() {
        return new StartField(name, true, longest, personal, fault);
    }

    /** The same field, which may tell of a person: taken out of the engine's hands before anything is written. */
    public StartField confidential() {
        return new StartField(name, required, longest, true, fault);
    }

    /** The same field with another limit, in characters. */
    public StartField longest(int characters) {
        return new StartField(name, required, characters, personal, fault);
    }

    /** The answer to a question: {@code yes} or {@code no}. */
    public static StartField yesNo(String name) {
        return oneOf(name, List.of("yes", "no"));
    }

    /** An ISO instant with its offset, such as 2026-09-04T09:30:00-04:00. */
    public static StartField instant(String name) {
        return of(
                name,
                text -> isInstant(text) ? Optional.empty() : Optional.of("must be like 2026-09-04T09:30:00-04:00"));
    }

    private static boolean isInstant(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException notAnInstant) {
            return false;
        }
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
