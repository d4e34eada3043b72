package org.msixcasework.coe;

import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Violations;

/**
 * What the SEA ID&amp;R reviewer answers in {@code forms/coe-review.form} (COE-2).
 *
 * @param reason required unless the certificate is approved
 */
record Review(Decision decision, String reason) {

    enum Decision {
        APPROVE,
        RETURN,
        DENY
    }

    private static final int LONGEST_REASON = 2000;

    /**
     * Reads the form.
     *
     * @throws org.msixcasework.core.Rejected INVALID, naming each field that is missing or wrong
     */
    static Review of(@Nullable String decision, @Nullable String reason) {
        var violations = new Violations();
        var chosen = decisionOf(decision, violations);
        var text = reason == null ? "" : reason.strip();
        violations
                .unless(
                        chosen == null || chosen == Decision.APPROVE || !text.isEmpty(),
                        "reason",
                        "is required unless you approve")
                .unless(
                        text.length() <= LONGEST_REASON,
                        "reason",
                        "is longer than %d characters".formatted(LONGEST_REASON));
        violations.refuseIfAny("coe.bad-review", "The review was not recorded.");
        return new Review(java.util.Objects.requireNonNull(chosen), text);
    }

    private static @Nullable Decision decisionOf(@Nullable String text, Violations violations) {
        for (var decision : Decision.values()) {
            if (decision.name().equals(text)) {
                return decision;
            }
        }
        violations.add("decision", "must be APPROVE, RETURN or DENY");
        return null;
    }
}
