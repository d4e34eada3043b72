package org.msixcasework.core;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who acts: the id of the signed-in user, or {@link #SYSTEM} where no person does (timers, nightly runs). */
public final class Actor {

    public static final String SYSTEM = "system";

    private Actor() {}

    /** User id of whoever the current thread acts for. */
    public static String current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null || authentication instanceof AnonymousAuthenticationToken
                ? SYSTEM
                : authentication.getName();
    }
}
