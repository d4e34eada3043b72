package org.msixcasework.correction;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a parent asked and what became of it.
 *
 * @param partOf number of the request that this one was split from, because its data are of another State (COR-13)
 * @param channel WEB, PHONE, PAPER or MAIL (COR-16)
 * @param relation PARENT, GUARDIAN or ELIGIBLE_STUDENT
 * @param language of the letters, {@code en} or {@code es}
 * @param statement in the requester's words
 * @param identityCheckedBy who checked who asks, or null while nobody did
 * @param ownerState the State whose data they are, once it is known and not this one
 */
record Correction(
        String id,
        @Nullable String partOf,
        String studentId,
        LocalDate receivedOn,
        @Nullable String channel,
        String relation,
        String language,
        String requesterName,
        @Nullable String requesterEmail,
        @Nullable String requesterAddress,
        String statement,
        @Nullable String identityCheckedBy,
        @Nullable String ownerState,
        @Nullable String finding,
        @Nullable String findingBy,
        @Nullable Decision decision,
        @Nullable String reason,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String forwardedTo,
        @Nullable String forwardedByMeans,
        @Nullable LocalDate forwardedOn,
        @Nullable String forwardedBy) {

    /** The answer to the request (COR-5). */
    enum Decision {
        CORRECT,
        REFUSE
    }

    /** Whether letters to the requester are printed and posted. */
    boolean isOnPaper() {
        return requesterEmail == null;
    }
}
