package org.msixcasework.recordsrequest;

import java.util.Map;
import org.msixcasework.core.DemoClient;
import org.msixcasework.core.Time;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Made-up requests for official records: open and overdue. */
@Component
@Profile("demo")
class DemoRecordsRequests {

    private final DemoClient demo;
    private final Time time;

    DemoRecordsRequests(DemoClient demo, Time time) {
        this.demo = demo;
        this.time = time;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(9)
    void show() {
        if (demo.knows(RecordsRequestProcess.KEY)) {
            return;
        }
        asked("S-DEMO-1", "ds-metro", "NYXDEMO001201", 3, "FAX");
        asked("S-DEMO-2", "ds-oswego", "NYXDEMO001001", 20, "MAIL");
    }

    private void asked(String key, String user, String child, int daysAgo, String channel) {
        demo.start(
                user,
                RecordsRequestProcess.KEY,
                key,
                Map.of(
                        "studentId",
                        child,
                        "school",
                        "Sample High School",
                        "schoolState",
                        "FL",
                        "requestedOn",
                        time.today().minusDays(daysAgo).toString(),
                        "channel",
                        channel));
    }
}
