package org.msixcasework.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CoeFlow;
import org.msixcasework.support.DemoTest;
import org.msixcasework.support.Endpoints;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Sends what nobody should send to everything that answers, as several people and as nobody, and holds against each answer: it is
 * never a failure of ours, a refusal says what is wrong and nothing of our inside, and a refused request has stored nothing. The
 * numbers of requests and their seed are settings, so that one command makes a short run or a long one.
 */
// it changes the demo that the tests before it look at
@DemoTest
@Order(Integer.MAX_VALUE)
@Tag("fuzz")
class BadInputTest {

    private static final List<String> PEOPLE = List.of(
            "lead",
            "lead",
            "ds-oswego",
            "ds-oswego",
            "sda",
            "sda",
            "admin",
            "sua",
            "recruiter-oswego",
            "idr",
            "sra",
            "paa",
            Requests.NOBODY,
            Requests.OTHER_SYSTEM);

    /** Requests of the run; the long one is {@code -Dfuzz.requests=100000}. */
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 500);

    private static final long SEED = Long.getLong("fuzz.seed", 20261126);

    /** Number of the first request, to have one of them again. */
    private static final int FIRST = Integer.getInteger("fuzz.first", 0);

    private static final int KEYS_ARE_READ_EVERY = 1000;
    private static final int SHOWN = 60;

    /** What tells of our inside. */
    private static final Pattern INSIDE = Pattern.compile(
            "\\tat [a-z]+\\.|[a-z]+\\.[a-zA-Z.]+Exception\\b|\\b(ERROR|SQL state)\\b: |org\\.(msixcasework|postgresql|springframework|hibernate|thymeleaf|camunda)\\.");

    private static final Pattern STACK = Pattern.compile("\\tat [a-z]+\\.|\\bSQL state\\b|org\\.postgresql");

    private static final Pattern MARKUP = Pattern.compile("<script>alert\\(1\\)|\"><b id=fuzz>");

    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    Api api;

    @Autowired
    CoeFlow flow;

    @Autowired
    Endpoints endpoints;

    @Autowired
    List<RequestMappingHandlerMapping> mappings;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    EmbeddedPostgres postgres;

    private final Map<String, List<String>> signedIn = new HashMap<>();
    private final Map<String, List<String>> findings = new TreeMap<>();
    private final Map<Integer, Integer> answers = new TreeMap<>();
    private final Failures failures = new Failures();

    /** The failures that the application logs, for the report. */
    private static final class Failures extends AppenderBase<ILoggingEvent> {

        private final ConcurrentLinkedDeque<String> seen = new ConcurrentLinkedDeque<>();

        @Override
        protected void append(ILoggingEvent event) {
            var failure = event.getThrowableProxy();
            if (failure != null) {
                seen.add(root(failure));
            }
        }

        private static String root(IThrowableProxy failure) {
            var root = failure;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            var ours = Stream.of(failure.getStackTraceElementProxyArray(), root.getStackTraceElementProxyArray())
                    .flatMap(Stream::of)
                    .map(Object::toString)
                    .filter(each -> each.contains("org.msixcasework"))
                    .findFirst()
                    .orElse("");
            var message = String.valueOf(root.getMessage());
            return "%s: %s %s"
                    .formatted(root.getClassName(), message.substring(0, Math.min(160, message.length())), ours);
        }

        String taken() {
            var last = seen.pollLast();
            seen.clear();
            return last == null ? "nothing logged" : last;
        }
    }

    @Test
    void badInputIsRefusedWithAReasonAndLeavesNothing() throws IOException, SQLException {
        flow.entered();
        flow.uploaded("genesee");
        // so that a short run meets some of each kind
        var operations = new ArrayList<>(Operation.all(api, endpoints, mappings));
        Collections.shuffle(operations, new Random(SEED));
        var known = new Known(jdbc);
        var requests = new Requests(operations, PEOPLE, known);
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        failures.start();
        root.addAppender(failures);
        var began = System.nanoTime();
        try (var wire = new Wire(api.base());
                var trace = Trace.on(postgres.getPostgresDatabase())) {
            flow.received();
            assertThat(trace.taken()).as("what a request stores is seen").isNotEmpty();
            for (var index = FIRST; index < FIRST + REQUESTS; index++) {
                if ((index + 1) % KEYS_ARE_READ_EVERY == 0) {
                    known.lookAgain();
                    trace.taken();
                    System.out.printf("%d requests, %d kinds of findings%n", index + 1 - FIRST, findings.size());
                }
                send(index, requests.next(index, new Chance(SEED * 1_000_003 + index)), wire, trace);
            }
        } finally {
            root.detachAppender(failures);
        }
        System.out.printf(
                "Bad input: %d requests (seed %d, from %d) to %d operations %s in %d s, answered %s%n",
                REQUESTS,
                SEED,
                FIRST,
                requests.size(),
                requests.sources(),
                (System.nanoTime() - began) / 1_000_000_000,
                answers);

        assertThat(findings.entrySet().stream()
                        .limit(SHOWN)
                        .map(each -> "%s%n    %d times, for one: %s"
                                .formatted(
                                        each.getKey(),
                                        each.getValue().size(),
                                        each.getValue().get(0)))
                        .collect(Collectors.joining("\n", "", "\n")))
                .as(
                        "%d kinds of findings; repeat one with -Dfuzz.seed=%d -Dfuzz.first=<number> -Dfuzz.requests=1",
                        findings.size(), SEED)
                .isBlank();
    }

    private void send(int index, Request request, Wire wire, Trace trace) {
        Wire.Answer answer;
        try {
            var who = identity(request.who());
            // what a sign-in stores is not what the request stored
            trace.taken();
            answer = ask(request, who, wire);
            if (isSignedOut(request, answer)) {
                signedIn.remove(request.who());
                who = identity(request.who());
                trace.taken();
                answer = ask(request, who, wire);
            }
        } catch (IOException none) {
            found("No answer: " + none.getMessage(), index, request, "");
            return;
        }
        answers.merge(answer.status(), 1, Integer::sum);
        var written = trace.taken();
        var logged = failures.taken();
        var what = "%d %s %s (%s)"
                .formatted(
                        answer.status(),
                        request.method(),
                        request.operation().path(),
                        request.operation().source());
        if (answer.status() >= 500 && !isUnknownEncoding(request, answer)) {
            found("FAILS %s: %s".formatted(what, logged), index, request, answer.body());
        } else if (answer.status() >= 400) {
            refused(what, index, request, answer);
            if (!written.isEmpty()) {
                found("STORES " + what + ": " + written, index, request, answer.body());
            }
        }
        if (answer.type().startsWith("text/html")
                && MARKUP.matcher(answer.body()).find()) {
            found("MARKUP " + what, index, request, "");
        }
        if (answer.headers().containsKey("x-injected")) {
            found("HEADER " + what, index, request, "");
        }
    }

    private void refused(String what, int index, Request request, Wire.Answer answer) {
        // the engine's sentences name its classes; they do not tell more than its documentation
        var inside = (request.operation().source() == Operation.Source.ENGINE ? STACK : INSIDE).matcher(answer.body());
        if (inside.find()) {
            found("TELLS " + what + ": " + inside.group(), index, request, answer.body());
        }
        if (!request.isOfApi() || request.method().equals("HEAD") || asksForNoProblem(request)) {
            return;
        }
        var problem = read(answer.body());
        if (!answer.type().startsWith("application/problem+json")
                || problem.path("status").asInt() != answer.status()
                || problem.path("title").asText().isBlank()
                || problem.path("detail").asText().length() < 10) {
            found("NO PROBLEM " + what + " " + answer.type(), index, request, answer.body());
        }
    }

    /** The container says 501 to a transfer encoding that it does not know, as HTTP wants it. */
    private static boolean isUnknownEncoding(Request request, Wire.Answer answer) {
        return answer.status() == 501 && request.headers().contains("Transfer-Encoding: nonsense");
    }

    /** Who accepts no JSON, or says nonsense about the proxy he came through, gets a status and no body. */
    private static boolean asksForNoProblem(Request request) {
        return request.headers().stream()
                .anyMatch(line -> line.startsWith("X-Forwarded")
                        || line.startsWith("Forwarded")
                        || (line.startsWith("Accept: ") && !line.equals("Accept: application/json")));
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }

    private void found(String what, int index, Request request, String body) {
        var one = "number %d, %s%n    answered %s"
                .formatted(index, request, body.substring(0, Math.min(300, body.length())));
        if (!findings.containsKey(what)) {
            // a long run is read while it runs
            System.out.printf("FOUND %s%n    %s%n", what, one);
        }
        findings.computeIfAbsent(what, first -> new ArrayList<>()).add(one);
    }

    private Wire.Answer ask(Request request, List<String> who, Wire wire) throws IOException {
        var host = URI.create(api.base());
        var head = request.head(host.getHost() + ":" + host.getPort(), who);
        return wire.send(head, request.body(), request.method().equals("HEAD"));
    }

    private static boolean isSignedOut(Request request, Wire.Answer answer) {
        return !request.who().equals(Requests.NOBODY)
                && !request.who().equals(Requests.OTHER_SYSTEM)
                && (answer.status() == 401 || answer.header("location").endsWith("/sign-in"))
                && request.headers().stream()
                        .noneMatch(line -> line.startsWith("Authorization") || line.startsWith("Cookie"));
    }

    private List<String> identity(String who) {
        return switch (who) {
            case Requests.NOBODY -> List.of();
            case Requests.OTHER_SYSTEM ->
                List.of("Authorization: Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (who + ":" + Api.PASSWORD).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            default -> signedIn.computeIfAbsent(who, this::session);
        };
    }

    private List<String> session(String who) {
        var browser = new Browser(api.base()).signedInAs(who);
        var cookies = Stream.of("JSESSIONID", "CASEWORK-XSRF", "XSRF-TOKEN")
                .map(name -> name + "=" + value(browser, name))
                .collect(Collectors.joining("; "));
        return List.of(
                "Cookie: " + cookies,
                "X-CASEWORK-XSRF: " + value(browser, "CASEWORK-XSRF"),
                "X-XSRF-TOKEN: " + value(browser, "XSRF-TOKEN"));
    }

    private static @Nullable String value(Browser browser, String cookie) {
        return browser.cookie(cookie).orElse("");
    }
}
