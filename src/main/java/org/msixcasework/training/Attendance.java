package org.msixcasework.training;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who was at a training event.
 *
 * @param region the METS he was there for; null for staff of the State
 */
public record Attendance(String userId, @Nullable String region, Capacity capacity) {

    /** As what. */
    public enum Capacity {
        DIRECTOR("director"),
        DESIGNEE("director's designee"),
        DATA_SPECIALIST("data specialist"),
        OTHER("other staff");

        private final String label;

        Capacity(String label) {
            this.label = label;
        }

        /** How people read it. */
        public String label() {
            return label;
        }
    }
}
