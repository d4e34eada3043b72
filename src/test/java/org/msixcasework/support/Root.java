package org.msixcasework.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The two roots under which the engine's REST API answers; what is closed must be closed under both. */
public enum Root {
    /** For other systems: HTTP Basic. */
    ENGINE_REST("/engine-rest"),
    /** For the webapps: a session. */
    WEBAPPS("/camunda/api/engine/engine/default");

    /** What a root answered. */
    public record Answer(int status, String body) {

        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (JsonProcessingException notJson) {
                throw new AssertionError(body, notJson);
            }
        }
    }

    private static final Map<String, Browser> BROWSERS = new ConcurrentHashMap<>();

    private final String path;

    Root(String path) {
        this.path = path;
    }

    /** The next request of each user signs in anew: sessions were ended meanwhile. */
    public static void forgetSessions() {
        BROWSERS.clear();
    }

    /** Sends a request of {@code user} to {@code below} this root. */
    public Answer send(Api api, String user, String method, String below, String body) {
        if (this == ENGINE_REST) {
            var answer = api.send(user, method, path + below, body);
            return new Answer(answer.status(), answer.body());
        }
        var browser = BROWSERS.computeIfAbsent(api.base() + user, key -> new Browser(api.base()).signedInAs(user));
        // the webapps always say how much they want; nobody gets a list without an end
        var bound = "GET".equals(method) ? (below.contains("?") ? "&" : "?") + "maxResults=1000" : "";
        var answer = browser.send(method, path + below + bound, body);
        return new Answer(answer.statusCode(), answer.body());
    }
}
