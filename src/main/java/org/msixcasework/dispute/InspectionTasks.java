package org.msixcasework.dispute;

import static org.msixcasework.sla.Deadline.PARENT_INSPECTION;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code inspection} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class InspectionTasks {

    @Bean
    JavaDelegate inspectionStartClock(InspectionService inspections, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, PARENT_INSPECTION, inspections.receivedOn(ref), "receipt of the request");
        };
    }

    @Bean
    TaskListener inspectionRecordCopy(InspectionService inspections) {
        return task -> {
            var ref = Step.caseOf(task);
            var answer = inspections.answered(
                    ref,
                    InspectionProcess.OUTCOME.find(task).orElse(null),
                    InspectionProcess.IDENTITY_CHECKED.find(task).orElse(false),
                    InspectionProcess.GIVEN_BY.find(task).orElse(null),
                    InspectionProcess.GIVEN_ON.find(task).orElse(null),
                    InspectionProcess.REASON.find(task).orElse(null));
            var isGiven = answer.outcome() == Inspection.Outcome.GIVEN;
            InspectionProcess.GIVEN.set(task.getExecution(), isGiven);
            // the letter to whoever was given a copy goes with it
            InspectionProcess.LETTER_DUE.set(
                    task.getExecution(),
                    !isGiven && inspections.get(ref).requester().isOnPaper());
        };
    }

    @Bean
    JavaDelegate inspectionNotifyRequester(InspectionService inspections) {
        return Step.of(inspections::notifyRequester);
    }

    @Bean
    TaskListener inspectionRecordLetter(InspectionService inspections) {
        return task -> inspections.letterPosted(
                Step.caseOf(task),
                InspectionProcess.SENT_ON.find(task).orElse(null),
                InspectionProcess.SENT.find(task).orElse(false));
    }

    @Bean
    JavaDelegate inspectionMeetClock(ClockTasks clocks) {
        return clocks.meet(PARENT_INSPECTION);
    }

    @Bean
    JavaDelegate inspectionRemind(ClockTasks clocks) {
        return clocks.remind(PARENT_INSPECTION);
    }

    @Bean
    JavaDelegate inspectionEscalate(ClockTasks clocks) {
        return clocks.escalate(PARENT_INSPECTION);
    }
}
