package org.msixcasework.disclosure;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A written consent of a parent or student to one disclosure that no routine use covers (PRV-3).
 *
 * @param givenBy who signed
 * @param purpose what for, in words
 * @param recipient who may be told
 * @param paper where the signed paper lies
 * @param withdrawnOn from which day on it is void; null while it holds
 */
public record Consent(
        String number,
        String studentId,
        String givenBy,
        Relation relation,
        LocalDate signedOn,
        String purpose,
        String recipient,
        String paper,
        LocalDate validUntil,
        @Nullable LocalDate withdrawnOn) {

    /** What the signer is to the child. */
    public enum Relation {
        PARENT,
        GUARDIAN,
        /** Of age, or in postsecondary education: the right is the student's own. */
        STUDENT
    }

    /** Whether it holds on a day. */
    public boolean covers(LocalDate day) {
        return !day.isBefore(signedOn)
                && !day.isAfter(validUntil)
                && (withdrawnOn == null || day.isBefore(withdrawnOn));
    }
}
