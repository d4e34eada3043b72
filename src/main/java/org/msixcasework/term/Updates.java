package org.msixcasework.term;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Violations;

/** What the data specialist answers in {@code forms/term-enterUpdates.form} (EOT-3, EOT-9). */
record Updates(Outcome outcome) {

    enum Outcome {
        UPDATES_READY,
        NOTHING_FURTHER
    }

    /**
     * Reads the form.
     *
     * @param attested needed to say that nothing further is available
     * @throws org.msixcasework.core.Rejected INVALID, naming each field that is missing or wrong
     */
    static Updates of(@Nullable String outcome, boolean attested) {
        var violations = new Violations();
        Outcome chosen = null;
        for (var known : Outcome.values()) {
            if (known.name().equals(outcome)) {
                chosen = known;
            }
        }
        violations
                .unless(chosen != null, "outcome", "must be UPDATES_READY or NOTHING_FURTHER")
                .unless(
                        chosen != Outcome.NOTHING_FURTHER || attested,
                        "attested",
                        "attest that nothing further is available for this child");
        violations.refuseIfAny("term.bad-updates", "The task was not completed.");
        return new Updates(Objects.requireNonNull(chosen));
    }
}
