package org.msixcasework.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Makes the demo's cases through the doors that everybody uses, signed in as the demo users; what is refused fails the start. */
@Component
@Profile("demo")
public class DemoClient {

    private final Environment environment;
    private final ObjectMapper json;

    DemoClient(Environment environment, ObjectMapper json) {
        this.environment = environment;
        this.json = json;
    }

    /** Whether there is a case of this type already: the demo is made once. */
    public boolean knows(String process) {
        return get("sda", "/api/cases?process=" + process).path("total").asInt() > 0;
    }

    /** Starts a case with String variables. */
    public void start(String user, String process, String businessKey, Map<String, String> fields) {
        post(
                user,
                "/engine-rest/process-definition/key/%s/start".formatted(process),
                Map.of("businessKey", businessKey, "variables", typed(fields)));
    }

    /** Whether the task {@code element} of a case is open; in the data of an earlier version it may have another key. */
    public boolean waits(String user, String businessKey, String element) {
        return !open(user, businessKey, element).isEmpty();
    }

    private JsonNode open(String user, String businessKey, String element) {
        return get(
                user, "/engine-rest/task?processInstanceBusinessKey=" + businessKey + "&taskDefinitionKey=" + element);
    }

    /** Claims and completes the one open task {@code element} of a case. */
    public void complete(String user, String businessKey, String element, Map<String, Object> fields) {
        var task = open(user, businessKey, element).get(0).get("id").asText();
        post(user, "/engine-rest/task/" + task + "/claim", Map.of("userId", user));
        post(user, "/engine-rest/task/" + task + "/submit-form", Map.of("variables", typed(fields)));
    }

    private static Map<String, Object> typed(Map<String, ?> fields) {
        var variables = new LinkedHashMap<String, Object>();
        fields.forEach((name, value) -> variables.put(name, Map.of("value", value)));
        return variables;
    }

    /** A file of {@code samples/}, to be changed and sent. */
    public ObjectNode sample(String name) {
        try {
            return (ObjectNode) json.readTree(new ClassPathResource("samples/" + name).getInputStream());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public JsonNode get(String user, String path) {
        var body = client(user).get().uri(path).retrieve().body(JsonNode.class);
        return body == null ? json.missingNode() : body;
    }

    public void post(String user, String path, Object body) {
        send(user, "POST", path, body);
    }

    public void send(String user, String method, String path, Object body) {
        client(user)
                .method(HttpMethod.valueOf(method))
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toBodilessEntity();
    }

    private RestClient client(String user) {
        return RestClient.builder()
                .baseUrl("http://localhost:" + environment.getRequiredProperty("local.server.port"))
                .defaultHeaders(headers -> headers.setBasicAuth(user, "Harvest-2026!"))
                .build();
    }
}
