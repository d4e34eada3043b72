package org.msixcasework.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.msixcasework.core.Time;
import org.msixcasework.process.TimeMachine;
import org.springframework.beans.factory.annotation.Autowired;

/** What the scenarios of every case type do: they begin on a Friday morning and look at cases over the API. */
@CaseworkTest
public abstract class Scenario {

    protected static final LocalDate FRIDAY = LocalDate.of(2026, 9, 11);

    @Autowired
    protected Api api;

    @Autowired
    protected CoeFlow flow;

    @Autowired
    protected TimeMachine time;

    @Autowired
    protected RuntimeService runtime;

    @Autowired
    protected EngineDump engine;

    @Autowired
    private ManagementService management;

    @Autowired
    private Time clock;

    private final String process;

    /** @param process key of the case type */
    protected Scenario(String process) {
        this.process = process;
    }

    protected static Instant at(LocalDate day, int hour) {
        return day.atTime(LocalTime.of(hour, 0)).atZone(Time.ZONE).toInstant();
    }

    @BeforeEach
    void fridayMorning() {
        time.travelTo(at(FRIDAY, 9));
    }

    @AfterEach
    void backToFriday() {
        time.moveTo(at(FRIDAY, 9));
    }

    /** The case as the State data administrator reads it. */
    protected JsonNode of(String key) {
        return api.get("sda", "/api/cases/" + process + "/" + key).json();
    }

    /** Runs the timers of one case that are due, and of no other: a leap over months would run whatever all tests left. */
    protected void timersOf(String key) {
        var instance = of(key).get("processInstanceId").asText();
        for (var round = 0; round < 3; round++) {
            management.createJobQuery().processInstanceId(instance).list().stream()
                    .filter(job -> !job.getDuedate().toInstant().isAfter(clock.instant()))
                    .forEach(job -> management.executeJob(job.getId()));
        }
    }

    /** The first clock of a duty. */
    protected JsonNode clock(String key, String deadline) {
        for (var clock : of(key).get("clocks")) {
            if (clock.get("deadline").asText().equals(deadline)) {
                return clock;
            }
        }
        throw new AssertionError("no clock " + deadline);
    }

    /** The open tasks of a case that a user sees, by their elements in the diagram. */
    protected List<String> tasks(String user, String key) {
        return api.tasks(user, key).stream()
                .map(task -> task.get("taskDefinitionKey").asText())
                .sorted()
                .toList();
    }

    protected List<String> tasks(String key) {
        return tasks("sda", key);
    }

    /** Incidents "overdue" of a case. */
    protected long overdue(String key) {
        return runtime.createIncidentQuery()
                .processInstanceId(of(key).get("processInstanceId").asText())
                .incidentType("overdue")
                .count();
    }

    protected void done(String user, String key, String task, Map<String, ?> fields) {
        var answer = api.complete(user, key, task, fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        time.settle();
    }

    /** The fields that a refusal names. */
    protected static List<String> fields(Api.Answer answer) {
        return answer.json().get("errors").findValuesAsText("field");
    }

    protected Browser browser(String user) {
        return new Browser(api.base()).signedInAs(user);
    }
}
