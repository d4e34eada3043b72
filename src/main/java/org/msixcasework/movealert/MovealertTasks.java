package org.msixcasework.movealert;

import static org.msixcasework.sla.Deadline.MOVE_CONTACT;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code movealert} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class MovealertTasks {

    @Bean
    JavaDelegate movealertStartClock(MovealertService alerts, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, MOVE_CONTACT, alerts.get(ref).noticedAt(), "the move was noticed");
        };
    }

    @Bean
    TaskListener movealertRecordReading(MovealertService alerts) {
        return task -> {
            var isAlert = alerts.read(
                    Step.caseOf(task),
                    new MovealertService.Reading(
                            MovealertProcess.IS_ALERT.find(task).orElse(null),
                            MovealertProcess.READ_MSIX_ID.find(task).orElse(null),
                            MovealertProcess.READ_STATE.find(task).orElse(null),
                            MovealertProcess.READ_TOWN.find(task).orElse(null),
                            MovealertProcess.NOT_ALERT_REASON.find(task).orElse(null)));
            MovealertProcess.NO_ALERT.set(task.getExecution(), !isAlert);
        };
    }

    @Bean
    TaskListener movealertRecordContact(MovealertService alerts) {
        return task -> {
            var region = alerts.contacted(
                    Step.caseOf(task),
                    MovealertProcess.TO_REGION.find(task).orElse(null),
                    MovealertProcess.CONTACTED.find(task).orElse(false));
            MovealertProcess.REGION.set(task.getExecution(), region);
        };
    }

    @Bean
    JavaDelegate movealertTellRegion(MovealertService alerts) {
        return Step.of(alerts::tellRegion);
    }

    @Bean
    JavaDelegate movealertMeetClock(ClockTasks clocks) {
        return clocks.meet(MOVE_CONTACT);
    }

    @Bean
    TaskListener movealertRecordSearch(MovealertService alerts) {
        return task -> alerts.searched(
                Step.caseOf(task),
                MovealertProcess.FOUND.find(task).orElse(null),
                MovealertProcess.COE_NUMBER.find(task).orElse(null));
    }

    @Bean
    TaskListener movealertCheckAlert(MovealertService alerts) {
        return task -> alerts.checked(
                Step.caseOf(task),
                Sending.of(
                        MovealertProcess.NOTE.find(task).orElse(null),
                        MovealertProcess.OVERRIDE_REASON.find(task).orElse(null),
                        MovealertProcess.SUBMITTED_IN_PORTAL.find(task).orElse(false),
                        MovealertProcess.DIRECT_CONTACT.find(task).orElse(null)));
    }

    @Bean
    JavaDelegate movealertMailAlert(MovealertService alerts, MovealertProcess process) {
        return Step.of(ref -> {
            alerts.mail(ref);
            process.openInRegion(ref);
        });
    }

    @Bean
    JavaDelegate movealertRemind(ClockTasks clocks) {
        return clocks.remind(MOVE_CONTACT);
    }

    @Bean
    JavaDelegate movealertEscalate(ClockTasks clocks) {
        return clocks.escalate(MOVE_CONTACT);
    }
}
