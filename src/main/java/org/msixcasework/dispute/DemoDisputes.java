package org.msixcasework.dispute;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.msixcasework.core.DemoClient;
import org.msixcasework.core.Time;
import org.msixcasework.process.TimeMachine;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Made-up rights of parents: a statement that stands and is to be posted, one to enter, one overdue; two inspections. */
@Component
@Profile("demo")
class DemoDisputes {

    private final DemoClient demo;
    private final Time time;
    private final TimeMachine machine;

    DemoDisputes(DemoClient demo, Time time, TimeMachine machine) {
        this.demo = demo;
        this.time = time;
        this.machine = machine;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(11)
    void show() {
        if (demo.knows(DisputeProcess.KEY)) {
            return;
        }
        asked(DisputeProcess.KEY, "D-DEMO-1", "ds-metro", "NYXDEMO001201", 3, Map.of());
        demo.send(
                "paa",
                "PUT",
                "/api/disputes/D-DEMO-1/elements",
                Map.of("elements", List.of("enrollments/NY/1/gradeLevel")));
        demo.complete(
                "paa",
                "D-DEMO-1",
                "enterStatement",
                Map.of(
                        "decision", "ENTER",
                        "identityChecked", true,
                        "statement", "What the record says here is not what the school told us."));
        machine.settle();
        asked(DisputeProcess.KEY, "D-DEMO-2", "ds-midhudson", "NYXDEMO001301", 2, Map.of("language", "es"));
        asked(DisputeProcess.KEY, "D-DEMO-3", "ds-oswego", "NYXDEMO001001", 24, Map.of());
        asked(InspectionProcess.KEY, "I-DEMO-1", "ds-genesee", "NYXDEMO001101", 12, Map.of());
        asked(InspectionProcess.KEY, "I-DEMO-2", "ds-metro", "NYXDEMO001201", 6, Map.of("identityChecked", "yes"));
        demo.complete(
                "ds-metro",
                "I-DEMO-2",
                "giveCopy",
                Map.of(
                        "outcome", "GIVEN",
                        "givenBy", "IN_PERSON",
                        "givenOn", time.today().minusDays(1).toString()));
        machine.settle();
    }

    private void asked(String process, String key, String user, String child, int daysAgo, Map<String, String> more) {
        var fields = new HashMap<>(Map.of(
                "studentId",
                child,
                "receivedOn",
                time.today().minusDays(daysAgo).toString(),
                "requesterName",
                "Muestra Ejemplo",
                "requesterAddress",
                "1 Sample Street, Exampleville"));
        fields.putAll(more);
        demo.start(user, process, key, fields);
        machine.settle();
    }
}
