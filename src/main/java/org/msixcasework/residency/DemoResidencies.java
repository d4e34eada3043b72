package org.msixcasework.residency;

import java.util.HashMap;
import java.util.Map;
import org.msixcasework.core.DemoClient;
import org.msixcasework.core.Time;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Made-up changes of residency: due, overdue, and parked because nothing new exists. */
@Component
@Profile("demo")
class DemoResidencies {

    private final DemoClient demo;
    private final Time time;

    DemoResidencies(DemoClient demo, Time time) {
        this.demo = demo;
        this.time = time;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(2)
    void show() {
        if (demo.knows(ResidencyProcess.KEY)) {
            return;
        }
        moved("R-DEMO-1", "ds-northeast", "NYXDEMO000102", 1, Map.of("toState", "FL"));
        moved("R-DEMO-2", "ds-oswego", "NYXDEMO001002", 12, Map.of("toState", "PA"));
        moved(
                "R-DEMO-3",
                "ds-genesee",
                "NYXDEMO001102",
                3,
                Map.of("toState", "NY", "toRegion", "midhudson", "toDistrict", "3600009"));
        demo.complete("ds-genesee", "R-DEMO-3", "submitUpdates", Map.of("outcome", "NOTHING_NEW"));
    }

    private void moved(String key, String user, String child, int daysAgo, Map<String, String> where) {
        var fields = new HashMap<>(where);
        fields.put("studentId", child);
        fields.put("trigger", "DEPARTURE_FORM");
        fields.put("receivedOn", time.today().minusDays(daysAgo).toString());
        demo.start(user, ResidencyProcess.KEY, key, fields);
    }
}
