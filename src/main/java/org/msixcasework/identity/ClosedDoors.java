package org.msixcasework.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses, on both REST roots of the engine, what nobody needs there: deploying, which is running code; making an
 * administrator; signing in past our page; and every way in which free text or variables get into the engine's tables past
 * the checks of a form.
 */
class ClosedDoors extends OncePerRequestFilter {

    private record Door(String methods, Pattern path) {

        static Door closed(String methods, String path) {
            return new Door(methods, Pattern.compile(path, Pattern.CASE_INSENSITIVE));
        }

        boolean isAt(String method, String at) {
            return method.matches(methods) && path.matcher(at).matches();
        }
    }

    private static final String ANY = ".*";
    private static final String WRITE = "(?!GET$|HEAD$|OPTIONS$).*";

    /** Where a path of the engine's REST API begins: either root, with or without the name of the engine. */
    private static final Pattern ROOT =
            Pattern.compile("^(/engine-rest|/camunda/api/engine)(/engine/[^/]+)?(?=/|$)", Pattern.CASE_INSENSITIVE);

    private static final List<Door> IN_ENGINE_REST = List.of(
            Door.closed(WRITE, "/deployment(/.*)?"),
            Door.closed("DELETE", "/process-definition/.*"),
            Door.closed(WRITE, "/process-definition/.*/(restart|restart-async)/?"),
            Door.closed(WRITE, "/task/create/?"),
            Door.closed("PUT|DELETE", "/task/[^/]+/?"),
            Door.closed(WRITE, "/task/[^/]+/(variables|localVariables|comment|attachment)(/.*)?"),
            Door.closed(WRITE, "/task/[^/]+/(delegate|resolve|bpmnError|bpmnEscalation|identity-links)(/.*)?"),
            Door.closed(WRITE, "/process-instance/[^/]+/(variables|modification|modification-async|comment)(/.*)?"),
            Door.closed(WRITE, "/process-instance/(variables-async|message-async)/?"),
            Door.closed(WRITE, "/execution/.*"),
            Door.closed(WRITE, "/(migration|modification|external-task|signal|condition|identity|telemetry)(/.*)?"),
            Door.closed(WRITE, "/(case-definition|case-instance|case-execution)(/.*)?"),
            Door.closed(WRITE, "/decision-definition/.*/evaluate/?"),
            Door.closed(WRITE, "/variable-instance/.*"),
            Door.closed(WRITE, "/filter/create/?"),
            Door.closed("PUT", "/filter/.*"));

    private static final List<Door> IN_WEBAPPS = List.of(
            Door.closed(ANY, "/camunda/api/admin/setup(/.*)?"),
            Door.closed(ANY, "/camunda/api/admin/auth/user/[^/]+/login(/.*)?"),
            Door.closed(ANY, "/camunda/app/[^/]+/[^/]+/setup(/.*)?"));

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isClosed(request.getMethod().toUpperCase(Locale.ROOT), pathOf(request))) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getWriter()
                    .write("{\"type\":\"/problems/identity.closed\",\"title\":\"Forbidden\",\"status\":403,"
                            + "\"detail\":\"This is not offered here.\",\"message\":\"This is not offered here.\"}");
            return;
        }
        chain.doFilter(request, response);
    }

    /** Decoded by the container, without parameters after a semicolon and without doubled slashes. */
    private static String pathOf(HttpServletRequest request) {
        var path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        return path.replaceAll(";[^/]*", "").replaceAll("/{2,}", "/");
    }

    private static boolean isClosed(String method, String path) {
        if (IN_WEBAPPS.stream().anyMatch(door -> door.isAt(method, path))) {
            return true;
        }
        var root = ROOT.matcher(path);
        return root.find() && IN_ENGINE_REST.stream().anyMatch(door -> door.isAt(method, path.substring(root.end())));
    }
}
