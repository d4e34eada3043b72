package org.msixcasework.training;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A METS that did not send both its director or a designee and its data specialist to a statewide event (TRN-2).
 *
 * @param missing who was missing, in words
 */
public record Gap(
        String region,
        String missing,
        @Nullable LocalDate caughtUpOn,
        @Nullable String followUp,
        @Nullable String closedBy) {

    public boolean isOpen() {
        return closedBy == null;
    }
}
