package org.msixcasework.merge;

import static org.msixcasework.sla.Deadline.WORKLIST_CONTACT;
import static org.msixcasework.sla.Deadline.WORKLIST_RESOLVE;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.core.Time;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code merge} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class MergeTasks {

    @Bean
    JavaDelegate mergeStartClocks(MergeService merges, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            var receivedAt = merges.get(ref).receivedAt();
            clocks.start(ref, WORKLIST_CONTACT, receivedAt, "receipt of the item");
            clocks.start(ref, WORKLIST_RESOLVE, receivedAt.atZone(Time.ZONE).toLocalDate(), "receipt of the item");
        };
    }

    @Bean
    TaskListener mergeRecordContact(MergeService merges) {
        return task -> merges.contacted(
                Step.caseOf(task),
                MergeProcess.CONTACTED_WHOM.find(task).orElse(null),
                MergeProcess.CONTACTED.find(task).orElse(false));
    }

    @Bean
    JavaDelegate mergeMeetContactClock(ClockTasks clocks) {
        return clocks.meet(WORKLIST_CONTACT);
    }

    @Bean
    TaskListener mergeRecordAdvice(MergeService merges) {
        return task ->
                merges.advised(Step.caseOf(task), MergeProcess.ADVICE.find(task).orElse(null));
    }

    @Bean
    TaskListener mergeRecordDecision(MergeService merges) {
        return task -> {
            var decision = Decision.of(
                    MergeProcess.DECISION.find(task).orElse(null),
                    MergeProcess.REASON.find(task).orElse(null));
            merges.decided(Step.caseOf(task), decision);
            MergeProcess.VALIDATED.set(task.getExecution(), decision.validates());
        };
    }

    @Bean
    TaskListener mergeRequireSecondPerson(MergeService merges) {
        return task -> {
            if (task.getAssignee() != null) {
                merges.requireSecondPerson(Step.caseOf(task), task.getAssignee());
            }
        };
    }

    @Bean
    JavaDelegate mergeMeetClock(ClockTasks clocks) {
        return clocks.meet(WORKLIST_RESOLVE);
    }

    @Bean
    JavaDelegate mergeApply(MergeService merges) {
        return Step.of(merges::apply);
    }

    @Bean
    JavaDelegate mergeTellMsix(MergeService merges) {
        return Step.of(merges::tellMsix);
    }

    @Bean
    JavaDelegate mergeUnlock(MergeService merges) {
        return Step.of(merges::unlock);
    }

    @Bean
    JavaDelegate mergeRemindContact(ClockTasks clocks) {
        return clocks.remind(WORKLIST_CONTACT);
    }

    @Bean
    JavaDelegate mergeEscalateContact(ClockTasks clocks) {
        return clocks.escalate(WORKLIST_CONTACT);
    }

    @Bean
    JavaDelegate mergeRemind(ClockTasks clocks) {
        return clocks.remind(WORKLIST_RESOLVE);
    }

    @Bean
    JavaDelegate mergeEscalate(ClockTasks clocks) {
        return clocks.escalate(WORKLIST_RESOLVE);
    }
}
