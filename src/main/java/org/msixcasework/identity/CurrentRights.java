package org.msixcasework.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.msixcasework.core.Actor;
import org.msixcasework.process.Circles;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives whoever is signed in the rights he has at this moment, not those of the moment he signed in: a group that was taken
 * away is gone with the next request, and with the last group ends the session. The engine learns who it is and which
 * groups he is in, so that its authorizations hold; the webapps tell it themselves. Whoever stands in for an absent colleague
 * has that colleague's groups besides, today.
 */
class CurrentRights extends OncePerRequestFilter {

    private final IdentityService identity;
    private final Staff staff;
    private final Regions regions;
    private final Absences absences;
    private final Circles circles;
    private final SecurityContextLogoutHandler signOut = new SecurityContextLogoutHandler();

    CurrentRights(IdentityService identity, Staff staff, Regions regions, Absences absences, Circles circles) {
        this.identity = identity;
        this.staff = staff;
        this.regions = regions;
        this.absences = absences;
        this.circles = circles;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (signedIn == null || signedIn instanceof AnonymousAuthenticationToken) {
            chain.doFilter(request, response);
            return;
        }
        var groups = staff.groupsOf(signedIn.getName());
        if (groups.isEmpty()) {
            signOut.logout(request, response, signedIn);
            chain.doFilter(request, response);
            return;
        }
        var current = SecurityContextHolder.createEmptyContext();
        var covered = absences.covered(signedIn.getName(), groups);
        var all = Stream.concat(groups.stream(), covered.keySet().stream()).toList();
        var user = EngineAccounts.signedIn(signedIn.getName(), groups, covered);
        user.setDetails(Tenants.of(all, regions.keys(), circles::of));
        current.setAuthentication(user);
        SecurityContextHolder.setContext(current);
        try {
            if (request.getServletPath().startsWith("/camunda/")) {
                chain.doFilter(request, response);
                return;
            }
            identity.setAuthentication(signedIn.getName(), List.copyOf(groups));
            try {
                chain.doFilter(request, response);
            } finally {
                identity.clearAuthentication();
            }
        } finally {
            Actor.forget();
        }
    }
}
