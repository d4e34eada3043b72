package org.msixcasework.movealert;

import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.msixcasework.core.DemoClient;
import org.msixcasework.core.Time;
import org.msixcasework.process.TimeMachine;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Made-up move alerts: to be passed on, late, being looked for, to be sent. */
@Component
@Profile("demo")
class DemoAlerts {

    /** An MSIX ID that no child of the demo has. */
    private static final String UNKNOWN_CHILD = "999000111222";

    private final DemoClient demo;
    private final Time time;
    private final TimeMachine machine;

    DemoAlerts(DemoClient demo, Time time, TimeMachine machine) {
        this.demo = demo;
        this.time = time;
        this.machine = machine;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(6)
    void show() {
        if (demo.knows(MovealertProcess.KEY)) {
            return;
        }
        incoming("A-DEMO-1", 2, "FL", "Sodus");
        incoming("A-DEMO-2", 70, "GA", "Goshen");
        incoming("A-DEMO-3", 6, "PA", "Albion");
        demo.complete("sda", "A-DEMO-3", "contactRegion", Map.of("toRegion", "brockport", "contacted", true));
        demo.start(
                "ds-metro",
                MovealertProcess.KEY,
                "A-DEMO-4",
                Map.of(
                        "direction",
                        "OUTGOING",
                        "msixId",
                        demo.get("sda", "/api/students/NYXDEMO001202?purpose=PARTICIPATION")
                                .get("msixId")
                                .asText(),
                        "otherState",
                        "FL",
                        "town",
                        "Immokalee",
                        "note",
                        "The family travels with the crew. Call 315-555-0100.",
                        "recipientEmail",
                        "mep@example.org",
                        "noticedAt",
                        time.instant().toString()));
        machine.settle();
    }

    private void incoming(String key, int hoursAgo, String state, String town) {
        demo.start(
                "sda",
                MovealertProcess.KEY,
                key,
                Map.of(
                        "direction",
                        "INCOMING",
                        "msixId",
                        UNKNOWN_CHILD,
                        "otherState",
                        state,
                        "town",
                        town,
                        "noticedAt",
                        time.instant().minus(hoursAgo, ChronoUnit.HOURS).toString()));
    }
}
