package org.msixcasework.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/** The application as other systems and technical users see it: HTTP and JSON, signed in by HTTP Basic. */
@TestComponent
public class Api {

    /** Password of every demo user. */
    public static final String PASSWORD = "Harvest-2026!";

    /** What the application answered. */
    public record Answer(int status, String body, JsonNode json) {}

    private final Environment environment;
    private final ObjectMapper json;
    private final ObjectProvider<UpgradeBeneath> upgrade;
    private final HttpClient http = HttpClient.newHttpClient();

    Api(Environment environment, ObjectMapper json, ObjectProvider<UpgradeBeneath> upgrade) {
        this.environment = environment;
        this.upgrade = upgrade;
        this.json = json;
    }

    public Answer get(String user, String path) {
        return send(user, "GET", path, null);
    }

    public Answer put(String user, String path, String body) {
        return send(user, "PUT", path, body);
    }

    public Answer post(String user, String path, String body) {
        return send(user, "POST", path, body);
    }

    /** As {@link #post(String, String, String)} with a body made of {@code value}. */
    public Answer post(String user, String path, Object value) {
        return send(user, "POST", path, write(value));
    }

    /** Starts a case over {@code /engine-rest} with String variables. */
    public Answer start(String user, String process, String businessKey, Map<String, String> variables) {
        upgrade.ifAvailable(UpgradeBeneath::everyCase);
        return post(
                user,
                "/engine-rest/process-definition/key/" + process + "/start",
                Map.of("businessKey", businessKey, "variables", typed(variables)));
    }

    /** The open tasks of a case as {@code user} sees them. */
    public List<JsonNode> tasks(String user, String businessKey) {
        var answer = get(user, "/engine-rest/task?processInstanceBusinessKey=" + businessKey);
        return answer.json().isArray() ? stream(answer.json()) : List.of();
    }

    /** Claims and completes the one open task {@code element} of a case with the fields of its form. */
    public Answer complete(String user, String businessKey, String element, Map<String, ?> fields) {
        upgrade.ifAvailable(UpgradeBeneath::everyCase);
        var task = tasks(user, businessKey).stream()
                .filter(open -> open.get("taskDefinitionKey").asText().equals(element))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("%s sees no task %s of %s".formatted(user, element, businessKey)));
        var id = task.get("id").asText();
        post(user, "/engine-rest/task/" + id + "/claim", Map.of("userId", user));
        return post(user, "/engine-rest/task/" + id + "/submit-form", Map.of("variables", typed(fields)));
    }

    private static Map<String, Map<String, Object>> typed(Map<String, ?> variables) {
        return variables.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Map.of("value", entry.getValue())));
    }

    private static List<JsonNode> stream(JsonNode array) {
        return java.util.stream.StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** Sends a request; {@code user} null means nobody signed in, {@code body} null means none. */
    public Answer send(String user, String method, String path, String body) {
        return exchange(user == null ? null : basic(user, PASSWORD), method, path, body);
    }

    /** Sends a request without a body as a user with a password of his own. */
    public Answer sendAs(String user, String password, String method, String path) {
        return exchange(basic(user, password), method, path, null);
    }

    private Answer exchange(String authorization, String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(base() + path)).header("Content-Type", "application/json");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        var publisher = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        try {
            var response = http.send(request.method(method, publisher).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), read(response.body()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Address of the application under test, without a slash at its end. */
    public String base() {
        return "http://localhost:" + environment.getRequiredProperty("local.server.port");
    }

    public static String basic(String user, String password) {
        var credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (IOException notJson) {
            return json.missingNode();
        }
    }
}
