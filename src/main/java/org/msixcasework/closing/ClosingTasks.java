package org.msixcasework.closing;

import static org.msixcasework.sla.Deadline.ACCOUNT_CLOSE;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code closing} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class ClosingTasks {

    @Bean
    JavaDelegate closingRevoke(ClosingService closings) {
        return Step.of(closings::revoke);
    }

    @Bean
    JavaDelegate closingStartClock(ClosingService closings, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, ACCOUNT_CLOSE, closings.countsFrom(ref), "last day of the access");
        };
    }

    @Bean
    TaskListener closingRecordHandover(ClosingService closings) {
        return task -> closings.handOver(
                Step.caseOf(task), ClosingProcess.COLLEAGUE.find(task).orElse(null));
    }

    @Bean
    TaskListener closingRecordDecision(ClosingService closings) {
        return task -> ClosingProcess.CLOSED.set(
                task.getExecution(),
                closings.decide(
                        Step.caseOf(task),
                        ClosingProcess.DECISION.find(task).orElse(null),
                        ClosingProcess.REASON.find(task).orElse(null)));
    }

    @Bean
    JavaDelegate closingDeactivate(ClosingService closings) {
        return execution -> {
            closings.deactivate(Step.caseOf(execution));
            ClosingProcess.CLOSED.set(execution, true);
        };
    }

    @Bean
    JavaDelegate closingMeetClock(ClockTasks clocks) {
        return clocks.meet(ACCOUNT_CLOSE);
    }

    @Bean
    JavaDelegate closingRemind(ClockTasks clocks) {
        return clocks.remind(ACCOUNT_CLOSE);
    }

    @Bean
    JavaDelegate closingEscalate(ClockTasks clocks) {
        return clocks.escalate(ACCOUNT_CLOSE);
    }
}
