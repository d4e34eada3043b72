package org.msixcasework.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** Links that belong together. */
    public record Group(String name, List<Link> links) {

        Group(String name, Link... links) {
            this(name, List.of(links));
        }
    }

    /** Whoever reads cases, of a region, of the State, or those about staff. */
    private static final Set<String> SUPERVISION = Stream.concat(
                    Roles.RECORD_READERS.stream(), Stream.of(Roles.STATE_USER_ADMINISTRATOR, Roles.ADMINISTRATOR))
            .collect(Collectors.toUnmodifiableSet());

    private static final List<Group> GROUPS = List.of(
            new Group(
                    "Work",
                    new Link("/camunda/app/tasklist/default/", "Tasks"),
                    new Link("/work", "Work list"),
                    new Link("/board", "SLA board", SUPERVISION),
                    new Link("/cases", "Cases", SUPERVISION),
                    new Link("/misses", "Late clocks"),
                    new Link("/absences", "Absences"),
                    new Link("/terms", "Terms")),
            new Group(
                    "Children",
                    new Link("/records", "Records", Roles.RECORD_READERS),
                    new Link("/coes", "Certificates", Roles.RECORD_READERS),
                    new Link("/guides", "Use of records", Roles.RECORD_READERS),
                    new Link("/arrivals", "Expected arrivals", Roles.RECORD_READERS),
                    new Link("/movealerts", "Move alerts", Roles.RECORD_READERS),
                    new Link("/merges/new", "Merge or split", Roles.DATA_SPECIALIST, Roles.STATE_DATA_ADMINISTRATOR),
                    new Link("/eligibility", "Eligibility", Roles.RECORD_READERS),
                    new Link("/reinterviews", "Re-interviews", Roles.RECORD_READERS),
                    new Link("/media", "Media", Roles.RECORD_READERS),
                    new Link(
                            "/quality",
                            "Data quality",
                            Roles.DATA_SPECIALIST,
                            Roles.REGIONAL_DIRECTOR,
                            Roles.STATE_DATA_ADMINISTRATOR,
                            Roles.MSIX_STATE_LEAD)),
            new Group(
                    "Staff",
                    new Link(
                            "/accounts",
                            "Accounts",
                            Roles.STATE_USER_ADMINISTRATOR,
                            Roles.MSIX_STATE_LEAD,
                            Roles.STATE_DATA_ADMINISTRATOR,
                            Roles.REGIONAL_DIRECTOR,
                            Roles.ADMINISTRATOR),
                    new Link(
                            "/access-reviews",
                            "Access reviews",
                            Roles.STATE_USER_ADMINISTRATOR,
                            Roles.MSIX_STATE_LEAD,
                            Roles.REGIONAL_DIRECTOR,
                            Roles.ADMINISTRATOR),
                    new Link("/training", "Training"),
                    new Link("/directory", "Directory")),
            new Group(
                    "State",
                    new Link(
                            "/reports",
                            "Reports",
                            Roles.DATA_SPECIALIST,
                            Roles.REGIONAL_DIRECTOR,
                            Roles.IDR_REVIEWER,
                            Roles.STATE_DATA_ADMINISTRATOR,
                            Roles.STATE_USER_ADMINISTRATOR,
                            Roles.MSIX_STATE_LEAD,
                            Roles.PRIVACY_ACT_ADMINISTRATOR,
                            Roles.GOVERNMENT_ADMINISTRATOR),
                    new Link(
                            "/regions",
                            "Regions",
                            Roles.STATE_REGION_ADMINISTRATOR,
                            Roles.STATE_DATA_ADMINISTRATOR,
                            Roles.MSIX_STATE_LEAD,
                            Roles.STATE_USER_ADMINISTRATOR),
                    new Link(
                            "/audit",
                            "Audit log",
                            Roles.STATE_USER_ADMINISTRATOR,
                            Roles.MSIX_STATE_LEAD,
                            Roles.PRIVACY_ACT_ADMINISTRATOR,
                            Roles.ADMINISTRATOR),
                    new Link("/holds", "Legal holds", Roles.STATE_USER_ADMINISTRATOR, Roles.MSIX_STATE_LEAD),
                    new Link("/agreements", "Agreements", Roles.MSIX_STATE_LEAD),
                    new Link("/oversight", "Oversight"),
                    new Link(
                            "/selfcheck",
                            "Self-check",
                            Roles.ADMINISTRATOR,
                            Roles.STATE_DATA_ADMINISTRATOR,
                            Roles.MSIX_STATE_LEAD),
                    new Link("/status", "Status"),
                    new Link("/privacy", "Privacy")),
            new Group("My", new Link("/profile", "Profile"), new Link("/sessions", "Sessions")));

    /** Whether there is somebody to show links to. */
    @ModelAttribute("signedIn")
    boolean signedIn() {
        return !Actor.user().equals(Actor.SYSTEM);
    }

    /** What the frame shows to the current user. */
    @ModelAttribute("navigation")
    List<Group> navigation() {
        return GROUPS.stream()
                .map(group -> new Group(
                        group.name(),
                        group.links().stream()
                                .filter(link -> link.roles().isEmpty() || Actor.holds(link.roles()::contains))
                                .toList()))
                .filter(group -> !group.links().isEmpty())
                .toList();
    }

    /** The first part of the address of the page that is shown: what its help is about, and no key of a case. */
    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        var path = request.getServletPath();
        var end = path.indexOf('/', 1);
        return end < 0 ? path : path.substring(0, end);
    }
}
