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

    private static final List<Link> LINKS = List.of(
            new Link("/camunda/app/tasklist/default/", "Tasks"),
            new Link("/work", "Work list"),
            new Link("/terms", "Terms"),
            new Link("/movealerts", "Move alerts"),
            new Link("/merges/new", "Merge or split"),
            new Link("/eligibility", "Eligibility"),
            new Link("/reinterviews", "Re-interviews"),
            new Link("/misses", "Late clocks"),
            new Link("/absences", "Absences"),
            new Link(
                    "/regions",
                    "Regions",
                    Roles.STATE_REGION_ADMINISTRATOR,
                    Roles.STATE_DATA_ADMINISTRATOR,
                    Roles.MSIX_STATE_LEAD,
                    Roles.STATE_USER_ADMINISTRATOR),
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
