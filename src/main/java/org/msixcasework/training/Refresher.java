package org.msixcasework.training;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A refresher that a person owes or owed (ACC-24).
 *
 * @param id number of the case
 * @param trainedOn day of the training that runs out
 * @param completedOn what the person told; null until then
 * @param returnedWhy why the certificate was returned, or null
 */
public record Refresher(
        String id,
        String userId,
        LocalDate trainedOn,
        LocalDate dueOn,
        @Nullable LocalDate completedOn,
        @Nullable String certificateNumber,
        @Nullable Instant toldAt,
        @Nullable String checkedBy,
        @Nullable String returnedWhy) {

    /** Whether the person has done his part. */
    public boolean isTold() {
        return toldAt != null;
    }
}
