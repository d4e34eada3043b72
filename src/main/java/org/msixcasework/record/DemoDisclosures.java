package org.msixcasework.record;

import java.util.Map;
import org.msixcasework.core.DemoClient;
import org.msixcasework.core.Time;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A made-up child whose record was passed on in several ways, and paper that lies in a drawer. */
@Component
@Profile("demo")
class DemoDisclosures {

    private static final String RECORD = "/api/students/NYXDEMO001001";

    private final DemoClient demo;
    private final Time time;

    DemoDisclosures(DemoClient demo, Time time) {
        this.demo = demo;
        this.time = time;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(20)
    void show() {
        if (demo.get("sda", "/api/media").path("items").size() > 0) {
            return;
        }
        var today = time.today();
        demo.post(
                "ds-oswego",
                RECORD + "/consents",
                Map.of(
                        "givenBy", "Muestra Ejemplo",
                        "relation", "PARENT",
                        "signedOn", today.minusDays(10).toString(),
                        "purpose", "Registration for a summer camp",
                        "recipient", "Camp Sample",
                        "paper", "Regional office, drawer 3",
                        "validUntil", today.plusDays(80).toString()));
        demo.post(
                "ds-oswego",
                RECORD + "/disclosures",
                Map.of(
                        "kind", "FAXED",
                        "on", today.minusDays(2).toString(),
                        "part", "courses in progress",
                        "purpose", "ENROLLMENT",
                        "recipient", "Muestrario High School",
                        "address", "555-0100",
                        "called", true));
        demo.get("tutor-oswego", RECORD + "?purpose=PLACEMENT");
        demo.post(
                "rpd-oswego",
                "/api/media",
                Map.of(
                        "kind", "PAPER",
                        "content", "printed records of the summer term",
                        "keptWhere", "Regional office, locked cabinet 2",
                        "region", "oswego",
                        "locked", true));
    }
}
