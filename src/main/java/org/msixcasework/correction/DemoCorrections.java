package org.msixcasework.correction;

import java.util.HashMap;
import java.util.Map;
import org.msixcasework.core.DemoClient;
import org.msixcasework.core.Time;
import org.msixcasework.process.TimeMachine;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Made-up requests of parents: to be acknowledged on paper, about data of another State, refused, overdue. */
@Component
@Profile("demo")
class DemoCorrections {

    private final DemoClient demo;
    private final Time time;
    private final TimeMachine machine;

    DemoCorrections(DemoClient demo, Time time, TimeMachine machine) {
        this.demo = demo;
        this.time = time;
        this.machine = machine;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(4)
    void show() {
        if (demo.knows(CorrectionProcess.KEY)) {
            return;
        }
        asked(
                "C-DEMO-1",
                "ds-metro",
                "NYXDEMO001201",
                2,
                Map.of("requesterAddress", "1 Sample Street", "language", "es"));
        var byMail = Map.of("requesterEmail", "muestra@example.org", "identityChecked", "yes");
        asked("C-DEMO-2", "ds-midhudson", "NYXDEMO001301", 5, byMail);
        demo.complete("sda", "C-DEMO-2", "classify", Map.of("owner", "OTHER_STATE", "ownerState", "FL"));
        asked("C-DEMO-3", "ds-genesee", "NYXDEMO001101", 14, byMail);
        investigated("ds-genesee", "C-DEMO-3");
        demo.complete(
                "sda",
                "C-DEMO-3",
                "decide",
                Map.of("decision", "REFUSE", "reason", "The school confirmed the grade in writing."));
        asked("C-DEMO-4", "ds-oswego", "NYXDEMO001001", 35, byMail);
        investigated("ds-oswego", "C-DEMO-4");
        machine.settle();
    }

    private void investigated(String dataSpecialist, String key) {
        demo.complete("sda", key, "classify", Map.of("owner", "OWN"));
        demo.complete(dataSpecialist, key, "investigate", Map.of("finding", "The school was asked."));
    }

    private void asked(String key, String user, String child, int daysAgo, Map<String, String> requester) {
        var fields = new HashMap<>(requester);
        fields.put("studentId", child);
        fields.put("receivedOn", time.today().minusDays(daysAgo).toString());
        fields.put("requesterName", "Muestra Ejemplo");
        fields.put("statement", "The grade of the course is wrong.");
        demo.start(user, CorrectionProcess.KEY, key, fields);
        machine.settle();
    }
}
