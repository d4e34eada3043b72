package org.msixcasework.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log (PRV-4).
 *
 * @param happenedOn day of the disclosure; {@code at} is when it was written down
 * @param actor who, as trails name them
 * @param role groups that gave the right
 * @param studentId State student id of the child
 * @param part what of the record, in words without personal data
 * @param purpose code of a routine use, or {@link Purpose#OTHER}
 * @param interest legitimate interest of whoever saw it or passed it on
 * @param recipient who was told, where it left the programme
 * @param consent number of the consent it rests on
 * @param consentPurpose what that consent is for
 */
public record Disclosure(
        long id,
        Instant at,
        LocalDate happenedOn,
        String actor,
        String role,
        Kind kind,
        String studentId,
        String part,
        String purpose,
        String interest,
        @Nullable Recipient recipient,
        @Nullable String consent,
        @Nullable String consentPurpose) {

    /** In which way somebody came to know. */
    public enum Kind {
        VIEWED("looked at", "looked at", "miró"),
        PRINTED("printed", "printed", "imprimió"),
        EXPORTED("saved to a file", "saved to a computer file", "guardó en un archivo de computadora"),
        SENT("sent by computer", "sent by computer", "envió por computadora"),
        LETTER("on paper or by mail", "sent by letter or mail", "envió por carta o correo"),
        FAXED("by fax", "sent by fax", "envió por fax"),
        TOLD("by telephone or in person", "told by telephone or in person", "dijo por teléfono o en persona");

        private final String words;
        private final String english;
        private final String spanish;

        Kind(String words, String english, String spanish) {
            this.words = words;
            this.english = english;
            this.spanish = spanish;
        }

        /** As staff read it. */
        public String words() {
            return words;
        }

        String forParents(boolean inSpanish) {
            return inSpanish ? spanish : english;
        }
    }
}
