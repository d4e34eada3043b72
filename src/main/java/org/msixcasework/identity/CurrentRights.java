package org.msixcasework.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.process.Circles;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives whoever is signed in the rights he has at this moment, not those of the moment he signed in: a group that was taken
 * away is gone with the next request, and with the last group ends the session. The engine learns who it is and which
 * groups he is in, so that its authorizations hold; the webapps tell it themselves. Whoever stands in for an absent colleague
 * has that colleague's groups besides, today. A new password or a lock ends running sessions with the next request, and whoever
 * owes a password of his own, the Rules of Behavior or a first security training gets nowhere else. Groups of a disabled region give
 * no rights; whoever has no others stays signed in and sees nothing.
 */
class CurrentRights extends OncePerRequestFilter {

    /** What has to be done before anything else (ACC-6, ACC-12, ACC-25). */
    private enum Owed {
        PASSWORD("/password", "Choose a password of your own first, at /password."),
        RULES("/rules", "Read and accept the Rules of Behavior first, at /rules."),
        TRAINING("/training/required", "A security training has to be recorded first, see /training/required.");

        private final String page;
        private final String sentence;

        Owed(String page, String sentence) {
            this.page = page;
            this.sentence = sentence;
        }

        void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var accepted = request.getHeader("Accept");
            if ("GET".equals(request.getMethod()) && accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE)) {
                response.sendRedirect(request.getContextPath() + page);
                return;
            }
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getWriter().write("""
                            {"type":"/problems/identity.owed","title":"Forbidden","status":403,"code":"identity.owed",\
                            "detail":"%1$s","message":"%1$s"}""".formatted(sentence));
        }
    }

    /** What even those may reach who owe something. */
    private static final Set<String> FREE = Set.of(
            "/password",
            "/rules",
            "/training/required",
            "/privacy",
            "/sign-out",
            "/sign-in",
            "/security",
            "/api/session",
            "/api/session/activity",
            "/casework.css",
            "/idle.js",
            "/menus.js",
            "/tables.js",
            "/idle.css",
            "/icon.svg",
            "/error");

    private final IdentityService identity;
    private final Staff staff;
    private final Accounts accounts;
    private final TrainingRegister trainings;
    private final Regions regions;
    private final Absences absences;
    private final Circles circles;
    private final SignInAudit signIns;
    private final SecurityContextLogoutHandler signOut = new SecurityContextLogoutHandler();

    CurrentRights(
            IdentityService identity,
            Staff staff,
            Accounts accounts,
            TrainingRegister trainings,
            Regions regions,
            Absences absences,
            Circles circles,
            SignInAudit signIns) {
        this.identity = identity;
        this.staff = staff;
        this.accounts = accounts;
        this.trainings = trainings;
        this.regions = regions;
        this.absences = absences;
        this.circles = circles;
        this.signIns = signIns;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (signedIn == null || signedIn instanceof AnonymousAuthenticationToken) {
            chain.doFilter(request, response);
            return;
        }
        // who sends a password with each request was looked up just now
        var found = EngineAccounts.found(request, signedIn.getName());
        var groups = found.map(EngineAccounts.Found::groups).orElseGet(() -> staff.groupsOf(signedIn.getName()));
        var account = found.map(EngineAccounts.Found::account)
                .or(() -> accounts.find(signedIn.getName()))
                .filter(known -> isOf(signedIn, known));
        if (groups.isEmpty() || account.isEmpty()) {
            signOut.logout(request, response, signedIn);
            chain.doFilter(request, response);
            return;
        }
        accounts.active(account.get());
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            signIns.basic(signedIn.getName());
        }
        var owed = owed(account.get(), groups);
        if (owed != null && !FREE.contains(EngineDoors.pathOf(request))) {
            owed.answer(request, response);
            return;
        }
        var current = SecurityContextHolder.createEmptyContext();
        var known = regions.known();
        var effective = Regions.effective(groups, known);
        var covered = absences.covered(signedIn.getName(), groups);
        covered.keySet().retainAll(Regions.effective(covered.keySet(), known));
        var all = Stream.concat(effective.stream(), covered.keySet().stream()).toList();
        var user = EngineAccounts.signedIn(signedIn.getName(), effective, covered);
        user.setDetails(Tenants.of(all, known.stream().map(Regions.Known::key).toList(), circles::of));
        current.setAuthentication(user);
        SecurityContextHolder.setContext(current);
        try {
            if (request.getServletPath().startsWith("/camunda/")) {
                chain.doFilter(request, response);
                return;
            }
            identity.setAuthentication(signedIn.getName(), List.copyOf(effective));
            try {
                chain.doFilter(request, response);
            } finally {
                identity.clearAuthentication();
            }
        } finally {
            request.setAttribute(RequestTrail.ACTOR, Actor.current());
            Actor.forget();
        }
    }

    /** A session lives as long as the password and the state of the account it was opened with. */
    private static boolean isOf(Authentication signedIn, Account account) {
        return !account.isDisabled() && Integer.valueOf(account.version()).equals(signedIn.getDetails());
    }

    private @Nullable Owed owed(Account account, Set<String> groups) {
        if (groups.contains(Roles.TECHNICAL)) {
            return null;
        }
        if (account.mustChange() && accounts.usesPassword(account.userId())) {
            return Owed.PASSWORD;
        }
        if (accounts.owesRules(account)) {
            return Owed.RULES;
        }
        return trainings.isMissing(account.userId(), groups) ? Owed.TRAINING : null;
    }
}
