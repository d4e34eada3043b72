package org.msixcasework.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.regex.Pattern;
import org.msixcasework.core.Rejected;
import org.msixcasework.process.Refusals;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The engine's REST API says 500 to many a key that leads to nothing and to a value that is missing, as if it had broken. Here it
 * says whose fault it was; its own sentence stays.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 95)
class EngineRestStatus extends OncePerRequestFilter {

    private static final Pattern ROOTS = Pattern.compile("/engine-rest/|/camunda/api/engine/");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ROOTS.matcher(request.getRequestURI()).lookingAt();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public void setStatus(int status) {
                super.setStatus(status == SC_INTERNAL_SERVER_ERROR ? ofRefusal() : status);
            }
        });
    }

    private static int ofRefusal() {
        return Refusals.ofCurrentRequest()
                .map(refusal -> refusal instanceof Rejected no ? no.kind().status() : HttpServletResponse.SC_NOT_FOUND)
                // nothing broke within the engine: the request could not even be made into a question to it
                .orElse(
                        Refusals.hasFailedInCurrentRequest()
                                ? HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                                : HttpServletResponse.SC_BAD_REQUEST);
    }
}
