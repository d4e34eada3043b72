package org.msixcasework.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls a program over HTTP; whatever it refuses ends the measurement. */
final class Web {

    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String password;

    /** @param password of all users; empty where nobody signs in */
    Web(int port, String password) {
        base = "http://localhost:" + port;
        this.password = password;
    }

    JsonNode get(String user, String path) throws IOException, InterruptedException {
        return send(user, "GET", path, null);
    }

    JsonNode post(String user, String path, Object body) throws IOException, InterruptedException {
        return send(user, "POST", path, body);
    }

    JsonNode put(String user, String path, Object body) throws IOException, InterruptedException {
        return send(user, "PUT", path, body);
    }

    private JsonNode send(String user, String method, String path, Object body)
            throws IOException, InterruptedException {
        var publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, publisher)
                .timeout(Duration.ofMinutes(5))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
        if (!password.isEmpty()) {
            var credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        }
        var response =
                http.send(request.build(), java.net.http.HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(
                    "%s %s: %d %s".formatted(method, path, response.statusCode(), response.body()));
        }
        return response.body().isEmpty() || !response.body().matches("(?s)\\s*[\\[{].*")
                ? MissingNode.getInstance()
                : JSON.readTree(response.body());
    }

    /** Variables as Camunda's REST API wants them. */
    static Map<String, Object> typed(Map<String, ?> values) {
        var variables = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> variables.put(name, Map.of("value", value)));
        return variables;
    }
}
