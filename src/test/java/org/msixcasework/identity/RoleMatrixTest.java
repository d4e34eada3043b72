package org.msixcasework.identity;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.CoeFlow;
import org.msixcasework.support.Endpoints;
import org.msixcasework.support.Endpoints.Endpoint;
import org.msixcasework.support.Root;
import org.msixcasework.support.Samples;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Walks everything that answers over HTTP as every role and as nobody, and compares who is let in to the role matrix
 * (SEC-3). The requests ask for what does not exist, so that nothing is changed: whoever is let in gets a 404 or a 400.
 */
@CaseworkTest
class RoleMatrixTest {

    /** Somebody of each role; regional roles in one region. */
    private static final Map<String, String> PEOPLE = Map.ofEntries(
            Map.entry(Roles.IDR_REVIEWER, "idr"),
            Map.entry(Roles.STATE_DATA_ADMINISTRATOR, "sda"),
            Map.entry(Roles.STATE_USER_ADMINISTRATOR, "sua"),
            Map.entry(Roles.STATE_REGION_ADMINISTRATOR, "sra"),
            Map.entry(Roles.MSIX_STATE_LEAD, "lead"),
            Map.entry(Roles.PRIVACY_ACT_ADMINISTRATOR, "paa"),
            Map.entry(Roles.GOVERNMENT_ADMINISTRATOR, "gva"),
            Map.entry(Roles.TECHNICAL, "mis2000"),
            Map.entry(Roles.ADMINISTRATOR, "admin"),
            Map.entry(Roles.RECRUITER, "recruiter-oswego"),
            Map.entry(Roles.DATA_SPECIALIST, "ds-oswego"),
            Map.entry(Roles.REGIONAL_DIRECTOR, "rpd-oswego"),
            Map.entry(Roles.TUTOR, "tutor-oswego"));

    /** Reached by other systems; everything else by people with a session. */
    private static final Pattern BASIC = Pattern.compile("/(engine-rest|api|v3|demo)(/.*)?");

    /** Ends the session that asks, or all others of its user. */
    private static final Pattern WAY_OUT = Pattern.compile("/sign-out|.*/logout|(/api)?/sessions/end-others");

    /** The engine's name in an address; every other placeholder stands for something that does not exist. */
    private static final Pattern ENGINE_NAME = Pattern.compile("\\{(name|engine|engineName|processEngineName)}");

    /** Shows what went wrong, and so a 500 where nothing did. */
    private static final String ERROR_PAGE = "/error";

    private static final String ENGINE_LOG = "org.camunda.bpm.engine.rest";

    @Autowired
    Api api;

    @Autowired
    CoeFlow flow;

    @Autowired
    Endpoints endpoints;

    @Autowired
    RepositoryService repository;

    @Autowired
    TaskService tasks;

    @Autowired
    LoggingSystem logging;

    /** How one role was answered. */
    private record Answer(int status, boolean toSignIn) {

        boolean isRefusal() {
            return toSignIn || status == 401 || status == 403;
        }

        boolean isRefusalOf(String role) {
            return RoleMatrix.ANYBODY.equals(role) ? toSignIn || status == 401 : status == 403;
        }

        @Override
        public String toString() {
            return toSignIn ? "to the sign-in" : String.valueOf(status);
        }
    }

    @BeforeEach
    void silence() {
        // the engine logs each thing that does not exist with its stack
        logging.setLogLevel(ENGINE_LOG, LogLevel.OFF);
    }

    @AfterEach
    void speakAgain() {
        Root.forgetSessions();
        logging.setLogLevel(ENGINE_LOG, null);
    }

    @Test
    void everyRoleIsLetInWhereTheMatrixSaysAndNowhereElse() throws Exception {
        var all = endpoints.all();
        var functions = RoleMatrix.functions();
        var table = RoleMatrix.endpoints();
        assertThat(PEOPLE.keySet()).containsExactlyInAnyOrderElementsOf(RoleMatrix.roles());
        assertThat(functions.keySet()).containsAll(Set.copyOf(table.values()));

        var answers = walk(all);

        var complaints = new ArrayList<String>();
        var unknown = new TreeSet<String>();
        for (var endpoint : all) {
            var answered = answers.getOrDefault(endpoint, Map.of());
            var function = table.get(endpoint.key());
            if (function == null) {
                // the spelled-out addresses are the same lines, and fewer roles try them
                if (!isSpelledOut(endpoint)) {
                    unknown.add(endpoint.key() + "," + suggestion(answered, functions));
                }
                continue;
            }
            var roles = Objects.requireNonNull(functions.get(function)).roles();
            answered.forEach((role, answer) -> {
                var allowed = roles.contains(role)
                        && !(Roles.TECHNICAL.equals(role)
                                && endpoint.isBelowTheWebapps()
                                && !roles.contains(RoleMatrix.ANYBODY));
                if (allowed && answer.isRefusal()) {
                    complaints.add("%s must be let in: %s as %s, answered %s"
                            .formatted(role, said(endpoint), function, answer));
                } else if (!allowed && !answer.isRefusalOf(role)) {
                    complaints.add("%s must be refused: %s is for %s, answered %s"
                            .formatted(role, said(endpoint), function, answer));
                }
                if (answer.status() >= 500 && isOurs(endpoint)) {
                    complaints.add("%s breaks: %s answered %s".formatted(role, said(endpoint), answer));
                }
            });
        }
        var there = all.stream().map(Endpoint::key).collect(toCollection(TreeSet::new));
        var gone = table.keySet().stream().filter(key -> !there.contains(key)).toList();

        assertThat(Stream.of(
                                section(
                                        "Endpoints that are not in docs/role-matrix.csv. Decide who needs each, see to it "
                                                + "that nobody else is let in (SignInConfiguration.rules, EngineDoors), and add "
                                                + "its line with the function it belongs to. Offered is who is let in now:",
                                        unknown),
                                section("Lines of docs/role-matrix.csv whose endpoint is gone; take them away:", gone),
                                section("Who is let in is not what docs/role-matrix.md says:", complaints))
                        .collect(joining()))
                .isEmpty();
    }

    private static String section(String title, Iterable<String> lines) {
        var text = String.join("\n", lines);
        return text.isEmpty() ? "" : "\n%s\n\n%s\n".formatted(title, text);
    }

    private static String said(Endpoint endpoint) {
        return endpoint.method() + " " + endpoint.path();
    }

    private static boolean isOurs(Endpoint endpoint) {
        return !endpoint.isOfTheEngine() && !endpoint.isBelowTheWebapps() && !ERROR_PAGE.equals(endpoint.row());
    }

    /** The functions that are had by exactly those who are let in. */
    private static String suggestion(Map<String, Answer> answers, Map<String, RoleMatrix.Line> functions) {
        var letIn = answers.entrySet().stream()
                .filter(each -> !each.getValue().isRefusal())
                .map(Map.Entry::getKey)
                .collect(toCollection(TreeSet::new));
        var fitting = functions.values().stream()
                .filter(function -> function.roles().equals(letIn))
                .map(RoleMatrix.Line::key)
                .collect(joining(" or "));
        return fitting.isEmpty() ? "a function of " + letIn : fitting;
    }

    private Map<Endpoint, Map<String, Answer>> walk(Set<Endpoint> all) throws Exception {
        var walkers = Executors.newFixedThreadPool(2 * Runtime.getRuntime().availableProcessors());
        try {
            var running = new HashMap<String, Future<Map<Endpoint, Answer>>>();
            Stream.concat(RoleMatrix.roles().stream(), Stream.of(RoleMatrix.ANYBODY))
                    .forEach(role -> running.put(role, walkers.submit(() -> walk(all, role))));
            var answers = new TreeMap<Endpoint, Map<String, Answer>>();
            for (var walk : running.entrySet()) {
                walk.getValue()
                        .get()
                        .forEach((endpoint, answer) -> answers.computeIfAbsent(endpoint, first -> new TreeMap<>())
                                .put(walk.getKey(), answer));
            }
            return answers;
        } finally {
            walkers.shutdownNow();
        }
    }

    private Map<Endpoint, Answer> walk(Set<Endpoint> all, String role) {
        var person = PEOPLE.get(role);
        var browser = arrived(person);
        var answers = new HashMap<Endpoint, Answer>();
        var tried = all.stream()
                .filter(endpoint -> !isSpelledOut(endpoint) || person == null || Roles.TUTOR.equals(role))
                .collect(partitioningBy(
                        endpoint -> WAY_OUT.matcher(endpoint.path()).matches()));
        for (var endpoint : Objects.requireNonNull(tried.get(false))) {
            answers.put(endpoint, ask(endpoint, person, browser));
        }
        for (var endpoint : Objects.requireNonNull(tried.get(true))) {
            answers.put(endpoint, ask(endpoint, person, arrived(person)));
        }
        return answers;
    }

    /** Signed in or not, with the tokens of the pages, so that a refusal is about rights. */
    private Browser arrived(@Nullable String person) {
        var browser = new Browser(api.base());
        if (person == null) {
            browser.get("/sign-in");
            return browser;
        }
        return browser.signedInAs(person);
    }

    /** The same resources of the same servlet with the engine's name in the address; nobody and one role try these. */
    private static boolean isSpelledOut(Endpoint endpoint) {
        return endpoint.path().startsWith("/engine-rest/engine/{name}");
    }

    private Answer ask(Endpoint endpoint, @Nullable String person, Browser browser) {
        var path = ENGINE_NAME
                .matcher(endpoint.path())
                .replaceAll("default")
                .replaceAll("\\{[^}]*}", "no-such-id")
                .replace("*", "x");
        var body = Set.of("POST", "PUT", "PATCH").contains(endpoint.method()) ? "{}" : null;
        if (person != null && BASIC.matcher(path).matches()) {
            return new Answer(api.send(person, endpoint.method(), path, body).status(), false);
        }
        var answer = "GET".equals(endpoint.method()) ? browser.get(path) : browser.send(endpoint.method(), path, body);
        var to = Browser.header(answer, "Location");
        return new Answer(answer.statusCode(), answer.statusCode() == 302 && to.endsWith("/sign-in"));
    }

    @Test
    void everyProcessIsStartedByTheRolesOfTheMatrixAndNoOthers() {
        var processes = repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .map(ProcessDefinition::getKey)
                .collect(toCollection(TreeSet::new));
        var starts = RoleMatrix.starts();
        assertThat(starts.keySet()).containsExactlyInAnyOrderElementsOf(processes);

        var complaints = new ArrayList<String>();
        starts.forEach((process, line) -> {
            // with a field that no process has: whoever may start it is told so
            var path = "/engine-rest/process-definition/key/" + process + "/start";
            var letIn = rolesThat(person -> {
                var status = api.post(person, path, "{\"variables\":{\"surprise\":{\"value\":\"y\"}}}")
                        .status();
                assertThat(status).as(person + " starts " + process).isIn(400, 403);
                return status == 400;
            });
            complain(process, line.roles(), letIn, complaints);
        });

        assertThat(section("Who starts what is not what docs/role-matrix.md says:", complaints))
                .isEmpty();
    }

    @Test
    void everyRoleSeesInTheListsWhatTheMatrixSaysAndOtherRegionsSeeNoneOfIt() {
        var number = flow.received();
        api.complete("idr", number, "review", Map.of("decision", "RETURN", "reason", "Unsigned"));
        var approved = flow.approved();
        flow.elementsArrive(approved);
        var task = tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult();

        var complaints = new ArrayList<String>();
        RoleMatrix.sights().forEach((answer, line) -> {
            var path = answer.replace("{case}", number)
                    .replace("{instance}", task.getProcessInstanceId())
                    .replace("{task}", task.getId())
                    .replace("{child}", Samples.child(approved, 1));
            complain(answer, line.roles(), rolesThat(person -> sees(person, path)), complaints);
            if (!path.equals(answer)) {
                for (var stranger : List.of("recruiter-metro", "ds-metro", "rpd-metro", "tutor-metro")) {
                    if (sees(stranger, path)) {
                        complaints.add("%s: %s of another region sees it".formatted(answer, stranger));
                    }
                }
            }
        });

        assertThat(section("Who sees what is not what docs/role-matrix.md says:", complaints))
                .isEmpty();
    }

    private static Set<String> rolesThat(Predicate<String> person) {
        return RoleMatrix.roles().stream()
                .filter(role -> person.test(Objects.requireNonNull(PEOPLE.get(role))))
                .collect(toCollection(TreeSet::new));
    }

    private static void complain(String what, Set<String> allowed, Set<String> really, List<String> complaints) {
        var tooMany = really.stream().filter(role -> !allowed.contains(role)).toList();
        var missing = allowed.stream().filter(role -> !really.contains(role)).toList();
        if (!tooMany.isEmpty() || !missing.isEmpty()) {
            complaints.add("%s: not in the matrix %s, only in the matrix %s".formatted(what, tooMany, missing));
        }
    }

    /** Whether a list has a line, or a thing is shown. */
    private boolean sees(String person, String path) {
        var answer = api.get(person, path);
        assertThat(answer.status()).as(person + " asks " + path).isIn(200, 403, 404);
        return answer.status() == 200 && !isEmpty(answer.json());
    }

    private static boolean isEmpty(JsonNode json) {
        return json.isContainerNode() && json.isEmpty();
    }
}
