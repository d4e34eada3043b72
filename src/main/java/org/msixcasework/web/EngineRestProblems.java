package org.msixcasework.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.msixcasework.process.Refusals;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers a start, completion or message that was refused with the problem and its status, on both REST roots of the
 * engine, which know only 500 for it. A start with a field missing is a 400 that names it, a second start a 409.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 100)
class EngineRestProblems extends OncePerRequestFilter {

    private static final Pattern DOORS = Pattern.compile(
            "^(/engine-rest|/camunda/api/engine)/.*(start|submit-form|complete|resolve|message|execute|filter/.*|task.*)/?$");

    private final ObjectMapper json;

    EngineRestProblems(ObjectMapper json) {
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"POST".equals(request.getMethod())
                || !DOORS.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var buffered = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, buffered);
        var refusal = Refusals.ofCurrentRequest();
        if (buffered.getStatus() >= 400 && refusal.isPresent()) {
            answer(refusal.get(), buffered);
        }
        buffered.copyBodyToResponse();
    }

    private void answer(RuntimeException refusal, ContentCachingResponseWrapper response) throws IOException {
        var problem = Problems.of(refusal);
        // Tasklist shows the property "message" of whatever the engine's REST API answers.
        problem.setProperty("message", problem.getDetail());
        response.resetBuffer();
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
