package org.msixcasework.residency;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Violations;

/**
 * What told of a move.
 *
 * @param formReference where the departure form lies, or null
 */
record Trigger(Kind kind, LocalDate receivedOn, @Nullable String formReference) {

    /** The two triggers of the policy; each counts once for a move (RES-5). */
    enum Kind {
        /** The family, the school or the METS says that the child leaves (RES-1). */
        DEPARTURE_FORM("departure form"),
        /** MSIX tells that another State or METS approved a certificate for the child (RES-2). */
        MSIX_NOTICE("notice of MSIX");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** How people read it. */
        public String label() {
            return label;
        }
    }

    static List<String> kinds() {
        return Arrays.stream(Kind.values()).map(Enum::name).toList();
    }

    /**
     * Reads what was given.
     *
     * @throws Rejected INVALID, naming each field that is missing or wrong
     */
    static Trigger of(
            @Nullable String kind, @Nullable String receivedOn, @Nullable String formReference, LocalDate today) {
        var violations = new Violations();
        var trigger = read(kind, receivedOn, formReference, today, violations);
        violations.refuseIfAny("residency.bad-trigger", "The trigger was not recorded.");
        return Objects.requireNonNull(trigger);
    }

    /** As {@link #of}, adding to {@code violations}; null if any was added. */
    static @Nullable Trigger read(
            @Nullable String kind,
            @Nullable String receivedOn,
            @Nullable String formReference,
            LocalDate today,
            Violations violations) {
        var form = formReference == null || formReference.isBlank() ? null : formReference.strip();
        var what = Arrays.stream(Kind.values())
                .filter(known -> known.name().equals(kind))
                .findFirst()
                .orElse(null);
        var day = dateOf(receivedOn);
        violations
                .unless(what != null, "trigger", "must be one of " + String.join(", ", kinds()))
                .unless(day != null, "receivedOn", "must be a date such as 2026-09-04")
                .unless(day == null || !day.isAfter(today), "receivedOn", "lies in the future")
                .unless(
                        form == null || what != Kind.MSIX_NOTICE,
                        "formReference",
                        "belongs to a departure form; a notice of MSIX has none")
                .unless(form == null || form.length() <= 400, "formReference", "is longer than 400 characters");
        return what == null || day == null ? null : new Trigger(what, day, form);
    }

    static @Nullable LocalDate dateOf(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }
}
