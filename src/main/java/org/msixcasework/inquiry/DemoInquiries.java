package org.msixcasework.inquiry;

import java.util.HashMap;
import java.util.Map;
import org.msixcasework.core.DemoClient;
import org.msixcasework.core.Time;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Made-up inquiries: under investigation, of the Department and overdue, answered. */
@Component
@Profile("demo")
class DemoInquiries {

    private final DemoClient demo;
    private final Time time;

    DemoInquiries(DemoClient demo, Time time) {
        this.demo = demo;
        this.time = time;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(3)
    void show() {
        if (demo.knows(InquiryProcess.KEY)) {
            return;
        }
        asked("I-DEMO-1", "FL", "INFORMATION", 3, Map.of("studentId", "NYXDEMO001202"));
        asked("I-DEMO-2", "ED", "DEPARTMENT", 20, Map.of());
        asked("I-DEMO-3", "PA", "INFORMATION", 6, Map.of("studentId", "NYXDEMO001402"));
        demo.complete(
                "ds-brockport", "I-DEMO-3", "investigate", Map.of("finding", "The grade was read from the record."));
        demo.complete(
                "sda",
                "I-DEMO-3",
                "respond",
                Map.of("response", "The record shows grade level 02 in the current enrollment.", "corrected", "no"));
    }

    private void asked(String key, String state, String kind, int daysAgo, Map<String, String> about) {
        var fields = new HashMap<>(about);
        fields.put("fromState", state);
        fields.put("kind", kind);
        fields.put("receivedOn", time.today().minusDays(daysAgo).toString());
        fields.put("question", "Which grade level does your record show?");
        fields.put("contactEmail", "records@example.org");
        demo.start("sda", InquiryProcess.KEY, key, fields);
    }
}
