package org.msixcasework.recordsrequest;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Violations;

/**
 * What came of a request, checked.
 *
 * @param obtainedOn set where records were received
 * @param reason set where none were
 */
record Answer(
        RecordsRequest.Outcome outcome,
        @Nullable LocalDate obtainedOn,
        @Nullable String reason) {

    private static final int LONGEST = 4000;

    /**
     * Reads the fields of a form.
     *
     * @throws Rejected INVALID naming each field that does not fit
     */
    static Answer of(
            @Nullable String outcome,
            @Nullable String obtainedOn,
            @Nullable String reason,
            LocalDate from,
            LocalDate to) {
        var violations = new Violations();
        var chosen = Arrays.stream(RecordsRequest.Outcome.values())
                .filter(each -> each.name().equals(outcome))
                .findFirst()
                .orElse(null);
        violations.unless(chosen != null, "outcome", "must be RECEIVED, NONE_EXISTS or NOT_OBTAINABLE");
        var why = reason == null || reason.isBlank() ? null : reason.strip();
        LocalDate day = null;
        if (chosen == RecordsRequest.Outcome.RECEIVED) {
            day = date(obtainedOn, violations);
            violations
                    .unless(day == null || !day.isAfter(to), "obtainedOn", "lies in the future")
                    .unless(day == null || !day.isBefore(from), "obtainedOn", "lies before the request")
                    .unless(why == null, "reason", "belongs to records that were not received");
        } else if (chosen != null) {
            violations
                    .unless(why != null, "reason", "is required where no records were received")
                    .unless(why == null || why.length() <= LONGEST, "reason", "is longer than 4,000 characters")
                    .unless(obtainedOn == null || obtainedOn.isBlank(), "obtainedOn", "belongs to received records");
        }
        violations.refuseIfAny("recordsrequest.bad-answer", "The answer was not stored.");
        return new Answer(Objects.requireNonNull(chosen), day, why);
    }

    private static @Nullable LocalDate date(@Nullable String text, Violations violations) {
        try {
            return LocalDate.parse(text == null ? "" : text.strip());
        } catch (DateTimeParseException notADate) {
            violations.add("obtainedOn", "is required as a date such as 2026-09-11");
            return null;
        }
    }
}
