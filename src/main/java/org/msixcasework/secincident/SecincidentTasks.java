package org.msixcasework.secincident;

import static org.msixcasework.sla.Deadline.SECURITY_INCIDENT;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code secincident} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class SecincidentTasks {

    @Bean
    JavaDelegate secincidentStartClock(SecincidentService incidents, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, SECURITY_INCIDENT, incidents.reportedAt(ref), "report of the incident");
        };
    }

    @Bean
    TaskListener secincidentRecordContact(SecincidentService incidents) {
        return task -> incidents.respond(
                Step.caseOf(task), SecincidentProcess.CONTACT.find(task).orElse(null));
    }

    @Bean
    JavaDelegate secincidentMeetClock(ClockTasks clocks) {
        return clocks.meet(SECURITY_INCIDENT);
    }

    @Bean
    TaskListener secincidentRecordFindings(SecincidentService incidents) {
        return task -> SecincidentProcess.FALSE_ALARM.set(
                task.getExecution(),
                incidents.assess(
                        Step.caseOf(task),
                        SecincidentProcess.VERDICT.find(task).orElse(null),
                        SecincidentProcess.FINDINGS.find(task).orElse(null)));
    }

    @Bean
    TaskListener secincidentRecordLessons(SecincidentService incidents) {
        return task -> incidents.followUp(
                Step.caseOf(task),
                SecincidentProcess.ACTIONS.find(task).orElse(null),
                SecincidentProcess.LESSONS.find(task).orElse(null));
    }

    @Bean
    JavaDelegate secincidentRemind(ClockTasks clocks) {
        return clocks.remind(SECURITY_INCIDENT);
    }

    @Bean
    JavaDelegate secincidentEscalate(ClockTasks clocks) {
        return clocks.escalate(SECURITY_INCIDENT);
    }
}
