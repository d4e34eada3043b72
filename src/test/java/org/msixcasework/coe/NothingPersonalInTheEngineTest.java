package org.msixcasework.coe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.msixcasework.process.TimeMachine;
import org.msixcasework.support.Api;
import org.msixcasework.support.CaseworkTest;
import org.msixcasework.support.CoeFlow;
import org.msixcasework.support.EngineDump;
import org.msixcasework.support.Samples;
import org.springframework.beans.factory.annotation.Autowired;

/** The engine keeps tokens, timers and keys; persons stand in the record store alone (design, decision 3). */
@CaseworkTest
class NothingPersonalInTheEngineTest {

    /** Fields of the samples that name or describe a person. */
    private static final Set<String> PERSONAL = Set.of(
            "firstName", "middleName", "lastName1", "lastName2", "birthDate", "line1", "telephone", "email", "name");

    @Autowired
    Api api;

    @Autowired
    CoeFlow flow;

    @Autowired
    TimeMachine time;

    @Autowired
    EngineDump engine;

    @Test
    void aDumpOfTheEnginesTablesHoldsNothingThatWasSent() {
        var number = flow.approved();
        flow.elementsArrive(number);
        api.complete("ds-oswego", number, "enterRecord", Map.of("searched", false));
        flow.enter(number);
        flow.uploads();
        var returned = flow.received();
        api.complete(
                "idr", returned, "review", Map.of("decision", "RETURN", "reason", "Ask Sampla Ejemplo, 3155550100"));
        var sent = new TreeSet<String>();
        collect(Samples.coe(number), sent::add);
        collect(Samples.coe(returned), sent::add);
        sent.add("Ask Sampla");

        var dump = engine.read();

        assertThat(sent)
                .hasSizeGreaterThan(12)
                .allSatisfy(value -> assertThat(dump).doesNotContain(value.toLowerCase(Locale.ROOT)));
        assertThat(dump).contains(number.toLowerCase(Locale.ROOT));
    }

    @Test
    void whatIsSmuggledInWithACompletionIsRefusedAndNotKept() {
        var number = flow.received();

        var answer =
                api.complete("idr", number, "review", Map.of("decision", "APPROVE", "smuggled", "Zmuggela Ejemplo"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").findValuesAsText("field")).containsExactly("smuggled");
        assertThat(engine.read()).doesNotContain("zmuggela");
    }

    private static void collect(JsonNode node, Consumer<String> sink) {
        node.fields().forEachRemaining(field -> {
            if (PERSONAL.contains(field.getKey())
                    && field.getValue().isTextual()
                    && field.getValue().asText().length() > 2) {
                sink.accept(field.getValue().asText());
            }
            collect(field.getValue(), sink);
        });
        if (node.isArray()) {
            node.forEach(child -> collect(child, sink));
        }
    }
}
