package org.msixcasework.movealert;

import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Violations;

/**
 * What the data specialist answers in {@code forms/movealert-send.form} (MOV-9, MOV-11, MOV-13).
 *
 * @param note what is to be sent instead of the note as it stands, or null
 * @param overrideReason why text that only looks personal may be sent, or null
 * @param directContact which office was contacted besides, or null
 */
record Sending(
        @Nullable String note,
        @Nullable String overrideReason,
        @Nullable String directContact) {

    private static final int LONGEST_NOTE = 2000;

    /**
     * Reads the form.
     *
     * @throws org.msixcasework.core.Rejected INVALID, naming each field that is missing or wrong
     */
    static Sending of(
            @Nullable String note,
            @Nullable String overrideReason,
            boolean submittedInPortal,
            @Nullable String directContact) {
        new Violations()
                .unless(submittedInPortal, "submittedInPortal", "submit the notification in the MSIX portal first")
                .unless(
                        note == null || note.length() <= LONGEST_NOTE,
                        "note",
                        "may have %d characters".formatted(LONGEST_NOTE))
                .refuseIfAny("movealert.bad-sending", "The alert was not sent.");
        return new Sending(note, overrideReason, directContact);
    }
}
