package org.msixcasework.region;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.msixcasework.core.DemoClient;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Regions;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Made-up districts of every region, where the demo's children are enrolled, and a move that is planned. */
@Component
@Profile("demo")
class DemoRegions {

    private static final List<String> NAMES = List.of("Ejemplo", "Muestra", "Modelo");

    private static final int DAYS_TO_THE_MOVE = 21;

    private final DemoClient demo;
    private final Regions regions;
    private final Time time;

    DemoRegions(DemoClient demo, Regions regions, Time time) {
        this.demo = demo;
        this.regions = regions;
        this.time = time;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(11)
    void show() {
        if (!demo.get("sra", "/api/districts").path("districts").isEmpty()) {
            return;
        }
        var lines = regions.all().stream().map(this::lines).collect(Collectors.joining("\n"));
        demo.post("sra", "/api/districts", Map.of("lines", lines, "reason", "The districts of the demo"));
        demo.send(
                "sra",
                "PUT",
                "/api/districts/" + id("genesee", 1),
                Map.of(
                        "region",
                        "brockport",
                        "from",
                        time.today().plusDays(DAYS_TO_THE_MOVE).toString(),
                        "reason",
                        "The office of Brockport is nearer"));
    }

    private String lines(Regions.Region region) {
        return NAMES.stream()
                .map(name -> "%s, %s %s Central School District, %s"
                        .formatted(id(region.key(), NAMES.indexOf(name) + 1), name, region.name(), region.key()))
                .collect(Collectors.joining("\n"));
    }

    /** As the demo's certificates have it. */
    private static String id(String region, int number) {
        return region.substring(0, Math.min(6, region.length())).toUpperCase(Locale.ROOT) + number;
    }
}
