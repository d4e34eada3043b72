package org.msixcasework.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The engine refuses a list without an upper bound, which one call could otherwise make arbitrarily long. Whoever names none
 * gets the largest that is allowed.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 90)
class BoundedResults extends OncePerRequestFilter {

    private static final Pattern ROOTS = Pattern.compile("/engine-rest/|/camunda/api/engine/");

    private static final String BOUND = "maxResults=2000";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var query = request.getQueryString();
        return !ROOTS.matcher(request.getRequestURI()).lookingAt() || (query != null && query.contains("maxResults="));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var query = request.getQueryString();
        var bounded = query == null || query.isEmpty() ? BOUND : query + "&" + BOUND;
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public String getQueryString() {
                        return bounded;
                    }
                },
                response);
    }
}
