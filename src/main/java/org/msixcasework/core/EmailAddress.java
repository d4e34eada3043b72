package org.msixcasework.core;

/** What an e-mail address looks like, wherever somebody types one. */
public final class EmailAddress {

    private static final String FORM = "[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,190}\\.[A-Za-z]{2,24}";

    private EmailAddress() {}

    /** Whether a text has the form of one; nobody asked whether mail arrives there. */
    public static boolean isOne(String text) {
        return text.matches(FORM);
    }
}
