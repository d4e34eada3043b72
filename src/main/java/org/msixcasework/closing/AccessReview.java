package org.msixcasework.closing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A review of access: of a quarter (ACC-32), or of one account that somebody reported (ACC-27).
 *
 * @param region whose accounts are reviewed; null for the State's, and for a report
 * @param userId whom a report is about, or null
 * @param reportedBy who made the report; nobody is shown it but those who decide
 */
record AccessReview(
        String id,
        Kind kind,
        @Nullable String region,
        @Nullable String quarter,
        Instant openedAt,
        @Nullable String userId,
        @Nullable String reportedBy,
        @Nullable String report,
        @Nullable String signedBy,
        @Nullable Instant signedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String outcome,
        @Nullable String reason) {

    enum Kind {
        QUARTERLY,
        EXCESS
    }

    /** What the review says about an account. */
    enum Answer {
        KEEP,
        CHANGE,
        REMOVE
    }

    /**
     * One account as it stood when the review was opened.
     *
     * @param trainingOn when the training before the access was completed, as far as it is known
     * @param newGroups of a CHANGE: all groups that stay
     * @param done what became of the answer: KEPT, CHANGED, CLOSING, CLOSED, FORWARDED
     */
    record Line(
            String userId,
            List<String> groups,
            @Nullable LocalDate trainingOn,
            @Nullable Instant rulesAcceptedAt,
            @Nullable Instant lastActiveAt,
            @Nullable String disabledWhy,
            @Nullable Answer answer,
            List<String> newGroups,
            @Nullable String note,
            @Nullable String answeredBy,
            @Nullable Instant answeredAt,
            @Nullable String done) {}
}
