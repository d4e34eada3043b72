package org.msixcasework.inquiry;

import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Violations;

/**
 * What the State data administrator answers in {@code forms/inquiry-respond.form} (COR-1).
 *
 * @param corrected whether data of this State will be corrected
 * @param basis why the Department may have what it is told; null for another State
 */
record Response(String text, boolean corrected, @Nullable PrivacyBasis basis) {

    /**
     * Reads the form.
     *
     * @param aboutChild whether there is a child whose data could be corrected
     * @param toDepartment whether the Department asked, so that the basis is needed (DQ-8)
     * @throws org.msixcasework.core.Rejected INVALID, naming each field that is missing or wrong
     */
    static Response of(
            @Nullable String text,
            @Nullable String corrected,
            boolean aboutChild,
            @Nullable String basis,
            boolean toDepartment) {
        var violations = new Violations();
        var written = text == null ? "" : text.strip();
        var isYes = "yes".equals(corrected);
        var why = PrivacyBasis.of(basis);
        violations
                .unless(!written.isEmpty(), "response", "is required")
                .unless(isYes || "no".equals(corrected), "corrected", "must be yes or no")
                .unless(!isYes || aboutChild, "corrected", "cannot be yes, because the inquiry names no child")
                .unless(
                        !toDepartment || why.isPresent(),
                        "privacyBasis",
                        "must be %s: say why the Department may have what it is told"
                                .formatted(String.join(", ", PrivacyBasis.names())));
        violations.refuseIfAny("inquiry.bad-response", "The response was not recorded.");
        return new Response(written, isYes, toDepartment ? why.orElseThrow() : null);
    }
}
