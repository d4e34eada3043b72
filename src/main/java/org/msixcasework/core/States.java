package org.msixcasework.core;

import java.util.Set;

/** The States, the District of Columbia and the territories, by their two letters. */
public final class States {

    private static final Set<String> KEYS = Set.of(
            "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY",
            "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH",
            "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "PR", "GU", "VI",
            "AS", "MP");

    private States() {}

    /** Whether {@code key} is the key of one of them, in capital letters. */
    public static boolean exists(String key) {
        return KEYS.contains(key);
    }
}
