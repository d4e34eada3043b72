package org.msixcasework.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.msixcasework.support.Api;
import org.msixcasework.support.Endpoints;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * One thing that can be asked, as a description of the API names it.
 *
 * @param path template; for the engine's below its root
 * @param body schema of the body; missing where none is described
 * @param source which description names it
 */
record Operation(String method, String path, List<Field> fields, Source source, JsonNode body, JsonNode components) {

    /** Where an operation is described. */
    enum Source {
        /** Our own OpenAPI description. */
        OURS,
        /** The OpenAPI description of the engine's REST API. */
        ENGINE,
        /** A page or file, which no OpenAPI description names; its fields are those of the method that answers. */
        PAGE
    }

    /** A field of the path or of the query. */
    record Field(String name, boolean inPath, JsonNode schema) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    /** Ends the session that asks or all others of its user, or moves the clock of everybody else. */
    private static final String NEVER = "/sign-out|/sign-in|.*/logout|(/api)?/sessions/end.*|/demo/clock";

    /** Shows what went wrong, and so a 500 where nothing did. */
    private static final String ERROR_PAGE = "/error";

    /** All operations of both descriptions, and whatever else answers. */
    static List<Operation> all(Api api, Endpoints endpoints, List<RequestMappingHandlerMapping> mappings)
            throws IOException {
        var found = new LinkedHashMap<String, Operation>();
        described(api.get("lead", "/v3/api-docs").json(), Source.OURS).forEach(each -> found.put(each.key(), each));
        try (var engine = Operation.class.getResourceAsStream("/openapi.json")) {
            described(JSON.readTree(engine), Source.ENGINE).forEach(each -> found.put(each.key(), each));
        }
        var parameters = parameters(mappings);
        for (var endpoint : endpoints.all()) {
            var path = endpoint.isOfTheEngine() ? endpoint.row().substring(Endpoints.ENGINE.length()) : endpoint.path();
            var source = endpoint.isOfTheEngine() ? Source.ENGINE : Source.PAGE;
            var known = parameters.getOrDefault(endpoint.method() + " " + path, List.of());
            var fields = new ArrayList<>(inPath(path));
            known.forEach(name -> fields.add(new Field(name, false, MissingNode.getInstance())));
            var operation = new Operation(
                    endpoint.method(), path, fields, source, MissingNode.getInstance(), MissingNode.getInstance());
            found.putIfAbsent(operation.key(), operation);
        }
        return found.values().stream()
                .filter(each -> !each.path().matches(NEVER) && !each.path().equals(ERROR_PAGE))
                .toList();
    }

    private String key() {
        return (source == Source.ENGINE ? "engine " : "") + method + " " + path.replaceAll("\\{[^}]*}", "{}");
    }

    private static Stream<Operation> described(JsonNode description, Source source) {
        var components = description.path("components").path("schemas");
        return description.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(verb -> VERBS.contains(verb.getKey()))
                        .map(verb -> {
                            var fields = new ArrayList<Field>();
                            verb.getValue()
                                    .path("parameters")
                                    .forEach(each -> fields.add(new Field(
                                            each.path("name").asText(),
                                            each.path("in").asText().equals("path"),
                                            each.path("schema"))));
                            var content = verb.getValue().path("requestBody").path("content");
                            var body = content.isEmpty()
                                    ? MissingNode.getInstance()
                                    : content.elements().next().path("schema");
                            return new Operation(
                                    verb.getKey().toUpperCase(java.util.Locale.ROOT),
                                    path.getKey(),
                                    fields,
                                    source,
                                    body,
                                    components);
                        }));
    }

    private static List<Field> inPath(String path) {
        return java.util.regex.Pattern.compile("\\{([^}]*)}")
                .matcher(path)
                .results()
                .map(found -> new Field(found.group(1), true, MissingNode.getInstance()))
                .toList();
    }

    /** The names that the methods of the pages ask for. */
    private static Map<String, List<String>> parameters(List<RequestMappingHandlerMapping> mappings) {
        var found = new LinkedHashMap<String, List<String>>();
        for (var mapping : mappings) {
            mapping.getHandlerMethods().forEach((info, handler) -> {
                var names = Stream.of(handler.getMethod().getParameters())
                        .filter(each -> AnnotatedElementUtils.hasAnnotation(each, RequestParam.class))
                        .map(Operation::name)
                        .toList();
                var verbs = info.getMethodsCondition().getMethods().stream()
                        .map(Enum::name)
                        .toList();
                for (var path : info.getPatternValues()) {
                    (verbs.isEmpty() ? List.of("GET") : verbs).forEach(verb -> found.put(verb + " " + path, names));
                }
            });
        }
        return found;
    }

    private static String name(Parameter parameter) {
        var named = parameter.getAnnotation(RequestParam.class).name();
        return named.isEmpty() ? parameter.getName() : named;
    }

    boolean writes() {
        return !Set.of("GET", "HEAD", "OPTIONS").contains(method);
    }
}
