package org.msixcasework.training;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A training event (TRN-1, TRN-3).
 *
 * @param region of a regional one
 * @param need why a region asked for it
 * @param heldOn day on which it is or was held; null until it is planned
 * @param reason why it was declined or not held
 */
public record TrainingEvent(
        String id,
        Kind kind,
        @Nullable String region,
        @Nullable String need,
        @Nullable LocalDate heldOn,
        @Nullable String place,
        Set<Topic> topics,
        @Nullable String agenda,
        State state,
        @Nullable String reason) {

    /** For whom it is. */
    public enum Kind {
        /** For every METS; at least two a year. */
        STATEWIDE,
        /** For one region, as needed. */
        REGIONAL
    }

    /** How far it got. */
    public enum State {
        ASKED,
        PLANNED,
        DECLINED,
        HELD,
        NOT_HELD
    }

    /** Whether it is the yearly review of the uses of the consolidated record (TRN-4). */
    public boolean coversUseOfTheRecord() {
        return kind == Kind.STATEWIDE && topics.containsAll(Topic.USES_OF_THE_RECORD);
    }
}
