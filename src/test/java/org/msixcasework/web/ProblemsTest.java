package org.msixcasework.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msixcasework.support.Api;
import org.msixcasework.support.Browser;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.Samples;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Requests that end before or beside our controllers are refused in the same shape as all others. */
@CaseworkTest
class ProblemsTest {

    @Autowired
    Api api;

    @Autowired
    JdbcTemplate jdbc;

    @ParameterizedTest
    @ValueSource(strings = {"PROPFIND", "get"})
    void aMethodThatIsNotKnownIsRefusedWithAProblem(String method) {
        var answer = api.send("lead", method, "/api/board", null);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("status").asInt()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains("cannot be read");
    }

    @Test
    void anAddressThatTheFirewallRefusesIsAProblem() {
        var answer = api.get("lead", "/api/board;a=b");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("type").asText()).isEqualTo("/problems/bad-request");
    }

    @Test
    void anAddressThatTheContainerCannotReadIsAProblem() throws IOException {
        var base = URI.create(api.base());
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream()
                    .write("GET /api/[ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "\"type\":\"/problems/bad-request\"")
                    .doesNotContain("Tomcat");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/engine-rest/history/incident/count?open=true&resolved=true | 400 | Already querying for incident state",
                "/engine-rest/case-execution/none/localVariables/a | 404 | doesn't exist",
                "/engine-rest/task/none/deployed-form | 404 | no such task",
                // the engine leaves out the "and" between these two
                "/engine-rest/history/user-operation?deploymentId=a&processDefinitionKey=b | 400 | persistence",
                "/engine-rest/execution/count?signalEventSubscriptionName=%00 | 400 | persistence",
                "/engine-rest/metrics | 403 | not offered",
                "/engine-rest/metrics/x/sum | 403 | not offered",
            })
    void theEnginesOwnRefusalIsNoFailure(String path, int status, String sentence) {
        var answer = api.get("admin", path.strip());

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/documents?q=%00 | A text has a character that cannot be stored (U+0000).",
                "/configuration?page=2147483647 | There is no such page.",
                "/movealerts?from=-999999999-01-01 | A date is earlier or later than can be stored.",
            })
    void aValueThatCannotBeStoredIsTheFaultOfWhoSentIt(String path, String sentence) {
        var answer = new Browser(api.base()).signedInAs("lead").get(path.strip());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(sentence);
    }

    @Test
    void aWebappThatIsNotThereIsNotOffered() {
        assertThat(new Browser(api.base())
                        .signedInAs("lead")
                        .get("/camunda/app/none/default/")
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-Host | <b>:99999 | 400",
                "X-Forwarded-Proto | javascript | 400",
                "Content-Type | */* | 415",
                "X-Forwarded-Host | casework.example.org | 200",
            })
    void aHeaderThatIsNonsenseIsRefusedBeforeAnythingElse(String header, String value, int status) throws Exception {
        var asked = HttpRequest.newBuilder(URI.create(api.base() + "/api/board"))
                .header("Authorization", Api.basic("lead", Api.PASSWORD))
                .header(header, value)
                .build();

        var answer = HttpClient.newHttpClient().send(asked, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith(status == 200 ? "application/json" : "application/problem+json");
    }

    @Test
    void aUserWithoutAnIdIsNoFailure() {
        var answer = api.put("admin", "/engine-rest/user/ds-metro/profile", "{\"firstName\": \"Sampla\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void whoAcceptsNoAnswerOfOursIsRefusedBeforeAnythingIsHandedOut() throws Exception {
        var number = Samples.newNumber();
        api.put("mis2000", "/api/coes/" + number, Samples.coe(number).toString());
        var asked = HttpRequest.newBuilder(URI.create(api.base() + "/api/coes/" + number))
                .header("Authorization", Api.basic("mis2000", Api.PASSWORD))
                .header("Accept", "image/png")
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(asked, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(406);
        assertThat(jdbc.queryForObject(
                        "select count(*) from disclosure where part = ?", Integer.class, "certificate " + number))
                .isZero();
    }

    @Test
    void whoAcceptsNoAnswerOfOursIsRefusedBeforeAnythingIsStored() throws Exception {
        var number = Samples.newNumber();
        var coe = Samples.coe(number).toString();
        var asked = HttpRequest.newBuilder(URI.create(api.base() + "/api/coes/" + number))
                .header("Authorization", Api.basic("mis2000", Api.PASSWORD))
                .header("Content-Type", "application/json")
                .header("Accept", "text/csv")
                .PUT(HttpRequest.BodyPublishers.ofString(coe))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(asked, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(406);
        assertThat(jdbc.queryForObject("select count(*) from certificate where number = ?", Integer.class, number))
                .isZero();
        assertThat(api.put("mis2000", "/api/coes/" + number, coe).status()).isEqualTo(201);
    }
}
