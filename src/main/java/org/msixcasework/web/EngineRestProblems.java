package org.msixcasework.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.msixcasework.core.Rejected;
import org.msixcasework.identity.RefusedAccess;
import org.msixcasework.process.Refusals;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Stands in front of starts, completions and messages on both REST roots of the engine. What the engine refuses for a
 * reason of ours it would answer with 500; here it becomes the problem with its status. A body that is no JSON object never
 * reaches the engine, which stumbles over some of them.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 100)
class EngineRestProblems extends OncePerRequestFilter {

    private static final Pattern DOORS =
            Pattern.compile("^(/engine-rest|/camunda/api/engine)(/.*)?/(start|submit-form|complete|claim|message)/?$");

    /** Largest body a start, completion or message may have, in bytes. */
    private static final int LARGEST = 2_000_000;

    private static final Set<String> READABLE = Set.of("String", "Boolean", "Integer", "Null", "null");

    private final ObjectMapper json;
    private final RefusedAccess refusedAccess;

    EngineRestProblems(ObjectMapper json, RefusedAccess refusedAccess) {
        this.json = json;
        this.refusedAccess = refusedAccess;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"POST".equals(request.getMethod())
                || !DOORS.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var body = request.getInputStream().readNBytes(LARGEST + 1);
        byte[] readable;
        try {
            readable = readable(body);
        } catch (Rejected unreadable) {
            answer(unreadable, response);
            return;
        }
        var buffered = new ContentCachingResponseWrapper(response);
        chain.doFilter(new Replayed(request, readable), buffered);
        var refusal = Refusals.ofCurrentRequest();
        if (buffered.getStatus() >= 400 && refusal.isPresent()) {
            if (refusal.get() instanceof Rejected no && no.kind() == Rejected.Kind.FORBIDDEN) {
                refusedAccess.note(request.getMethod(), request.getRequestURI(), no.code());
            }
            buffered.resetBuffer();
            answer(refusal.get(), buffered);
        }
        buffered.copyBodyToResponse();
    }

    /**
     * The body as the engine can read it. A variable of a form that the engine could not even read is handed on as a
     * number, so that the guard of the process names it together with every other wrong field.
     */
    private byte[] readable(byte[] body) throws IOException {
        if (body.length > LARGEST) {
            throw refused("The body is larger than %d bytes.".formatted(LARGEST));
        }
        if (body.length == 0) {
            return body;
        }
        try {
            if (!(json.readTree(body) instanceof ObjectNode object)) {
                throw refused("The body must be a JSON object.");
            }
            if (object.get("variables") instanceof ObjectNode variables) {
                variables.properties().forEach(variable -> {
                    if (!isReadable(variable.getValue())) {
                        variable.setValue(
                                json.createObjectNode().put("value", 0).put("type", "Integer"));
                    }
                });
            }
            return json.writeValueAsBytes(object);
        } catch (JsonProcessingException notJson) {
            throw refused("The body is not valid JSON.");
        }
    }

    private static boolean isReadable(JsonNode variable) {
        return variable.isObject()
                && READABLE.contains(variable.path("type").asText("String"))
                && !variable.path("value").isContainerNode();
    }

    private static Rejected refused(String sentence) {
        return Rejected.invalid("not-json", sentence, List.of());
    }

    private void answer(RuntimeException refusal, HttpServletResponse response) throws IOException {
        var problem = Problems.of(refusal);
        // Tasklist shows the property "message" of whatever the engine's REST API answers.
        problem.setProperty("message", problem.getDetail());
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }

    /** The request with a body that was read once already. */
    private static final class Replayed extends HttpServletRequestWrapper {

        private final ByteArrayInputStream body;

        Replayed(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = new ByteArrayInputStream(body);
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public boolean isFinished() {
                    return body.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("The engine's REST API reads its requests blocking");
                }

                @Override
                public int read() {
                    return body.read();
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }
    }
}
