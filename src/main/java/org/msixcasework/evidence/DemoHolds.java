package org.msixcasework.evidence;

import java.util.Map;
import org.msixcasework.core.DemoClient;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Made-up legal holds: one on an application for access in force, one on an account that was lifted. */
@Component
@Profile("demo")
class DemoHolds {

    private final DemoClient demo;

    DemoHolds(DemoClient demo) {
        this.demo = demo;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(11)
    void show() {
        if (!demo.get("sua", "/api/holds").isEmpty()) {
            return;
        }
        place("ACCOUNT", "gva", "Docket 26-0017 of a made-up court");
        var hold = demo.get("sua", "/api/holds").get(0).get("hold").get("id").asLong();
        demo.post("lead", "/api/holds/%d/lift".formatted(hold), Map.of("reason", "The matter was closed."));
        place("CASE", "account AC-DEMO-2", "Letter of made-up counsel");
    }

    private void place(String kind, String key, String authority) {
        demo.post(
                "sua",
                "/api/holds",
                Map.of(
                        "kind", kind,
                        "key", key,
                        "reason", "Preserve everything until the matter is closed.",
                        "authority", authority));
    }
}
