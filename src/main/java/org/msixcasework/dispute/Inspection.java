package org.msixcasework.dispute;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Violations;

/**
 * A request to inspect the record of a child, and what became of it (PRV-13).
 *
 * @param identityCheckedBy who checked who asks, or null while nobody did
 * @param answer null while it is open
 */
record Inspection(
        String id,
        String studentId,
        LocalDate receivedOn,
        Requester requester,
        @Nullable String identityCheckedBy,
        @Nullable Answer answer,
        @Nullable String answeredBy) {

    private static final List<String> MEANS = List.of("IN_PERSON", "MAIL", "SECURE_MAIL", "FAX");

    /** What became of a request. */
    enum Outcome {
        GIVEN,
        REFUSED
    }

    /**
     * What the data specialist answers in {@code forms/inspection-giveCopy.form}.
     *
     * @param givenBy IN_PERSON, MAIL, SECURE_MAIL or FAX; null where no copy is given
     * @param reason in words for the requester; null where a copy was given
     */
    record Answer(
            Outcome outcome,
            @Nullable String givenBy,
            @Nullable LocalDate givenOn,
            @Nullable String reason) {}

    /**
     * Reads the form.
     *
     * @param identityChecked whether it was checked now who asks
     * @throws org.msixcasework.core.Rejected INVALID, naming each field that is missing or wrong
     */
    Answer answer(
            @Nullable String outcome,
            boolean identityChecked,
            @Nullable String givenBy,
            @Nullable String givenOn,
            @Nullable String reason,
            LocalDate today) {
        var violations = new Violations();
        var isGiven = "GIVEN".equals(outcome);
        LocalDate day = null;
        violations.unless(isGiven || "REFUSED".equals(outcome), "outcome", "must be GIVEN or REFUSED");
        if (isGiven) {
            violations
                    .unless(identityChecked || identityCheckedBy != null, "identityChecked", "check first who asks")
                    .unless(
                            givenBy != null && MEANS.contains(givenBy),
                            "givenBy",
                            "must be one of " + String.join(", ", MEANS));
            day = Requester.day("givenOn", givenOn, receivedOn, today, violations);
        } else {
            violations.unless(reason != null, "reason", "is required: the requester will read it");
        }
        violations.refuseIfAny("inspection.bad-answer", "The answer was not recorded.");
        return isGiven
                ? new Answer(Outcome.GIVEN, Objects.requireNonNull(givenBy), day, null)
                : new Answer(Outcome.REFUSED, null, null, reason);
    }
}
