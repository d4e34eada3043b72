package org.msixcasework.secincident;

import java.time.Instant;
import java.util.List;

/**
 * What somebody reported.
 *
 * @param signs of a compromise that he saw
 * @param description in his words; for those who handle incidents and himself
 * @param reportedBy as trails name him
 */
record Incident(String id, Kind kind, List<Sign> signs, String description, String reportedBy, Instant reportedAt) {

    /** What it is about. */
    enum Kind {
        /** "They suspect their user id has been subject to unauthorized use" (SEC-6). */
        MISUSED_ID("Somebody may have used my user id"),
        /** Something that may mean that the system is compromised (SEC-7). */
        WARNING_SIGN("A warning sign in the system"),
        /** Somebody wanted credentials or information by trickery (SEC-8). */
        SOCIAL_ENGINEERING("Somebody asked for my password, or for information that is not his"),
        /** Paper, a disk or a device with data is gone. */
        LOST_MEDIA("Lost or stolen paper, media or device"),
        OTHER("Something else");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** The warning signs of the policy manual, all of them (SEC-7). */
    enum Sign {
        INAPPROPRIATE_CONTENT("Inappropriate images or text on the web pages"),
        UNEXPECTED_FORMAT("Data formats that are not what is expected"),
        MISSING_DATA("Missing data"),
        UNAVAILABLE("The system is not available");

        private final String label;

        Sign(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** A dated note of the timeline. */
    record Note(Instant at, String actor, What what, String text) {}

    /** What a note tells of. */
    enum What {
        REPORTED("Reported"),
        FROZEN("Account frozen"),
        LIFTED("Account opened again"),
        CONTACT("Contact"),
        FINDING("Finding"),
        ACTION("Action"),
        LESSON("Lesson"),
        NOTE("Note");

        private final String label;

        What(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
