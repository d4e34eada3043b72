package org.msixcasework.core;

/** What stands on everything that leaves the screen with data of children (PRV-9); pages have it in {@code casework.css}. */
public final class HandlingNotice {

    public static final String TEXT =
            "CONFIDENTIAL: information about migratory children, protected by FERPA and the Privacy Act."
                    + " For official MEP purposes only. Keep locked up, store encrypted, shred when no longer needed.";

    private static final String PARENTS_ENGLISH =
            "CONFIDENTIAL: information about a child, protected by law (FERPA and the"
                    + " Privacy Act). Keep it in a safe place, and shred it when you no longer need it.";

    private static final String PARENTS_SPANISH =
            "CONFIDENCIAL: información sobre un niño o una niña, protegida por la ley (FERPA"
                    + " y la Ley de Privacidad). Guárdela en un lugar seguro y destrúyala cuando ya no la necesite.";

    private HandlingNotice() {}

    /** On what parents receive; {@code es} for Spanish, anything else for English. */
    public static String forParents(String language) {
        return language.equals("es") ? PARENTS_SPANISH : PARENTS_ENGLISH;
    }
}
