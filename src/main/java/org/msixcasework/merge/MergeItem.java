package org.msixcasework.merge;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.record.Comparison;

/**
 * What is to be merged or split.
 *
 * @param msixIds the records in question, the master's among them
 * @param master MSIX ID that stays
 * @param initiatedBy who asked, as trails name him; null for a near match that MSIX reported
 * @param comparison the records as they stood at the decision
 */
record MergeItem(
        String id,
        Kind kind,
        List<String> msixIds,
        String master,
        Instant receivedAt,
        @Nullable String initiatedBy,
        @Nullable String reason,
        @Nullable String contact,
        @Nullable String contactedBy,
        @Nullable String advice,
        @Nullable String advisedBy,
        @Nullable String decision,
        @Nullable String decisionReason,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable Comparison comparison) {

    /** What the item is. */
    enum Kind {
        /** MSIX says that records could be of one child. */
        NEAR_MATCH,
        /** A user says that records are of one child. */
        MERGE,
        /** A user says that records were merged that are of different children. */
        SPLIT
    }

    /** The records to be joined with the master, or to be brought back; none of a split means all. */
    List<String> others() {
        return msixIds.stream().filter(id -> !id.equals(master)).toList();
    }
}
