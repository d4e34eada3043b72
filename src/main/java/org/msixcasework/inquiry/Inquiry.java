package org.msixcasework.inquiry;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was asked and answered.
 *
 * @param fromState two letters, or {@code ED} for the Department
 * @param notMailed why the response did not go out by mail, or null
 * @param privacyBasis why the Department may have what it is told, or null
 */
record Inquiry(
        String id,
        String fromState,
        Kind kind,
        @Nullable String studentId,
        LocalDate receivedOn,
        String question,
        @Nullable String contactName,
        @Nullable String contactEmail,
        @Nullable String requesterName,
        @Nullable String requesterEmail,
        @Nullable String requesterAddress,
        @Nullable String finding,
        @Nullable String findingBy,
        @Nullable String response,
        @Nullable String respondedBy,
        @Nullable Instant respondedAt,
        @Nullable Boolean corrected,
        @Nullable String notMailed,
        @Nullable PrivacyBasis privacyBasis,
        @Nullable LocalDate parentNotifiedOn,
        @Nullable String parentNotifiedBy) {

    /** The four kinds and their clocks (X4). */
    enum Kind {
        /** Asks to correct data (COR-1). */
        CORRECTION,
        /** Asks for information while it handles a parent request of its own (COR-10). */
        INFORMATION,
        /** Forwards the request of a parent, which is handled as if it came from the parent (COR-9). */
        FORWARDED_PARENT,
        /** The Department asks, about accuracy and completeness or for a request under the Privacy Act (COR-11, DQ-7). */
        DEPARTMENT
    }
}
