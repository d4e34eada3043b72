package org.msixcasework.identity;

import static org.msixcasework.identity.Roles.ADMINISTRATOR;
import static org.msixcasework.identity.Roles.IDR_REVIEWER;
import static org.msixcasework.identity.Roles.MSIX_STATE_LEAD;
import static org.msixcasework.identity.Roles.STATE_DATA_ADMINISTRATOR;
import static org.msixcasework.identity.Roles.STATE_USER_ADMINISTRATOR;
import static org.msixcasework.identity.Roles.TECHNICAL;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.msixcasework.core.Actor;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Closed by default: what may be written over the engine's REST API, the same list for both roots. Everything else is
 * refused, above all deploying, which is running code, and every way in which free text or variables get into the engine's
 * tables past the checks of a form. Reading stays open, the engine's authorizations decide what is seen; but what tells of the
 * engine itself, or of all cases at once, only those read who operate or supervise. Behind an open door the authorizations
 * decide too.
 */
class EngineDoors extends OncePerRequestFilter {

    /** @param roles who may pass; empty for everybody who is signed in */
    private record Door(String methods, Pattern path, Set<String> roles) {

        static Door open(String methods, String path, String... roles) {
            return new Door(methods, Pattern.compile(path.replace("{id}", "[^/]+")), Set.of(roles));
        }

        static Door reserved(String path, String... roles) {
            return open("[A-Z]+", path, roles);
        }

        /** What is offered to nobody. */
        static Door closed(String path) {
            // no role has an empty name
            return reserved(path, "");
        }

        boolean isAt(String method, String to) {
            return method.matches(methods) && path.matcher(to).matches();
        }

        boolean lets(String method, String to) {
            return isAt(method, to) && (roles.isEmpty() || Actor.uses(roles::contains));
        }
    }

    /** Who has Cockpit. */
    private static final String[] SUPERVISORS = {ADMINISTRATOR, STATE_DATA_ADMINISTRATOR, MSIX_STATE_LEAD, IDR_REVIEWER
    };

    /** Below a root of the engine's REST API: what is nobody else's, neither to read nor to write. */
    private static final List<Door> RESERVED = List.of(
            // the engine counts nothing here, and stumbles when it is asked what it counted
            Door.closed("/metrics(/.*)?"),
            Door.reserved("/(telemetry|schema|optimize|version)(/.*)?", ADMINISTRATOR),
            Door.reserved("/history/cleanup(/.*)?", ADMINISTRATOR),
            Door.reserved("/history/.*/cleanable-.*", ADMINISTRATOR),
            Door.reserved("/(tenant|authorization(?!/check$))(/.*)?", ADMINISTRATOR, STATE_USER_ADMINISTRATOR),
            Door.reserved(
                    "/(job|job-definition|incident|execution|event-subscription|external-task)(/.*)?", SUPERVISORS),
            Door.reserved("/(deployment|batch|decision-.*|case-.*)(/.*)?", SUPERVISORS),
            Door.reserved("/(history/)?process-definition/(.*/)?statistics", SUPERVISORS),
            Door.reserved("/history/(case|decision|identity-link|external-task|job)-.*", SUPERVISORS),
            Door.reserved("/history/(batch|detail|incident|variable-instance)(/.*)?", SUPERVISORS),
            Door.reserved("/history/(process-instance|task)/report", SUPERVISORS));

    /** The same for paths of the webapps that are not the engine's. */
    private static final List<Door> RESERVED_WEBAPPS = List.of(
            // the webapps look for the start page of whatever stands there, and stumble if there is none
            Door.closed("(?i)/camunda/app/(?!(admin|cockpit|tasklist|welcome)(/|$)).*"),
            Door.reserved("/camunda/api/cockpit/.*", SUPERVISORS),
            Door.reserved("/camunda/api/admin/plugin/{id}/{id}/metrics/.*", ADMINISTRATOR),
            Door.reserved("/camunda/api/admin/plugin/.*", ADMINISTRATOR, STATE_USER_ADMINISTRATOR));

    /** Questions that are too long for an address, below a root of the engine's REST API. */
    private static final List<Door> QUESTIONS = List.of(
            Door.open("POST", "/(task|execution|process-instance|variable-instance|job|job-definition)(/count)?"),
            Door.open("POST", "/(group|external-task)(/count)?"),
            Door.open("POST", "/history/(activity-instance|process-instance|task|job-log|external-task-log)(/count)?"),
            Door.open("POST", "/history/(detail|variable-instance)(/count)?"),
            Door.open("POST", "/filter/{id}/(list|count|singleResult)"),
            Door.open("POST", "/identity/password-policy", ADMINISTRATOR));

    /** What is changed, below a root of the engine's REST API. */
    private static final List<Door> CHANGES = List.of(
            // work
            Door.open("POST", "/task/{id}/(claim|unclaim|complete|submit-form)"),
            Door.open("POST", "/process-definition/(key/)?{id}/(start|submit-form)"),
            Door.open("POST", "/message", TECHNICAL),
            // operation
            Door.open("PUT", "/(job|job-definition)/{id}/retries", ADMINISTRATOR, STATE_DATA_ADMINISTRATOR),
            Door.open("POST", "/job/retries", ADMINISTRATOR, STATE_DATA_ADMINISTRATOR),
            Door.open("POST", "/job/{id}/execute", ADMINISTRATOR),
            Door.open("PUT", "/(process-instance|job|job-definition|batch)(/{id})?/suspended", ADMINISTRATOR),
            Door.open("PUT", "/process-definition(/(key/)?{id})?/suspended", ADMINISTRATOR),
            Door.open("DELETE", "/process-instance/{id}", ADMINISTRATOR),
            // users and groups; rights come from the table in Rights, and an id is never deleted, for it is never
            // reused
            Door.open("POST", "/(user|group)/create", ADMINISTRATOR),
            Door.open("PUT", "/user/{id}/(profile|credentials)", ADMINISTRATOR),
            Door.open("POST", "/user/{id}/unlock", ADMINISTRATOR),
            Door.open("PUT|DELETE", "/group/{id}/members/{id}", ADMINISTRATOR));

    /** Paths of the webapps that are not the engine's. */
    private static final List<Door> WEBAPPS = List.of(
            Door.open("POST", "/camunda/api/(cockpit|tasklist|admin|welcome)/plugin/.*"),
            Door.open("POST", "/camunda/api/admin/auth/user/{id}/logout"));

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** Where a path of the engine's REST API begins: either root, with or without the name of the engine. */
    private static final Pattern ROOT =
            Pattern.compile("^(/engine-rest|/camunda/api/engine)(/engine/[^/]+)?(?=/|$)", Pattern.CASE_INSENSITIVE);

    private static final Pattern WEBAPP = Pattern.compile("^/camunda/(api|app)(/.*)?$", Pattern.CASE_INSENSITIVE);

    /** They would let a caller pass by what the diagram does at its events. */
    private static final List<String> SKIPS = List.of("skipCustomListeners", "skipIoMappings");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isOpen(request)) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        // Tasklist and Cockpit show the property "message"
        response.getWriter()
                .write("{\"type\":\"/problems/identity.closed\",\"title\":\"Forbidden\",\"status\":403,"
                        + "\"code\":\"identity.closed\",\"detail\":\"This is not offered here.\","
                        + "\"message\":\"This is not offered here.\"}");
    }

    private static boolean isOpen(HttpServletRequest request) {
        // no file gets in by any door, so none has to be scanned (SEC-11)
        var type = request.getContentType();
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            return false;
        }
        var method = request.getMethod().toUpperCase(Locale.ROOT);
        var path = pathOf(request);
        var root = ROOT.matcher(path);
        if (root.find()) {
            var below = path.substring(root.end());
            return isFree(RESERVED, method, below)
                    && (READING.contains(method)
                            || (!skips(request)
                                    && Stream.of(QUESTIONS, CHANGES)
                                            .flatMap(List::stream)
                                            .anyMatch(door -> door.lets(method, below))));
        }
        return !WEBAPP.matcher(path).matches()
                || (isFree(RESERVED_WEBAPPS, method, path)
                        && (READING.contains(method) || WEBAPPS.stream().anyMatch(door -> door.lets(method, path))));
    }

    /** The first that a path belongs to decides. */
    private static boolean isFree(List<Door> reserved, String method, String to) {
        return reserved.stream()
                .filter(door -> door.isAt(method, to))
                .findFirst()
                .map(door -> door.lets(method, to))
                .orElse(true);
    }

    /** Whether a request that is no GET changes nothing: a question to the engine or to a webapp's plugin. */
    static boolean isQuestion(HttpServletRequest request) {
        var path = pathOf(request);
        var root = ROOT.matcher(path);
        return root.find()
                ? QUESTIONS.stream()
                        .anyMatch(door ->
                                door.path().matcher(path.substring(root.end())).matches())
                : path.matches("/camunda/api/[a-z]+/plugin/.*");
    }

    /** Whether an address belongs to the engine's REST API, at either root. */
    static boolean isEngine(String path) {
        return ROOT.matcher(path).find();
    }

    private static boolean skips(HttpServletRequest request) {
        return SKIPS.stream()
                .map(request::getParameter)
                .anyMatch(value -> value != null && !"false".equalsIgnoreCase(value));
    }

    /** Decoded by the container, without parameters after a semicolon, doubled slashes and a slash at the end. */
    static String pathOf(HttpServletRequest request) {
        var path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        return path.replaceAll(";[^/]*", "").replaceAll("/{2,}", "/").replaceAll("(?<=.)/$", "");
    }
}
