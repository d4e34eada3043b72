package org.msixcasework.dispute;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A statement of dispute that somebody brought, and what became of it. The statement itself stands in the record store.
 *
 * @param correctionNumber the refused request to correct that it follows, or null (COR-12)
 * @param reference where the paper lies, or null
 * @param identityCheckedBy who checked who asks, or null while nobody did
 * @param reason why it was not entered, in words for the requester
 */
record Dispute(
        String id,
        String studentId,
        LocalDate receivedOn,
        Requester requester,
        @Nullable String correctionNumber,
        @Nullable String reference,
        @Nullable String identityCheckedBy,
        @Nullable Outcome outcome,
        @Nullable String reason,
        @Nullable String answeredBy,
        @Nullable Instant answeredAt) {

    /** What became of it. */
    enum Outcome {
        ENTERED,
        DECLINED
    }
}
