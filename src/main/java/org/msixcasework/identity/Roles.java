package org.msixcasework.identity;

/** Roles of the policy. */
public final class Roles {

    public static final String STATE_DATA_ADMINISTRATOR = "state-data-administrator";

    private Roles() {}
}
