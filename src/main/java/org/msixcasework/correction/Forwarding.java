package org.msixcasework.correction;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Violations;

/**
 * What the data specialist answers in {@code forms/correction-forward.form} (COR-8).
 *
 * @param sentBy MSIX, MAIL, PAPER or FAX
 */
record Forwarding(String addressee, LocalDate sentOn, String sentBy) {

    private static final List<String> MEANS = List.of("MSIX", "MAIL", "PAPER", "FAX");

    /**
     * Reads the form.
     *
     * @throws org.msixcasework.core.Rejected INVALID, naming each field that is missing or wrong
     */
    static Forwarding of(
            @Nullable String addressee,
            @Nullable String sentOn,
            @Nullable String sentBy,
            LocalDate receivedOn,
            LocalDate today) {
        var violations = new Violations();
        var day = sentOn(sentOn, receivedOn, today, violations);
        violations
                .unless(addressee != null, "addressee", "is required")
                .unless(
                        sentBy != null && MEANS.contains(sentBy),
                        "sentBy",
                        "must be one of " + String.join(", ", MEANS))
                .refuseIfAny("correction.bad-forwarding", "The forwarding was not recorded.");
        return new Forwarding(
                Objects.requireNonNull(addressee), Objects.requireNonNull(day), Objects.requireNonNull(sentBy));
    }

    /** Reads the day on which a letter or request was sent; notes what is wrong with it. */
    static @Nullable LocalDate sentOn(
            @Nullable String text, LocalDate receivedOn, LocalDate today, Violations violations) {
        var day = dateOf(text);
        violations
                .unless(day != null, "sentOn", "must be a date such as 2026-09-04")
                .unless(day == null || !day.isAfter(today), "sentOn", "lies in the future")
                .unless(day == null || !day.isBefore(receivedOn), "sentOn", "lies before the receipt of the request");
        return day;
    }

    private static @Nullable LocalDate dateOf(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }
}
