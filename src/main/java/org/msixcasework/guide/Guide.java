package org.msixcasework.guide;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One child led through the use of its record: who did what when, and what came of it (REC-4).
 *
 * @param region the child's
 * @param note what came of it; names nobody
 */
record Guide(
        String number,
        Kind kind,
        String studentId,
        String region,
        Instant openedAt,
        String openedBy,
        @Nullable String note,
        @Nullable Instant closedAt,
        @Nullable String closedBy,
        List<Tick> ticks) {

    /** How a step was answered. */
    enum Outcome {
        DONE,
        NOT_NEEDED
    }

    /** A step that was ticked; steps count from 1. */
    record Tick(int step, Outcome outcome, Instant at, String by) {}

    Guide with(List<Tick> given) {
        return new Guide(number, kind, studentId, region, openedAt, openedBy, note, closedAt, closedBy, given);
    }

    public boolean isOpen() {
        return closedAt == null;
    }

    /** How a step was ticked, or null. */
    public @Nullable Tick tick(int step) {
        return ticks.stream().filter(each -> each.step() == step).findFirst().orElse(null);
    }

    /** Whether each step is ticked. */
    public boolean isComplete() {
        return ticks.size() == kind.steps().size();
    }
}
