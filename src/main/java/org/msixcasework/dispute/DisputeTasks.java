package org.msixcasework.dispute;

import static org.msixcasework.sla.Deadline.DISPUTE_STATEMENT;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code dispute} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class DisputeTasks {

    @Bean
    JavaDelegate disputeStartClock(DisputeService disputes, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, DISPUTE_STATEMENT, disputes.receivedOn(ref), "receipt of the statement");
        };
    }

    @Bean
    TaskListener disputeRecordStatement(DisputeService disputes) {
        return task -> DisputeProcess.ENTERED.set(
                task.getExecution(),
                disputes.answered(
                        Step.caseOf(task),
                        DisputeProcess.DECISION.find(task).orElse(null),
                        DisputeProcess.STATEMENT.find(task).orElse(null),
                        DisputeProcess.IDENTITY_CHECKED.find(task).orElse(false),
                        DisputeProcess.REASON.find(task).orElse(null)));
    }

    @Bean
    JavaDelegate disputeTellRecipients(DisputeService disputes) {
        return Step.of(disputes::tellRecipients);
    }

    @Bean
    JavaDelegate disputeNotifyRequester(DisputeService disputes) {
        return Step.of(disputes::notifyRequester);
    }

    @Bean
    TaskListener disputeRecordLetter(DisputeService disputes) {
        return task -> disputes.letterPosted(
                Step.caseOf(task),
                DisputeProcess.SENT_ON.find(task).orElse(null),
                DisputeProcess.SENT.find(task).orElse(false));
    }

    @Bean
    JavaDelegate disputeMeetClock(ClockTasks clocks) {
        return clocks.meet(DISPUTE_STATEMENT);
    }

    @Bean
    JavaDelegate disputeRemind(ClockTasks clocks) {
        return clocks.remind(DISPUTE_STATEMENT);
    }

    @Bean
    JavaDelegate disputeEscalate(ClockTasks clocks) {
        return clocks.escalate(DISPUTE_STATEMENT);
    }
}
