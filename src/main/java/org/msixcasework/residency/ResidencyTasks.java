package org.msixcasework.residency;

import static org.msixcasework.sla.Deadline.RESIDENCY_UPLOAD;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.core.Time;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code residency} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class ResidencyTasks {

    @Bean
    JavaDelegate residencyStartClock(ResidencyService residency, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            var trigger = residency.governing(ref);
            clocks.start(
                    ref,
                    RESIDENCY_UPLOAD,
                    trigger.receivedOn(),
                    "receipt of the " + trigger.kind().label());
        };
    }

    @Bean
    TaskListener residencyRecordUpdates(ResidencyService residency, Time time) {
        return task -> {
            var updates = Updates.of(
                    ResidencyProcess.OUTCOME.find(task).orElse(null),
                    ResidencyProcess.WITHDRAWAL_DATE.find(task).orElse(null),
                    ResidencyProcess.WITHOUT_GRADES.find(task).orElse(false),
                    time.today());
            ResidencyProcess.NOTHING_NEW.set(task.getExecution(), residency.answer(Step.caseOf(task), updates));
        };
    }

    @Bean
    JavaDelegate residencySubmit(ResidencyService residency) {
        return Step.of(residency::submit);
    }

    @Bean
    TaskListener residencyRecordRepair(ResidencyService residency) {
        return task -> residency.requireRepaired(Step.caseOf(task));
    }

    @Bean
    JavaDelegate residencyMeetClock(ClockTasks clocks) {
        return clocks.meet(RESIDENCY_UPLOAD);
    }

    @Bean
    JavaDelegate residencyStartNewClock(ResidencyService residency, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            var day = residency.obtainedOn(
                    ref, ResidencyProcess.OBTAINED_ON.find(execution).orElse(null));
            // a later message has to bring a day of its own
            execution.removeVariable(ResidencyProcess.OBTAINED_ON.name());
            clocks.start(ref, RESIDENCY_UPLOAD, day, "new data obtained");
        };
    }

    @Bean
    JavaDelegate residencyRemind(ClockTasks clocks) {
        return clocks.remind(RESIDENCY_UPLOAD);
    }

    @Bean
    JavaDelegate residencyEscalate(ClockTasks clocks) {
        return clocks.escalate(RESIDENCY_UPLOAD);
    }
}
