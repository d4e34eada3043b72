package org.msixcasework.term;

import java.util.List;
import java.util.Map;
import org.msixcasework.core.DemoClient;
import org.msixcasework.core.Time;
import org.msixcasework.process.TimeMachine;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Made-up terms: one that ended and is due, one that is overdue, one that runs. */
@Component
@Profile("demo")
class DemoTerms {

    private final DemoClient demo;
    private final Time time;
    private final TimeMachine machine;

    DemoTerms(DemoClient demo, Time time, TimeMachine machine) {
        this.demo = demo;
        this.time = time;
        this.machine = machine;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(7)
    void show() {
        if (demo.knows(TermProcess.KEY)) {
            return;
        }
        term("T-DEMO-NORTHEAST", "northeast", 80, -10);
        term("T-DEMO-GENESEE", "genesee", 100, -40);
        term("T-DEMO-METRO", "metro", 60, 30);
        for (var ended : List.of("T-DEMO-NORTHEAST", "T-DEMO-GENESEE")) {
            demo.post("sda", "/api/terms/" + ended + "/close", Map.of());
        }
        machine.settle();
    }

    private void term(String id, String region, int startedDaysAgo, int endsInDays) {
        var today = time.today();
        demo.send(
                "sda",
                "PUT",
                "/api/terms/" + id,
                Map.of(
                        "region",
                        region,
                        "type",
                        "FALL",
                        "start",
                        today.minusDays(startedDaysAgo).toString(),
                        "end",
                        today.plusDays(endsInDays).toString()));
    }
}
