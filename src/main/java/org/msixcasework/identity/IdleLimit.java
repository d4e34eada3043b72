package org.msixcasework.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session that no person used for too long (SEC-1), or that its user ended from elsewhere (SEC-10). What counts is a page
 * that somebody opened or sent, and the word of the page that somebody moves in it; what pages and webapps ask for by themselves
 * keeps nothing alive.
 */
class IdleLimit extends OncePerRequestFilter {

    /** Left in the session that follows one that was idle for too long, until somebody is told. */
    static final String TIMED_OUT = IdleLimit.class.getName();

    private final Sessions sessions;
    private final RequestMatcher page;
    private final SecurityContextLogoutHandler signOut = new SecurityContextLogoutHandler();

    /** @param page matches what is asked for or sent by a browser that shows a page next */
    IdleLimit(Sessions sessions, RequestMatcher page) {
        this.sessions = sessions;
        this.page = page;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (signedIn != null && !(signedIn instanceof AnonymousAuthenticationToken)) {
            var session = sessions.of(request, signedIn.getName());
            var over = sessions.over(session);
            if (over.isPresent()) {
                signOut.logout(request, response, signedIn);
                if (over.get() == Sessions.Ended.IDLE) {
                    request.getSession().setAttribute(TIMED_OUT, true);
                }
            } else if (page.matches(request) && isByHand(request)) {
                sessions.active(session);
            }
        }
        chain.doFilter(request, response);
    }

    /** Browsers say whether a person or a script asked for the page; old ones say nothing. */
    private static boolean isByHand(HttpServletRequest request) {
        return request.getHeader("Sec-Fetch-Mode") == null || "?1".equals(request.getHeader("Sec-Fetch-User"));
    }
}
