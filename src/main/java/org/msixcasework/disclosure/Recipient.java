package org.msixcasework.disclosure;

import org.jspecify.annotations.Nullable;

/**
 * Somebody outside of the programme who was told.
 *
 * @param address postal or e-mail address, or number
 */
public record Recipient(String name, @Nullable String address) {

    /** The Department, which receives every record. */
    public static final Recipient MSIX =
            new Recipient("Migrant Student Information Exchange (MSIX), U.S. Department of Education", null);
}
