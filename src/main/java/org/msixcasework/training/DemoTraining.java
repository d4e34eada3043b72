package org.msixcasework.training;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.msixcasework.core.DemoClient;
import org.msixcasework.core.ReportingYear;
import org.msixcasework.core.Time;
import org.msixcasework.process.TimeMachine;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Made-up events: one held today with gaps, one planned, one asked for; and two people whose training runs out in
 * seven weeks and in ten days.
 */
@Component
@Profile("demo")
class DemoTraining {

    private final DemoClient demo;
    private final TrainingYearProcess years;
    private final TimeMachine machine;
    private final Time time;

    DemoTraining(DemoClient demo, TrainingYearProcess years, TimeMachine machine, Time time) {
        this.demo = demo;
        this.years = years;
        this.machine = machine;
        this.time = time;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(9)
    void show() {
        if (demo.knows(TrainingService.KEY)) {
            return;
        }
        var today = time.today();
        years.open(ReportingYear.of(today));
        planned("TR-DEMO-1", today, List.of(Topic.values()));
        demo.complete(
                "lead",
                "TR-DEMO-1",
                "recordAttendance",
                Map.of(
                        "held", "yes",
                        "attendees",
                                "lead sda rpd-brockport ds-brockport rpd-cortland ds-cortland ds-fredonia rpd-genesee "
                                        + "ds-genesee rpd-metro ds-metro ds-midhudson rpd-northeast rpd-oswego ds-oswego",
                        "designees", "recruiter-fredonia"));
        planned("TR-DEMO-2", today.plusDays(90), List.of(Topic.TIMELY_UPDATES, Topic.MOVE_NOTIFICATIONS));
        demo.start(
                "rpd-metro",
                TrainingService.KEY,
                "TR-DEMO-3",
                Map.of("kind", "REGIONAL", "region", "metro", "need", "Two new tutors begin next month."));
        trained(
                "AC-DEMO-4",
                "Sampla Especialista",
                "sampla-especialista",
                today.minusYears(1).plusDays(49));
        trained(
                "AC-DEMO-5",
                "Mustera Ejemplo",
                "mustera-ejemplo",
                today.minusYears(1).plusDays(10));
        machine.settle();
    }

    private void planned(String key, LocalDate on, List<Topic> topics) {
        demo.start("lead", TrainingService.KEY, key, Map.of("kind", "STATEWIDE"));
        var fields = new HashMap<String, Object>(Map.of(
                "decision", "PLAN",
                "heldOn", on.toString(),
                "place", "Conference center, Albany",
                "agenda", "Morning: what changed. Afternoon: exercises with made-up records."));
        topics.forEach(topic -> fields.put(topic.field(), true));
        demo.complete("lead", key, "planEvent", fields);
    }

    /** An account whose training was a while ago. */
    private void trained(String key, String name, String userId, LocalDate on) {
        demo.start(
                "sua",
                "account",
                key,
                Map.of(
                        "applicantName", name,
                        "email", userId + "@example.org",
                        "role", "data-specialist",
                        "region", "northeast",
                        "supervisor", "Supervisora Ejemplo",
                        "need", "Comes back from a leave.",
                        "trainingModule", "MSIX Primary User",
                        "trainingCompletedOn", on.toString(),
                        "mepStaff", "no"));
        demo.complete("sua", key, "approve", Map.of("decision", "APPROVE", "userId", userId));
    }
}
