package org.msixcasework.training;

import static org.msixcasework.sla.Deadline.TRAINING_RECORD_USE;
import static org.msixcasework.sla.Deadline.TRAINING_STATEWIDE;

import java.time.Instant;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Time;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.msixcasework.sla.Deadline;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code trainingyear} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class TrainingYearTasks {

    @Bean
    JavaDelegate trainingyearStartStatewideClock(TrainingYearProcess years, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, TRAINING_STATEWIDE, years.halfCountsFrom(ref), "half of the reporting year");
        };
    }

    @Bean
    TaskListener trainingyearRecordStatewide(TrainingYearProcess years) {
        return byHand(years, TRAINING_STATEWIDE);
    }

    private static TaskListener byHand(TrainingYearProcess years, Deadline duty) {
        return task -> years.proveByHand(
                Step.caseOf(task),
                duty,
                TrainingYearProcess.HELD_ON.find(task).orElse(null),
                TrainingYearProcess.EVIDENCE.find(task).orElse(null));
    }

    @Bean
    JavaDelegate trainingyearMeetStatewideClock(TrainingYearProcess years, ClockTasks clocks) {
        var meet = clocks.meet(TRAINING_STATEWIDE, dayHeld(years, TRAINING_STATEWIDE));
        return execution -> {
            meet.execute(execution);
            TrainingYearProcess.BOTH_HELD.set(execution, years.areBothHeld(Step.caseOf(execution)));
        };
    }

    private static Function<CaseRef, Instant> dayHeld(TrainingYearProcess years, Deadline duty) {
        return ref -> years.heldOn(ref, duty).atStartOfDay(Time.ZONE).toInstant();
    }

    @Bean
    JavaDelegate trainingyearRemind(ClockTasks clocks) {
        return clocks.remind(TRAINING_STATEWIDE);
    }

    @Bean
    JavaDelegate trainingyearEscalate(ClockTasks clocks) {
        return clocks.escalate(TRAINING_STATEWIDE);
    }

    @Bean
    JavaDelegate trainingyearStartRecordUseClock(ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, TRAINING_RECORD_USE, TrainingYearProcess.yearCountsFrom(ref), "reporting year");
        };
    }

    @Bean
    TaskListener trainingyearRecordRecordUse(TrainingYearProcess years) {
        return byHand(years, TRAINING_RECORD_USE);
    }

    @Bean
    JavaDelegate trainingyearMeetRecordUseClock(TrainingYearProcess years, ClockTasks clocks) {
        return clocks.meet(TRAINING_RECORD_USE, dayHeld(years, TRAINING_RECORD_USE));
    }

    @Bean
    JavaDelegate trainingyearRemindRecordUse(ClockTasks clocks) {
        return clocks.remind(TRAINING_RECORD_USE);
    }

    @Bean
    JavaDelegate trainingyearEscalateRecordUse(ClockTasks clocks) {
        return clocks.escalate(TRAINING_RECORD_USE);
    }
}
