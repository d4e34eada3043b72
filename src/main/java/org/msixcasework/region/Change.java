package org.msixcasework.region;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One change of regions or districts, with how far it has come.
 *
 * @param region the region it is about; for a district, the one it leaves
 * @param toRegion where a district, or what a disabled region had, goes; null is the State
 * @param effectiveOn day from which it holds
 * @param by who decided it
 * @param children children who went to another region so far
 * @param cases cases it moved or offered to others so far
 * @param tasks tasks it offered to others so far
 */
record Change(
        long id,
        Kind kind,
        @Nullable String region,
        @Nullable String district,
        @Nullable String toRegion,
        LocalDate effectiveOn,
        String reason,
        String by,
        Instant at,
        State state,
        int children,
        int cases,
        int tasks,
        @Nullable Instant doneAt) {

    /** What changed. */
    enum Kind {
        REGION_ADDED("region added", false),
        REGION_EDITED("region renamed", false),
        REGION_DISABLED("region disabled", true),
        REGION_ENABLED("region enabled", false),
        STRUCTURE_OFF("regions switched off", true),
        STRUCTURE_ON("regions switched on", false),
        DISTRICT_ADDED("district added", true),
        DISTRICT_MOVED("district moved", true),
        DISTRICT_RENAMED("district renamed", false);

        private final String label;
        private final boolean isMoving;

        Kind(String label, boolean isMoving) {
            this.label = label;
            this.isMoving = isMoving;
        }

        /** As people read it. */
        public String label() {
            return label;
        }

        /** Whether something may go elsewhere by it. */
        boolean isMoving() {
            return isMoving;
        }

        boolean isOfDistrict() {
            return this == DISTRICT_ADDED || this == DISTRICT_MOVED;
        }
    }

    /** How far a change has come. */
    enum State {
        /** Its day has not come, or nobody has begun. */
        PLANNED,
        /** Children, cases and tasks are on the move. */
        MOVING,
        DONE,
        /** It was called off before its day. */
        WITHDRAWN
    }

    /** What it is about, in words. */
    public String subject() {
        return district != null ? "district " + district : region != null ? "region " + region : "all regions";
    }

    /** Where things go, in words; empty where nothing goes anywhere. */
    public String target() {
        return toRegion != null ? toRegion : kind.isMoving() ? "the State" : "";
    }
}
