package org.msixcasework.quality;

import static org.msixcasework.sla.Deadline.QUALITY_QUARTERLY;
import static org.msixcasework.sla.Deadline.QUALITY_RESOLVE;
import static org.msixcasework.sla.Deadline.QUALITY_SHARE;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.core.Time;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code quality} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class QualityTasks {

    @Bean
    JavaDelegate qualityStartQuarterClock(QualityProcess quality, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, QUALITY_QUARTERLY, quality.quarterOf(ref).to(), "the quarter ended");
        };
    }

    @Bean
    TaskListener qualityRecordReview(QualityProcess quality) {
        return task -> QualityProcess.FOUND.set(
                task.getExecution(),
                quality.review(
                        Step.caseOf(task),
                        QualityProcess.DECISION.find(task).orElse(null),
                        QualityProcess.FINDINGS.find(task).orElse(null)));
    }

    @Bean
    JavaDelegate qualityMeetQuarterClock(ClockTasks clocks) {
        return clocks.meet(QUALITY_QUARTERLY);
    }

    @Bean
    JavaDelegate qualityRemind(ClockTasks clocks) {
        return clocks.remind(QUALITY_QUARTERLY);
    }

    @Bean
    JavaDelegate qualityEscalate(ClockTasks clocks) {
        return clocks.escalate(QUALITY_QUARTERLY);
    }

    @Bean
    JavaDelegate qualityStartShareClock(ClockTasks clocks, Time time) {
        return execution -> clocks.start(Step.caseOf(execution), QUALITY_SHARE, time.today(), "something was found");
    }

    @Bean
    TaskListener qualityRecordShareFindings(QualityProcess quality) {
        return task -> quality.share(
                Step.caseOf(task), QualityProcess.SOLUTIONS.find(task).orElse(null));
    }

    @Bean
    JavaDelegate qualityMeetShareClock(ClockTasks clocks) {
        return clocks.meet(QUALITY_SHARE);
    }

    @Bean
    JavaDelegate qualityRemindOfShare(ClockTasks clocks) {
        return clocks.remind(QUALITY_SHARE);
    }

    @Bean
    JavaDelegate qualityEscalateOfShare(ClockTasks clocks) {
        return clocks.escalate(QUALITY_SHARE);
    }

    @Bean
    JavaDelegate qualityStartFollowUpClock(ClockTasks clocks, Time time) {
        return execution ->
                clocks.start(Step.caseOf(execution), QUALITY_RESOLVE, time.today(), "the findings were shared");
    }

    @Bean
    TaskListener qualityRecordPlanAction(QualityProcess quality) {
        return task ->
                quality.plan(Step.caseOf(task), QualityProcess.PLAN.find(task).orElse(null));
    }

    @Bean
    TaskListener qualityRecordResolve(QualityProcess quality) {
        return task ->
                quality.work(Step.caseOf(task), QualityProcess.WORK.find(task).orElse(null));
    }

    @Bean
    JavaDelegate qualityRemeasure(QualityProcess quality) {
        return execution -> quality.remeasure(Step.caseOf(execution));
    }

    @Bean
    TaskListener qualityRecordRecheck(QualityProcess quality) {
        return task -> QualityProcess.RESOLVED.set(
                task.getExecution(),
                quality.recheck(
                        Step.caseOf(task),
                        QualityProcess.DECISION.find(task).orElse(null),
                        QualityProcess.NOTE.find(task).orElse(null)));
    }

    @Bean
    JavaDelegate qualityMeetFollowUpClock(ClockTasks clocks) {
        return clocks.meet(QUALITY_RESOLVE);
    }

    @Bean
    JavaDelegate qualityRemindOfFollowUp(ClockTasks clocks) {
        return clocks.remind(QUALITY_RESOLVE);
    }

    @Bean
    JavaDelegate qualityEscalateOfFollowUp(ClockTasks clocks) {
        return clocks.escalate(QUALITY_RESOLVE);
    }
}
