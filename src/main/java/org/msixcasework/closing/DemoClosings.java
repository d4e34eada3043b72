package org.msixcasework.closing;

import java.util.Map;
import org.msixcasework.core.DemoClient;
import org.msixcasework.core.Time;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A tutor who leaves at the end of the month, one whose work is handed over, a report, and the reviews of the quarter. */
@Component
@Profile("demo")
class DemoClosings {

    private final DemoClient demo;
    private final AccessreviewProcess reviews;
    private final Time time;

    DemoClosings(DemoClient demo, AccessreviewProcess reviews, Time time) {
        this.demo = demo;
        this.reviews = reviews;
        this.time = time;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(4)
    void show() {
        if (demo.knows(ClosingProcess.KEY)) {
            return;
        }
        leaves("CL-DEMO-1", "tutor-fredonia", "rpd-fredonia", 20);
        leaves("CL-DEMO-2", "tutor-cortland", "rpd-cortland", 0);
        demo.complete("rpd-cortland", "CL-DEMO-2", "handOver", Map.of("colleague", "ds-cortland"));
        demo.post(
                "ds-metro",
                "/api/access-reports",
                Map.of("userId", "tutor-metro", "text", "Made-up report: sees more than the work requires."));
        reviews.openQuarter();
    }

    private void leaves(String key, String user, String director, int days) {
        demo.start(
                director,
                ClosingProcess.KEY,
                key,
                Map.of(
                        "userId",
                        user,
                        "reason",
                        "Made-up reason: takes up other work.",
                        "lastDay",
                        time.today().plusDays(days).toString()));
    }
}
