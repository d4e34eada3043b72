package org.msixcasework.identity;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of sign-in know of a user.
 *
 * @param mustChange the password was set by somebody else and has to be changed first (ACC-12)
 * @param version grows with whatever ends sessions
 * @param disabledWhy why nobody gets in, or null
 * @param returnsOn the day on which a disabled account opens again by itself, or null
 * @param closedAt when it was closed, for ever, or null
 * @param papersKeptUntil until when what led to the access of a closed account is kept, or null (ACC-22)
 */
public record Account(
        String userId,
        Instant passwordSetAt,
        boolean mustChange,
        int version,
        int strikes,
        Instant lastActiveAt,
        @Nullable Instant firstSignedInAt,
        @Nullable Instant disabledAt,
        @Nullable Why disabledWhy,
        @Nullable String rulesVersion,
        @Nullable Instant rulesAcceptedAt,
        @Nullable LocalDate returnsOn,
        @Nullable Instant closedAt,
        @Nullable LocalDate papersKeptUntil) {

    /** Why an account is disabled. */
    public enum Why {
        /** Wrong passwords, one after the other (ACC-17). */
        STRIKES,
        /** Nobody used it (ACC-20). */
        INACTIVITY,
        /** The password was not changed in time (ACC-15). */
        PASSWORD_AGE,
        /** A new account was never used (ACC-9). */
        UNUSED,
        /** The yearly refresher training was not recorded in time (ACC-24). */
        REFRESHER,
        /** The State User Administrator took the access away (ACC-26). */
        ADMINISTRATOR,
        /** In doubt since a security incident (SEC-6); it comes back with a new password. */
        INCIDENT,
        /** Its user needs no access any more; it is never opened again (ACC-21). */
        CLOSED
    }

    public boolean isClosed() {
        return closedAt != null;
    }

    public boolean isDisabled() {
        return disabledAt != null;
    }
}
