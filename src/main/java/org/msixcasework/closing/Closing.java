package org.msixcasework.closing;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That an account is no longer needed, or its access revoked (ACC-21, ACC-26).
 *
 * @param region whose director hands the work over; null where the State lead does
 * @param reason shown to those who decide only
 * @param lastDay day on which the access ends
 * @param colleague who got the work, or null
 * @param keptBecause why the account is kept after all, or null
 */
public record Closing(
        String id,
        String userId,
        @Nullable String region,
        String reason,
        LocalDate lastDay,
        boolean revocation,
        String askedBy,
        Instant askedAt,
        @Nullable String colleague,
        @Nullable String handedOverBy,
        @Nullable Instant handedOverAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String keptBecause,
        @Nullable Instant closedAt,
        boolean open) {}
