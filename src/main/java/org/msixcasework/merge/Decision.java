package org.msixcasework.merge;

import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Violations;

/**
 * What the State data administrator answers in {@code forms/merge-decide.form} (MRG-3).
 *
 * @param answer VALIDATE or REJECT
 */
record Decision(String answer, String reason) {

    /**
     * Reads the form.
     *
     * @throws org.msixcasework.core.Rejected INVALID, naming each field that is missing or wrong
     */
    static Decision of(@Nullable String answer, @Nullable String reason) {
        var text = reason == null ? "" : reason.strip();
        var given = answer == null ? "" : answer;
        new Violations()
                .unless(given.equals("VALIDATE") || given.equals("REJECT"), "decision", "must be VALIDATE or REJECT")
                .unless(!text.isEmpty(), "reason", "is required")
                .refuseIfAny("merge.bad-decision", "The decision was not recorded.");
        return new Decision(given, text);
    }

    boolean validates() {
        return answer.equals("VALIDATE");
    }
}
