package org.msixcasework.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.util.OnCommittedResponseWrapper;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Notes what no service notes (SEC-4): that somebody was refused, at whatever door, and that something was changed through a
 * door whose deed left no line of its own, such as a task that was completed over the engine's API.
 */
class RequestTrail extends OncePerRequestFilter {

    /** Attribute of the request: who acts, in whose name, as long as that is known. */
    static final String ACTOR = RequestTrail.class.getName() + ".actor";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** What addresses of the engine and the webapps are made of, besides keys. */
    private static final Set<String> WORDS = Set.of(
            "engine-rest",
            "camunda",
            "api",
            "app",
            "engine",
            "default",
            "admin",
            "cockpit",
            "tasklist",
            "welcome",
            "plugin",
            "auth",
            "setup",
            "login",
            "user",
            "group",
            "members",
            "tenant",
            "authorization",
            "identity",
            "profile",
            "credentials",
            "unlock",
            "task",
            "claim",
            "unclaim",
            "complete",
            "submit-form",
            "assignee",
            "delegate",
            "resolve",
            "variables",
            "localVariables",
            "filter",
            "process-definition",
            "key",
            "start",
            "process-instance",
            "execution",
            "signal",
            "message",
            "condition",
            "job",
            "job-definition",
            "retries",
            "duedate",
            "suspended",
            "incident",
            "external-task",
            "deployment",
            "decision-definition",
            "case-definition",
            "case-instance",
            "batch",
            "migration",
            "modification",
            "history",
            "cleanup",
            "telemetry",
            "create",
            "delete",
            "count");

    private static final int LONGEST = 200;

    private final Audit audit;
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private volatile @Nullable List<PathPattern> patterns;

    RequestTrail(Audit audit, ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.audit = audit;
        this.mappings = mappings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        audit.forget();
        // who was refused reads it after it is noted: what is written after an answer has left can be missed by who
        // asks next
        var refusal = new Refusal(request, response);
        chain.doFilter(request, refusal);
        refusal.note();
        var user = Actor.user();
        if (!Actor.SYSTEM.equals(user)
                && response.getStatus() < 400
                && !READING.contains(request.getMethod())
                && !EngineDoors.isQuestion(request)
                && !audit.hasNoted()) {
            audit.note(
                    actor(request),
                    "web.changed",
                    shortened(request.getMethod() + " " + EngineDoors.pathOf(request)),
                    "");
        }
    }

    private static String actor(HttpServletRequest request) {
        return Objects.requireNonNullElse((String) request.getAttribute(ACTOR), Actor.user());
    }

    /** Notes once that a request was refused: before the answer leaves, or when the request is over. */
    private final class Refusal extends OnCommittedResponseWrapper {

        private final HttpServletRequest request;
        private boolean noted;

        Refusal(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        @Override
        protected void onResponseCommitted() {
            note();
        }

        void note() {
            if (noted || getStatus() != SC_FORBIDDEN || Actor.SYSTEM.equals(Actor.user())) {
                return;
            }
            noted = true;
            audit.note(actor(request), "identity.access-refused", request.getMethod() + " " + pattern(request), "");
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** The address as it is declared: what somebody typed who was refused is not kept, for it may be anything. */
    private String pattern(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String matched) {
            return matched;
        }
        var path = EngineDoors.pathOf(request);
        if (EngineDoors.isEngine(path) || path.startsWith("/camunda/")) {
            return shortened(words(path));
        }
        var parsed = PathContainer.parsePath(path);
        return patterns().stream()
                .filter(each -> each.matches(parsed))
                .min(PathPattern.SPECIFICITY_COMPARATOR)
                .map(PathPattern::getPatternString)
                .orElse("unknown address");
    }

    /** The engine's own words stay; whatever else stands in an address is a key, or was typed. */
    private static String words(String path) {
        return Arrays.stream(path.split("/"))
                .map(word -> word.isEmpty() || WORDS.contains(word) ? word : "{}")
                .collect(Collectors.joining("/"));
    }

    private List<PathPattern> patterns() {
        var known = patterns;
        if (known == null) {
            known = mappings.stream()
                    .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                    .map(info -> info.getPathPatternsCondition())
                    .filter(Objects::nonNull)
                    .flatMap(condition -> condition.getPatterns().stream())
                    .distinct()
                    .toList();
            patterns = known;
        }
        return known;
    }
}
