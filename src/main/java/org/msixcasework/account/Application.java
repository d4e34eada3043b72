package org.msixcasework.account;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An application for access (ACC-10).
 *
 * @param region where the applicant works, whatever the role
 * @param mepStaff whether a regional office has to verify the certificate (X14)
 * @param reason why it was returned or rejected, or null
 * @param userId the id of the account that was created, or null
 */
public record Application(
        String id,
        String applicantName,
        String email,
        String role,
        String region,
        String supervisor,
        String need,
        String trainingModule,
        LocalDate trainingCompletedOn,
        boolean mepStaff,
        Instant receivedAt,
        String receivedBy,
        @Nullable String certificateNumber,
        @Nullable String verifiedBy,
        @Nullable Instant verifiedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String identityCheck,
        @Nullable String reason,
        @Nullable String userId) {}
