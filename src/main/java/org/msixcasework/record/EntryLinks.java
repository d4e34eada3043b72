package org.msixcasework.record;

import org.msixcasework.core.Actor;
import org.msixcasework.identity.Roles;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Whoever enters data elements is led to where he does it, from every page that speaks of a child. */
@ControllerAdvice
class EntryLinks {

    @ModelAttribute("mayEnter")
    boolean mayEnter() {
        return Actor.holds(EntryLinks::enters) || Actor.covered().stream().anyMatch(group -> enters(group.authority()));
    }

    private static boolean enters(String group) {
        return Roles.roleOf(group).equals(Roles.DATA_SPECIALIST);
    }
}
