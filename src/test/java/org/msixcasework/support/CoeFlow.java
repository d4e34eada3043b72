package org.msixcasework.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.msixcasework.process.TimeMachine;
import org.springframework.boot.test.context.TestComponent;

/** Takes a certificate a step further, always through the doors that people and systems use. */
@TestComponent
public class CoeFlow {

    private static final AtomicInteger RUNS = new AtomicInteger();

    private final Api api;
    private final TimeMachine time;

    CoeFlow(Api api, TimeMachine time) {
        this.api = api;
        this.time = time;
    }

    /** Stores the sample certificate under a new number and starts its case. */
    public String received() {
        return received("oswego");
    }

    /** As {@link #received()}, in a region. */
    public String received(String region) {
        var number = Samples.newNumber();
        var coe = Samples.coe(number).put("region", region);
        assertThat(api.put("mis2000", "/api/coes/" + number, coe.toString()).status())
                .isBetween(200, 201);
        assertThat(api.start("mis2000", "coe", number, Map.of("region", region)).status())
                .isEqualTo(200);
        return number;
    }

    /** As {@link #received()}, approved by the reviewer. */
    public String approved() {
        return approved("oswego");
    }

    /** As {@link #approved()}, in a region. */
    public String approved(String region) {
        var number = received(region);
        approve(number);
        return number;
    }

    /** The reviewer approves what waits for him. */
    public void approve(String number) {
        assertThat(api.complete("idr", number, "review", Map.of("decision", "APPROVE"))
                        .status())
                .isEqualTo(204);
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

    /** A certificate of a region whose two children MSIX has accepted; see {@link Samples#child(String, int)}. */
    public String uploaded(String region) {
        var number = approved(region);
        elementsArrive(number);
        enter(number, region);
        uploads();
        assertThat(of(number).get("outcome").asText()).isEqualTo("uploaded");
        return number;
    }

    public void enter(String number) {
        enter(number, "oswego");
    }

    private void enter(String number, String region) {
        var answer = api.complete("ds-" + region, number, "enterRecord", Map.of("searched", true));
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        time.settle();
    }

    /** Runs the nightly upload now, lets MSIX answer and reads its answer. */
    public void uploads() {
        assertThat(api.start("sda", "upload", "U-TEST-" + RUNS.incrementAndGet(), Map.of())
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
