package org.msixcasework.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.msixcasework.core.Time;
import org.msixcasework.support.Api;
import org.msixcasework.support.Samples;

/**
 * People and systems that work on all nodes at once and write down what they were told. Whoever gets no answer, or that the
 * system is in trouble, asks again, at another node too, until he knows; a 409 to a question asked again means it was done the first time.
 */
final class Clients {

    /** What was accepted, by what: the keys of cases. */
    final Set<String> started = ConcurrentHashMap.newKeySet();

    final Set<String> approved = ConcurrentHashMap.newKeySet();
    final Set<String> entered = ConcurrentHashMap.newKeySet();
    final Set<String> corrections = ConcurrentHashMap.newKeySet();
    final Set<String> terms = ConcurrentHashMap.newKeySet();
    final AtomicInteger accepted = new AtomicInteger();
    final AtomicInteger unanswered = new AtomicInteger();
    final Set<String> refused = ConcurrentHashMap.newKeySet();

    private final List<Node> nodes;
    private final Time time;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean working;

    Clients(List<Node> nodes, Time time) {
        this.nodes = nodes;
        this.time = time;
    }

    private List<Set<String>> books() {
        return List.of(started, approved, entered, corrections, terms);
    }

    /** What was accepted up to now. */
    List<Set<String>> copy() {
        return books().stream().map(Set::copyOf).toList();
    }

    /** Strikes out what was accepted after {@code kept} was copied. */
    void forgetAllBut(List<Set<String>> kept) {
        for (var book = 0; book < kept.size(); book++) {
            var before = kept.get(book);
            books().get(book).removeIf(key -> !before.contains(key));
        }
    }

    record Answer(int status, JsonNode body) {}

    void begin(int count) {
        working = true;
        for (var client = 0; client < count; client++) {
            var thread = new Thread(this::work);
            threads.add(thread);
            thread.start();
        }
    }

    void end() throws InterruptedException {
        working = false;
        for (var thread : threads) {
            thread.join(240_000);
        }
        threads.clear();
    }

    private void work() {
        for (var round = 0; working; round++) {
            try {
                certificate();
                if (round % 4 == 3) {
                    correction();
                }
            } catch (Undone undone) {
                refused.add(undone.getMessage());
            }
        }
    }

    /** The one asking gave up, because the work is refused. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Undone(String why) {
            super(why);
        }
    }

    private void certificate() {
        var number = Samples.newNumber();
        var coe = Samples.coe(number);
        sure("mis2000", "PUT", "/api/coes/" + number, coe.toString());
        sure(
                "mis2000",
                "POST",
                "/engine-rest/process-definition/key/coe/start",
                write(Map.of("businessKey", number, "variables", typed(Map.of("region", "oswego")))));
        started.add(number);
        complete("idr", number, "review", Map.of("decision", "APPROVE"));
        approved.add(number);
        sure(
                "mis2000",
                "PUT",
                "/api/students/" + Samples.child(number, 1),
                Samples.secondaryStudent(Samples.child(number, 1)).toString());
        sure(
                "mis2000",
                "PUT",
                "/api/students/" + Samples.child(number, 2),
                Samples.primaryStudent(Samples.child(number, 2)).toString());
        complete("ds-oswego", number, "enterRecord", Map.of("searched", true));
        entered.add(number);
    }

    private void correction() {
        var child = entered.stream().findAny();
        if (child.isEmpty()) {
            return;
        }
        var key = "C-F-" + turn.incrementAndGet();
        sure(
                "ds-oswego",
                "POST",
                "/engine-rest/process-definition/key/correction/start",
                write(Map.of(
                        "businessKey",
                        key,
                        "variables",
                        typed(Map.of(
                                "studentId", Samples.child(child.get(), 1),
                                "receivedOn", time.today().toString(),
                                "requesterName", "Muestra Ejemplo",
                                "requesterEmail", "muestra@example.org",
                                "identityChecked", "yes",
                                "statement", "The grade of the course is wrong.")))));
        corrections.add(key);
        complete("sda", key, "classify", Map.of("owner", "OWN"));
    }

    /** Closes a term of the region that everybody works in. */
    void term(String id) {
        LocalDate today = time.today();
        sure(
                "sda",
                "PUT",
                "/api/terms/" + id,
                write(Map.of(
                        "region",
                        "oswego",
                        "type",
                        "FALL",
                        "start",
                        today.minusDays(60).toString(),
                        "end",
                        today.minusDays(1).toString())));
        sure("sda", "POST", "/api/terms/" + id + "/close", "{}");
        terms.add(id);
    }

    /** Claims and completes a task; who hears nothing looks whether it is still there. */
    private void complete(String user, String key, String element, Map<String, ?> fields) {
        for (var look = 0; look < 60; look++) {
            var found = sure(
                            user,
                            "GET",
                            "/engine-rest/task?processInstanceBusinessKey=" + key + "&taskDefinitionKey=" + element,
                            null)
                    .body();
            if (!found.isArray() || found.isEmpty()) {
                if (look > 0 && isPast(key, element)) {
                    return;
                }
                PostgresServer.wait(200);
                continue;
            }
            var id = found.get(0).get("id").asText();
            ask(user, "POST", "/engine-rest/task/" + id + "/claim", write(Map.of("userId", user)));
            var answer = ask(
                    user,
                    "POST",
                    "/engine-rest/task/" + id + "/submit-form",
                    write(Map.of("variables", typed(fields))));
            if (answer.status() == 204) {
                accepted.incrementAndGet();
                return;
            }
            if (answer.status() == 400 || answer.status() == 422 || answer.status() == 403) {
                throw new Undone(element + " " + answer);
            }
        }
        throw new Undone(element + " of " + key + " never appeared");
    }

    private boolean isPast(String key, String element) {
        var process = key.startsWith("C-") ? "correction" : "coe";
        var journal =
                sure("sda", "GET", "/api/cases/" + process + "/" + key, null).body();
        return !journal.path("status").asText().isEmpty()
                && !element.isEmpty()
                && sure("sda", "GET", "/engine-rest/task?processInstanceBusinessKey=" + key, null)
                        .body()
                        .findValuesAsText("taskDefinitionKey")
                        .stream()
                        .noneMatch(element::equals);
    }

    /** Asks until there is an answer that is not trouble. */
    Answer sure(String user, String method, String path, String body) {
        for (var attempt = 0; attempt < 300; attempt++) {
            var answer = ask(user, method, path, body);
            if (answer.status() >= 200 && answer.status() < 300) {
                if (!method.equals("GET")) {
                    accepted.incrementAndGet();
                }
                return answer;
            }
            if (answer.status() == 409 && attempt > 0) {
                return answer;
            }
            if (answer.status() >= 400 && answer.status() < 500 && answer.status() != 409 && answer.status() != 429) {
                throw new Undone(method + " " + path + " " + answer);
            }
            PostgresServer.wait(300);
        }
        throw new Undone(method + " " + path + " was never answered");
    }

    private Answer ask(String user, String method, String path, String body) {
        var alive = nodes.get(Math.floorMod(turn.incrementAndGet(), nodes.size()));
        return ask(alive, user, method, path, body);
    }

    Answer ask(Node node, String user, String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(node.base() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Authorization", basic(user))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), read(response.body()));
        } catch (IOException nobody) {
            unanswered.incrementAndGet();
            return new Answer(0, json.missingNode());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String basic(String user) {
        return "Basic "
                + Base64.getEncoder().encodeToString((user + ":" + Api.PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Map<String, Object>> typed(Map<String, ?> variables) {
        return variables.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Map.of("value", entry.getValue())));
    }

    String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
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
