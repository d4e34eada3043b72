package org.msixcasework.residency;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A child's change of residency.
 *
 * @param toState two letters, or null if not known or abroad
 * @param toDistrict identifier of the school district, or null
 * @param toRegion key of the region of a move within the State, or null
 * @param triggers what told of it, earliest first
 * @param answers what the region answered, in order
 */
record Move(
        String id,
        String studentId,
        @Nullable String toState,
        @Nullable String toDistrict,
        @Nullable String toRegion,
        List<Noted> triggers,
        List<Answer> answers) {

    /** A trigger, and who recorded it when. */
    record Noted(Trigger trigger, String notedBy, Instant notedAt) {}

    record Answer(
            Updates.Outcome outcome,
            @Nullable LocalDate withdrawalDate,
            boolean withoutGrades,
            String answeredBy,
            Instant answeredAt) {}

    /** The earliest receipt governs (RES-5). */
    Trigger governing() {
        return triggers.get(0).trigger();
    }

    boolean has(Trigger.Kind kind) {
        return triggers.stream().anyMatch(noted -> noted.trigger().kind() == kind);
    }

    /** Whether it was stated before that nothing new exists: the clock counts from what was obtained since. */
    boolean wasParked() {
        return answers.stream().anyMatch(answer -> answer.outcome() == Updates.Outcome.NOTHING_NEW);
    }
}
