package org.msixcasework.movealert;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the log of all alerts (MOV-8).
 *
 * @param msixId null only while a mail waits to be read
 * @param studentId of a child whom this State knows
 * @param otherState two letters: where the family comes from, or goes to; the own State for a move between its METS
 * @param region where the family is expected, or which it leaves; null while nobody knows
 * @param toRegion where a family goes that moves between METS of this State (MOV-14)
 * @param mailId of the mail it came with
 * @param notAnAlert what the mail was instead of an alert
 */
record MoveAlert(
        String id,
        Direction direction,
        @Nullable String msixId,
        @Nullable String studentId,
        @Nullable String otherState,
        @Nullable String town,
        @Nullable String townUnknownReason,
        Instant noticedAt,
        @Nullable String region,
        String note,
        @Nullable String recipientEmail,
        @Nullable String toRegion,
        @Nullable Long mailId,
        @Nullable String overrideReason,
        @Nullable String directContact,
        @Nullable String contactedBy,
        @Nullable Instant contactedAt,
        @Nullable String sentBy,
        @Nullable Instant sentAt,
        @Nullable Boolean found,
        @Nullable String coeNumber,
        @Nullable String notAnAlert) {

    /** Who tells whom. */
    enum Direction {
        /** Another State, or another METS, tells of a child who moves here. */
        INCOMING,
        /** A child leaves, and the receiving State is told. */
        OUTGOING
    }

    /** What came of it, in a word; as the log shows and filters it. */
    @JsonProperty("outcome")
    public Outcome outcome() {
        if (notAnAlert != null) {
            return Outcome.NO_ALERT;
        }
        if (direction == Direction.OUTGOING) {
            return sentAt == null ? Outcome.OPEN : Outcome.SENT;
        }
        if (found == null) {
            return Outcome.OPEN;
        }
        if (!found) {
            return Outcome.NOT_FOUND;
        }
        return coeNumber == null ? Outcome.FOUND : Outcome.COE_STARTED;
    }

    enum Outcome {
        OPEN,
        NO_ALERT,
        NOT_FOUND,
        FOUND,
        COE_STARTED,
        SENT
    }
}
