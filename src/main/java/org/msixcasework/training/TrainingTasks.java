package org.msixcasework.training;

import static org.msixcasework.sla.Deadline.TRAINING_ATTENDANCE;
import static org.msixcasework.sla.Deadline.TRAINING_GAP;

import java.util.EnumSet;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.core.Time;
import org.msixcasework.process.Step;
import org.msixcasework.process.Variable;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code training} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class TrainingTasks {

    /** What the diagram asks of the gaps of an event. */
    public static final class GapTasks {

        private final TrainingService trainings;

        GapTasks(TrainingService trainings) {
            this.trainings = trainings;
        }

        /** The METS that have to follow up; each gets a task. */
        public List<String> regions(DelegateExecution execution) {
            return trainings.openGaps(Step.caseOf(execution));
        }
    }

    @Bean
    TaskListener trainingRecordPlan(TrainingService trainings) {
        return task -> TrainingProcess.PLANNED.set(
                task.getExecution(),
                trainings.plan(
                        Step.caseOf(task),
                        new TrainingService.Plan(
                                TrainingProcess.DECISION.find(task).orElse(null),
                                TrainingProcess.HELD_ON.find(task).orElse(null),
                                TrainingProcess.PLACE.find(task).orElse(null),
                                topics(task),
                                TrainingProcess.AGENDA.find(task).orElse(null),
                                TrainingProcess.REASON.find(task).orElse(null))));
    }

    private static EnumSet<Topic> topics(DelegateTask task) {
        var chosen = EnumSet.noneOf(Topic.class);
        for (var topic : Topic.values()) {
            if (Variable.flag(topic.field()).find(task).orElse(false)) {
                chosen.add(topic);
            }
        }
        return chosen;
    }

    @Bean
    JavaDelegate trainingAnnounce(TrainingService trainings) {
        return Step.of(trainings::announce);
    }

    @Bean
    JavaDelegate trainingStartClock(TrainingService trainings, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, TRAINING_ATTENDANCE, trainings.heldOn(ref), "day of the event");
        };
    }

    @Bean
    TaskListener trainingRecordAttendanceOf(TrainingService trainings) {
        return task -> TrainingProcess.TOOK_PLACE.set(
                task.getExecution(),
                trainings.recordAttendance(
                        Step.caseOf(task),
                        TrainingProcess.HELD.find(task).orElse(null),
                        TrainingProcess.ATTENDEES.find(task).orElse(null),
                        TrainingProcess.DESIGNEES.find(task).orElse(null),
                        TrainingProcess.REASON.find(task).orElse(null)));
    }

    @Bean
    JavaDelegate trainingEnterRegister(TrainingService trainings) {
        return execution -> TrainingProcess.GAPS_FOUND.set(execution, trainings.enterRegister(Step.caseOf(execution)));
    }

    @Bean
    JavaDelegate trainingMeetClock(ClockTasks clocks) {
        return clocks.meet(TRAINING_ATTENDANCE);
    }

    @Bean
    JavaDelegate trainingCancelClock(ClockTasks clocks) {
        return clocks.cancel(TRAINING_ATTENDANCE, "the event did not take place");
    }

    @Bean
    JavaDelegate trainingRemind(ClockTasks clocks) {
        return clocks.remind(TRAINING_ATTENDANCE);
    }

    @Bean
    JavaDelegate trainingEscalate(ClockTasks clocks) {
        return clocks.escalate(TRAINING_ATTENDANCE);
    }

    @Bean
    JavaDelegate trainingStartGapClock(ClockTasks clocks, Time time) {
        return execution ->
                clocks.start(Step.caseOf(execution), TRAINING_GAP, time.today(), "attendance with gaps was recorded");
    }

    @Bean
    GapTasks trainingGaps(TrainingService trainings) {
        return new GapTasks(trainings);
    }

    @Bean
    TaskListener trainingRecordFollowUp(TrainingService trainings) {
        return task -> trainings.followUp(
                Step.caseOf(task),
                TrainingProcess.REGION.get(task),
                TrainingProcess.CAUGHT_UP_ON.find(task).orElse(null),
                TrainingProcess.FOLLOW_UP.find(task).orElse(null));
    }

    @Bean
    JavaDelegate trainingMeetGapClock(ClockTasks clocks) {
        return clocks.meet(TRAINING_GAP);
    }

    @Bean
    JavaDelegate trainingRemindGap(ClockTasks clocks) {
        return clocks.remind(TRAINING_GAP);
    }

    @Bean
    JavaDelegate trainingEscalateGap(ClockTasks clocks) {
        return clocks.escalate(TRAINING_GAP);
    }
}
