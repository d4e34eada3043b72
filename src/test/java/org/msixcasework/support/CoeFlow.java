package org.msixcasework.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.msixcasework.process.TimeMachine;
import org.springframework.boot.test.context.TestComponent;

/** Takes a certificate a step further, always through the doors that people and systems use. */
@TestComponent
public class CoeFlow {

    private final Api api;
    private final TimeMachine time;

    CoeFlow(Api api, TimeMachine time) {
        this.api = api;
        this.time = time;
    }

    /** Stores the sample certificate under a new number and starts its case. */
    public String received() {
        var number = Samples.newNumber();
        assertThat(api.put("mis2000", "/api/coes/" + number, Samples.coe(number).toString())
                        .status())
                .isBetween(200, 201);
        assertThat(api.start("mis2000", "coe", number, Map.of("region", "oswego"))
                        .status())
                .isEqualTo(200);
        return number;
    }

    /** As {@link #received()}, approved by the reviewer. */
    public String approved() {
        var number = received();
        assertThat(api.complete("idr", number, "review", Map.of("decision", "APPROVE"))
                        .status())
                .isEqualTo(204);
        return number;
    }

    /** MIS2000 sends every applicable element of both children. */
    public void elementsArrive(String number) {
        put(Samples.secondaryStudent(Samples.child(number, 1)));
        put(Samples.primaryStudent(Samples.child(number, 2)));
    }

    public void put(JsonNode student) {
        var answer = api.put(
                "mis2000", "/api/students/" + student.get("stateStudentId").asText(), student.toString());
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
    }

    /** As {@link #approved()}, complete and entered by the data specialist; it waits for the next file. */
    public String entered() {
        var number = approved();
        elementsArrive(number);
        enter(number);
        return number;
    }

    public void enter(String number) {
        var answer = api.complete("ds-oswego", number, "enterRecord", Map.of("searched", true));
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        time.settle();
    }

    /** Runs the nightly upload now, lets MSIX answer and reads its answer. */
    public void uploads() {
        assertThat(api.post("sda", "/engine-rest/process-definition/key/upload/start", Map.of())
                        .status())
                .isEqualTo(200);
        time.settle();
    }

    /** What the register says of the case. */
    public JsonNode of(String number) {
        return api.get("sda", "/api/cases/coe/" + number).json();
    }

    /** The one clock of the case. */
    public JsonNode clock(String number) {
        return of(number).get("clocks").get(0);
    }

    /** The elements of the diagram whose tasks are open. */
    public List<String> tasks(String number) {
        return api.tasks("sda", number).stream()
                .map(task -> task.get("taskDefinitionKey").asText())
                .toList();
    }
}
