package org.msixcasework.merge;

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

/** Made-up items about records: one that nobody has looked at, one that waits for its decision. */
@Component
@Profile("demo")
class DemoMerges {

    private final DemoClient demo;
    private final Time time;
    private final TimeMachine machine;

    DemoMerges(DemoClient demo, Time time, TimeMachine machine) {
        this.demo = demo;
        this.time = time;
        this.machine = machine;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(5)
    void show() {
        if (demo.knows(MergeProcess.KEY)) {
            return;
        }
        raised("G-DEMO-1", "sda2", 3, "NYXDEMO001202", "NYXDEMO001302");
        raised("G-DEMO-2", "ds-northeast", 1, "NYXDEMO000101", "NYXDEMO000102");
        demo.complete(
                "ds-northeast", "G-DEMO-2", "contact", Map.of("contacted", true, "contactedWhom", "Sample school"));
        demo.complete(
                "ds-northeast",
                "G-DEMO-2",
                "advise",
                Map.of("advice", "Brother and sister, I think. Please compare the first names."));
        machine.settle();
    }

    private void raised(String key, String user, int daysAgo, String child, String other) {
        demo.start(
                user,
                MergeProcess.KEY,
                key,
                Map.of(
                        "kind",
                        "MERGE",
                        "msixIds",
                        msixId(child) + "," + msixId(other),
                        "receivedAt",
                        time.instant().minus(daysAgo, ChronoUnit.DAYS).toString(),
                        "reason",
                        "Both records seem to tell of one child."));
    }

    private String msixId(String child) {
        return demo.get("sda", "/api/students/" + child + "?purpose=PARTICIPATION")
                .get("msixId")
                .asText();
    }
}
