package org.msixcasework.disclosure;

import org.jspecify.annotations.Nullable;

/**
 * What somebody says a record is needed for.
 *
 * @param purpose code of a routine use, or {@link Purpose#OTHER}
 * @param consent number of the written consent that {@code OTHER} needs
 * @param what the other purpose in words; where it is given, the consent has to say the same
 * @param recipient who is told; where it is given, the consent has to name the same
 */
public record Use(
        @Nullable String purpose,
        @Nullable String consent,
        @Nullable String what,
        @Nullable String recipient) {

    /** A use that was chosen for looking at a record. */
    public static Use of(@Nullable String purpose, @Nullable String consent) {
        return new Use(purpose, consent, null, null);
    }
}
