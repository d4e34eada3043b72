package org.msixcasework.residency;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Violations;

/**
 * What the data specialist answers in {@code forms/residency-submitUpdates.form} (RES-3, RES-4, RES-6).
 *
 * @param withdrawalDate when the child left the school, or null
 * @param withoutGrades whether the school gives no grade to date or clock hours where they are missing
 */
record Updates(Outcome outcome, @Nullable LocalDate withdrawalDate, boolean withoutGrades) {

    enum Outcome {
        UPDATES_READY,
        NOTHING_NEW
    }

    /**
     * Reads the form.
     *
     * @throws org.msixcasework.core.Rejected INVALID, naming each field that is missing or wrong
     */
    static Updates of(
            @Nullable String outcome, @Nullable String withdrawalDate, boolean withoutGrades, LocalDate today) {
        var violations = new Violations();
        Outcome chosen = null;
        for (var known : Outcome.values()) {
            if (known.name().equals(outcome)) {
                chosen = known;
            }
        }
        var isGiven = withdrawalDate != null && !withdrawalDate.isBlank();
        var day = Trigger.dateOf(withdrawalDate);
        violations
                .unless(chosen != null, "outcome", "must be UPDATES_READY or NOTHING_NEW")
                .unless(!isGiven || day != null, "withdrawalDate", "must be a date such as 2026-09-04")
                .unless(day == null || !day.isAfter(today), "withdrawalDate", "lies in the future")
                .unless(
                        !isGiven || chosen != Outcome.NOTHING_NEW,
                        "withdrawalDate",
                        "is something new: say that the updates are entered");
        violations.refuseIfAny("residency.bad-updates", "The task was not completed.");
        return new Updates(Objects.requireNonNull(chosen), day, withoutGrades);
    }
}
