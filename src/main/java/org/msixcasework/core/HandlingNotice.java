package org.msixcasework.core;

/** What stands on everything that leaves the screen with data of children (PRV-9); pages have it in {@code casework.css}. */
public final class HandlingNotice {

    public static final String ENGLISH = "CONFIDENTIAL: information about migratory children, protected by FERPA and the Privacy Act."
            + " For official MEP purposes only. Keep locked up, store encrypted, shred when no longer needed.";

    public static final String SPANISH = "CONFIDENCIAL: información sobre niños migrantes, protegida por FERPA y la Ley de Privacidad."
            + " Guárdela en un lugar seguro y destrúyala cuando ya no la necesite.";

    private HandlingNotice() {}

    /** In the language of a letter. */
    public static String in(String language) {
        return language.equals("es") ? SPANISH : ENGLISH;
    }
}
