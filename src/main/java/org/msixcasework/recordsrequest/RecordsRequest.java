package org.msixcasework.recordsrequest;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a school, and what came of it.
 *
 * @param state two letters of the State of the school
 * @param certificate number of the certificate whose approval makes the elements due, or null where a person asked
 * @param requestedOn the day the clock counts from: of the request, or of the approval
 * @param channel how the school was asked, or null until a person asks
 * @param reason why there are no records, or null
 */
record RecordsRequest(
        String id,
        String studentId,
        String school,
        String state,
        @Nullable String certificate,
        LocalDate requestedOn,
        @Nullable String channel,
        @Nullable Outcome outcome,
        @Nullable LocalDate obtainedOn,
        @Nullable String reason,
        @Nullable String answeredBy,
        @Nullable Instant answeredAt) {

    /** How a request ends. */
    enum Outcome {
        RECEIVED,
        NONE_EXISTS,
        NOT_OBTAINABLE
    }

    /** Whether an approval makes the elements due (COE-7). */
    boolean isOwed() {
        return certificate != null;
    }
}
