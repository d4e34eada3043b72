package org.msixcasework.worklist;

import java.util.Map;
import org.msixcasework.core.DemoClient;
import org.msixcasework.core.Time;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A made-up absence, so that a task can be seen done by one for another. */
@Component
@Profile("demo")
class DemoAbsence {

    private final DemoClient demo;
    private final Time time;

    DemoAbsence(DemoClient demo, Time time) {
        this.demo = demo;
        this.time = time;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(8)
    void show() {
        if (!demo.get("sda", "/api/absences").path("items").isEmpty()) {
            return;
        }
        demo.post(
                "ds-oswego",
                "/api/absences",
                Map.of(
                        "user",
                        "ds-oswego",
                        "substitute",
                        "ds-cortland",
                        "from",
                        time.today().toString(),
                        "to",
                        time.today().plusDays(14).toString()));
    }
}
