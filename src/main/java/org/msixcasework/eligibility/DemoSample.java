package org.msixcasework.eligibility;

import java.util.Map;
import org.msixcasework.core.DemoClient;
import org.msixcasework.core.ReportingYear;
import org.msixcasework.core.Time;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The re-interview sample of the current reporting year, with a first result. */
@Component
@Profile("demo")
class DemoSample {

    private final DemoClient demo;
    private final Reinterviews reinterviews;
    private final Time time;

    DemoSample(DemoClient demo, Reinterviews reinterviews, Time time) {
        this.demo = demo;
        this.reinterviews = reinterviews;
        this.time = time;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(10)
    void show() {
        if (!reinterviews.samples().isEmpty()) {
            return;
        }
        var year = ReportingYear.of(time.today());
        demo.post("idr", "/api/reinterviews", Map.of("year", year, "size", 8));
        var first = demo.get("idr", "/api/reinterviews/" + year).at("/children/0/stateStudentId");
        demo.send(
                "idr",
                "PUT",
                "/api/reinterviews/%d/%s".formatted(year, first.asText()),
                Map.of("result", "ELIGIBLE", "on", time.today().toString()));
    }
}
