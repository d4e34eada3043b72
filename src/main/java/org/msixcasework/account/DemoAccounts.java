package org.msixcasework.account;

import java.util.Locale;
import java.util.Map;
import org.msixcasework.core.DemoClient;
import org.msixcasework.core.Time;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Made-up applications for access: certificate to verify, to approve, approved and not used yet. */
@Component
@Profile("demo")
class DemoAccounts {

    private final DemoClient demo;
    private final Time time;

    DemoAccounts(DemoClient demo, Time time) {
        this.demo = demo;
        this.time = time;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(3)
    void show() {
        if (demo.knows(AccountProcess.KEY)) {
            return;
        }
        applied("AC-DEMO-1", "Ejempla Tutora", "tutor", "oswego", "secondary", "yes");
        applied("AC-DEMO-2", "Muster Oficial", "government-administrator", "metro", "government administrator", "no");
        applied("AC-DEMO-3", "Sample Specialist", "data-specialist", "genesee", "primary", "yes");
        demo.complete(
                "rpd-genesee",
                "AC-DEMO-3",
                "verifyCertificate",
                Map.of("decision", "CONFIRM", "certificateNumber", "CERT-DEMO-3"));
        demo.complete("sua", "AC-DEMO-3", "approve", Map.of("decision", "APPROVE", "userId", "sample-specialist"));
    }

    private void applied(String key, String name, String role, String region, String module, String mepStaff) {
        demo.start(
                "sua",
                AccountProcess.KEY,
                key,
                Map.of(
                        "applicantName", name,
                        "email", key.toLowerCase(Locale.ROOT) + "@example.org",
                        "role", role,
                        "region", region,
                        "supervisor", "Supervisora Ejemplo",
                        "need", "Begins work in the region this week.",
                        "trainingModule", module,
                        "trainingCompletedOn", time.today().minusDays(10).toString(),
                        "mepStaff", mepStaff));
    }
}
