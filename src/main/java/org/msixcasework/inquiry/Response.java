package org.msixcasework.inquiry;

import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Violations;

/**
 * What the State data administrator answers in {@code forms/inquiry-respond.form} (COR-1).
 *
 * @param corrected whether data of this State will be corrected
 */
record Response(String text, boolean corrected) {

    /**
     * Reads the form.
     *
     * @param aboutChild whether there is a child whose data could be corrected
     * @throws org.msixcasework.core.Rejected INVALID, naming each field that is missing or wrong
     */
    static Response of(@Nullable String text, @Nullable String corrected, boolean aboutChild) {
        var violations = new Violations();
        var written = text == null ? "" : text.strip();
        var isYes = "yes".equals(corrected);
        violations
                .unless(!written.isEmpty(), "response", "is required")
                .unless(isYes || "no".equals(corrected), "corrected", "must be yes or no")
                .unless(!isYes || aboutChild, "corrected", "cannot be yes, because the inquiry names no child");
        violations.refuseIfAny("inquiry.bad-response", "The response was not recorded.");
        return new Response(written, isYes);
    }
}
