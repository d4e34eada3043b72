package org.msixcasework.web;

import java.util.List;
import java.util.Set;
import org.msixcasework.core.Actor;
import org.msixcasework.identity.Roles;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The links of the frame: everybody is led to the pages he may open, and to no others. */
@ControllerAdvice
class Navigation {

    /**
     * A link of the frame.
     *
     * @param roles who is shown it; empty for everybody
     */
    public record Link(String path, String name, Set<String> roles) {

        Link(String path, String name, String... roles) {
            this(path, name, Set.of(roles));
        }
    }

    private static final String[] RECORD_READERS = {
        Roles.RECRUITER,
        Roles.DATA_SPECIALIST,
        Roles.REGIONAL_DIRECTOR,
        Roles.TUTOR,
        Roles.IDR_REVIEWER,
        Roles.STATE_DATA_ADMINISTRATOR,
        Roles.MSIX_STATE_LEAD,
        Roles.PRIVACY_ACT_ADMINISTRATOR
    };

    private static final List<Link> LINKS = List.of(
            new Link("/camunda/app/tasklist/default/", "Tasks"),
            new Link("/work", "Work list"),
            new Link("/terms", "Terms"),
            new Link("/movealerts", "Move alerts", RECORD_READERS),
            new Link("/merges/new", "Merge or split", Roles.DATA_SPECIALIST, Roles.STATE_DATA_ADMINISTRATOR),
            new Link("/eligibility", "Eligibility", RECORD_READERS),
            new Link("/reinterviews", "Re-interviews", RECORD_READERS),
            new Link("/misses", "Late clocks"),
            new Link("/absences", "Absences"),
            new Link(
                    "/accounts",
                    "Accounts",
                    Roles.STATE_USER_ADMINISTRATOR,
                    Roles.MSIX_STATE_LEAD,
                    Roles.STATE_DATA_ADMINISTRATOR));

    /** What the frame shows to the current user. */
    @ModelAttribute("links")
    List<Link> links() {
        return LINKS.stream()
                .filter(link -> link.roles().isEmpty() || Actor.holds(link.roles()::contains))
                .toList();
    }
}
