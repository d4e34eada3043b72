package org.msixcasework.guide;

import java.util.Map;
import org.msixcasework.core.DemoClient;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Made-up guides in different places: begun, nearly finished, finished; and a daily query. */
@Component
@Profile("demo")
class DemoGuides {

    private static final Map<String, String> DONE = Map.of("outcome", "DONE");

    private final DemoClient demo;

    DemoGuides(DemoClient demo) {
        this.demo = demo;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(12)
    void show() {
        if (demo.get("sda", "/api/guides?region=oswego").at("/open/total").asInt() > 0) {
            return;
        }
        ticked("ds-oswego", open("ds-oswego", "ENROLLMENT", "NYXDEMO001001"), 2);
        ticked("tutor-oswego", open("tutor-oswego", "CREDIT_ACCRUAL", "NYXDEMO001001"), 3);
        ticked("recruiter-oswego", open("recruiter-oswego", "RECRUITMENT", "NYXDEMO001002"), 3);
        var finished = open("ds-oswego", "PLACEMENT", "NYXDEMO001002");
        ticked("ds-oswego", finished, 4);
        demo.post(
                "ds-oswego",
                "/api/guides/" + finished + "/finish",
                Map.of("note", "Placed in grade 2 with support in English, as at the school before."));
        demo.post("ds-oswego", "/api/guides/today", Map.of());
    }

    private String open(String user, String kind, String child) {
        demo.post(user, "/api/guides", Map.of("kind", kind, "studentId", child));
        for (var guide : demo.get(user, "/api/students/" + child + "/guides").path("items")) {
            if (guide.path("kind").asText().equals(kind)) {
                return guide.path("number").asText();
            }
        }
        throw new IllegalStateException("The guide was not opened");
    }

    private void ticked(String user, String number, int steps) {
        for (var step = 1; step <= steps; step++) {
            demo.post(user, "/api/guides/%s/steps/%d".formatted(number, step), DONE);
        }
    }
}
