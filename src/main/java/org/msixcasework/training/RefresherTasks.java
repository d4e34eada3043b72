package org.msixcasework.training;

import static org.msixcasework.sla.Deadline.REFRESHER;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code refresher} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class RefresherTasks {

    @Bean
    JavaDelegate refresherStartClock(Refreshers refreshers, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, REFRESHER, refreshers.get(ref).trainedOn(), "day of the last training");
        };
    }

    @Bean
    TaskListener refresherRecordDecision(RefresherWork work) {
        return task -> RefresherProcess.CONFIRMED.set(
                task.getExecution(),
                work.decide(
                        Step.caseOf(task),
                        RefresherProcess.DECISION.find(task).orElse(null),
                        RefresherProcess.REASON.find(task).orElse(null)));
    }

    @Bean
    JavaDelegate refresherRecord(RefresherWork work) {
        return Step.of(work::record);
    }

    @Bean
    JavaDelegate refresherMeetClock(ClockTasks clocks) {
        return clocks.meet(REFRESHER);
    }

    @Bean
    JavaDelegate refresherMeetClockByRecord(ClockTasks clocks) {
        return clocks.meet(REFRESHER);
    }

    @Bean
    JavaDelegate refresherCancelClock(ClockTasks clocks) {
        return clocks.cancel(REFRESHER, "the access ended");
    }

    @Bean
    JavaDelegate refresherRemind(ClockTasks clocks) {
        return clocks.remind(REFRESHER);
    }

    @Bean
    JavaDelegate refresherEscalate(ClockTasks clocks) {
        return clocks.escalate(REFRESHER);
    }
}
