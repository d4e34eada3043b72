package org.msixcasework.secincident;

import java.util.List;
import java.util.Map;
import org.msixcasework.core.DemoClient;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Made-up security incidents: just reported, under assessment, closed as a false alarm. */
@Component
@Profile("demo")
class DemoIncidents {

    private final DemoClient demo;

    DemoIncidents(DemoClient demo) {
        this.demo = demo;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(3)
    void show() {
        if (!demo.get("lead", "/api/secincidents").isEmpty()) {
            return;
        }
        var alarm = reported("tutor-oswego", Incident.Kind.WARNING_SIGN, List.of("MISSING_DATA"), """
                The list of my pupils was empty this morning.
                """);
        responded(alarm);
        demo.complete("sua", alarm, "assess", Map.of("verdict", "FALSE_ALARM", "findings", "The filter was set."));

        var call = reported("ds-metro", Incident.Kind.SOCIAL_ENGINEERING, List.of(), """
                Somebody called, said he was the help desk and wanted my password. I hung up.
                """);
        responded(call);
        demo.post(
                "sua", "/api/secincidents/" + call + "/notes", Map.of("text", "The number he called from is unknown."));

        reported("gva", Incident.Kind.LOST_MEDIA, List.of(), "A printed report was left in a train.");
    }

    private String reported(String user, Incident.Kind kind, List<String> signs, String description) {
        demo.post(user, "/api/secincidents", Map.of("kind", kind, "signs", signs, "description", description));
        return demo.get(user, "/api/secincidents").get(0).get("id").asText();
    }

    private void responded(String id) {
        demo.complete("sua", id, "respond", Map.of("contact", "Called back at the number in the directory."));
    }
}
