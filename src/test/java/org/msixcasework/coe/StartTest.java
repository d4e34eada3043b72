package org.msixcasework.coe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.msixcasework.support.Api;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.CoeFlow;
import org.msixcasework.support.Samples;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Starts over {@code /engine-rest}, good and bad (design, decision 4). */
@CaseworkTest
class StartTest {

    private static final String START = "/engine-rest/process-definition/key/coe/start";

    @Autowired
    Api api;

    @Autowired
    CoeFlow flow;

    @Autowired
    JdbcTemplate jdbc;

    record Bad(String name, String body, String field) {
        @Override
        public String toString() {
            return name;
        }
    }

    private String storedNumber() {
        var number = Samples.newNumber();
        api.put("mis2000", "/api/coes/" + number, Samples.coe(number).toString());
        return number;
    }

    static Stream<Bad> badStarts() {
        return Stream.of(
                new Bad("no region", variables(""), "region"),
                new Bad("no business key", "{\"variables\":{\"region\":{\"value\":\"oswego\"}}}", "businessKey"),
                new Bad(
                        "unknown variable",
                        variables("\"region\":{\"value\":\"oswego\"},\"surprise\":{\"value\":1}"),
                        "surprise"),
                new Bad("region as number", variables("\"region\":{\"value\":7,\"type\":\"Integer\"}"), "region"),
                new Bad("region as object", variables("\"region\":{\"value\":\"{}\",\"type\":\"Json\"}"), "region"),
                new Bad("unknown region", variables("\"region\":{\"value\":\"atlantis\"}"), "region"),
                new Bad("another region", variables("\"region\":{\"value\":\"metro\"}"), "region"),
                new Bad(
                        "no date",
                        variables("\"region\":{\"value\":\"oswego\"},\"approvedOn\":{\"value\":\"soon\"}"),
                        "approvedOn"),
                new Bad(
                        "a day to come",
                        variables("\"region\":{\"value\":\"oswego\"},\"approvedOn\":{\"value\":\"2099-01-01\"}"),
                        "approvedOn"),
                new Bad(
                        "unknown certificate",
                        "{\"businessKey\":\"NY-0000-000000\",\"variables\":{\"region\":{\"value\":\"oswego\"}}}",
                        "businessKey"),
                new Bad(
                        "key with a space",
                        "{\"businessKey\":\"NY 1\",\"variables\":{\"region\":{\"value\":\"oswego\"}}}",
                        "businessKey"),
                new Bad("a megabyte", variables("\"region\":{\"value\":\"" + "x".repeat(1_000_000) + "\"}"), "region"));
    }

    private static String variables(String variables) {
        return "{\"businessKey\":\"KEY\",\"variables\":{" + variables + "}}";
    }

    @ParameterizedTest
    @MethodSource("badStarts")
    void aBadStartNamesTheFieldAndStoresNothing(Bad bad) throws Exception {
        var number = storedNumber();
        var before = rows();

        var answer = api.post("mis2000", START, bad.body().replace("KEY", number));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("errors").findValuesAsText("field")).contains(bad.field());
        assertThat(answer.json().get("errors").findValuesAsText("why"))
                .allSatisfy(why -> assertThat(why).isNotBlank());
        assertThat(rows()).isEqualTo(before);
        assertThat(new ObjectMapper().readTree(answer.body()).get("status").asInt())
                .isEqualTo(400);
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        var answer = api.post(
                "mis2000", START, "{\"variables\":{\"approvedOn\":{\"value\":\"x\"},\"surprise\":{\"value\":\"y\"}}}");

        assertThat(answer.json().get("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("businessKey", "region", "approvedOn", "surprise");
    }

    @ParameterizedTest
    @MethodSource("junk")
    void junkIsRefusedWithoutA500(String junk) {
        var before = rows();

        var answer = api.post("mis2000", START, junk);

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(rows()).isEqualTo(before);
    }

    static Stream<String> junk() {
        return Stream.of(
                "", "{", "[]", "null", "\"text\"", "{\"variables\":7}", "x".repeat(1_000_000), "[".repeat(100_000));
    }

    @Test
    void aSecondStartIsAConflictThatNamesTheCase() {
        var number = flow.received();

        var again = api.start("mis2000", "coe", number, Map.of("region", "oswego"));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("detail").asText()).contains("/api/cases/coe/" + number);
    }

    @Test
    void aClosedCaseIsNotStartedAgain() {
        var number = flow.received();
        api.complete("idr", number, "review", Map.of("decision", "DENY", "reason", "No move"));

        assertThat(api.start("mis2000", "coe", number, Map.of("region", "oswego"))
                        .status())
                .isBetween(400, 409);
        assertThat(flow.of(number).get("outcome").asText()).isEqualTo("denied");
    }

    @Test
    void whoMayNotStartIsRefused() {
        var number = storedNumber();

        assertThat(api.start("tutor-oswego", "coe", number, Map.of("region", "oswego"))
                        .status())
                .isEqualTo(403);
        assertThat(api.start("recruiter-metro", "coe", number, Map.of("region", "oswego"))
                        .status())
                .isEqualTo(403);
        assertThat(api.start("recruiter-oswego", "coe", number, Map.of("region", "oswego"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void twentyParallelStartsMakeOneCaseAndNineteenConflicts() throws Exception {
        var number = storedNumber();
        var pool = Executors.newFixedThreadPool(20);
        Callable<Integer> start = () ->
                api.start("mis2000", "coe", number, Map.of("region", "oswego")).status();

        var answers = pool.invokeAll(IntStream.range(0, 20).mapToObj(i -> start).toList()).stream()
                .map(answer -> {
                    try {
                        return answer.get();
                    } catch (Exception failed) {
                        throw new AssertionError(failed);
                    }
                })
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
        pool.shutdown();

        assertThat(answers).isEqualTo(Map.of(200, 1L, 409, 19L));
        assertThat(flow.tasks(number)).containsExactly("review");
    }

    private Map<String, Integer> rows() {
        return Stream.of(
                        "case_file",
                        "case_journal",
                        "act_ru_execution",
                        "act_ru_variable",
                        "act_ru_task",
                        "act_hi_procinst")
                .collect(Collectors.toMap(
                        table -> table, table -> jdbc.queryForObject("select count(*) from " + table, Integer.class)));
    }
}
