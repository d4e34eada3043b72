package org.msixcasework.closing;

import static org.msixcasework.sla.Deadline.ACCESS_REVIEW;
import static org.msixcasework.sla.Deadline.EXCESS_ACCESS;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.core.Time;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code accessreview} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class AccessreviewTasks {

    @Bean
    JavaDelegate accessreviewStartReviewClock(ClockTasks clocks, Time time) {
        return execution -> clocks.start(
                Step.caseOf(execution), ACCESS_REVIEW, time.today(), "the review of the quarter was opened");
    }

    @Bean
    TaskListener accessreviewRecordReview(AccessreviewService reviews) {
        return task -> reviews.sign(
                Step.caseOf(task), AccessreviewProcess.SIGNED.find(task).orElse(false));
    }

    @Bean
    TaskListener accessreviewRecordDecision(AccessreviewService reviews) {
        return task -> reviews.decide(
                Step.caseOf(task), AccessreviewProcess.CARRIED_OUT.find(task).orElse(false));
    }

    @Bean
    JavaDelegate accessreviewMeetReviewClock(ClockTasks clocks) {
        return clocks.meet(ACCESS_REVIEW);
    }

    @Bean
    JavaDelegate accessreviewRemind(ClockTasks clocks) {
        return clocks.remind(ACCESS_REVIEW);
    }

    @Bean
    JavaDelegate accessreviewEscalate(ClockTasks clocks) {
        return clocks.escalate(ACCESS_REVIEW);
    }

    @Bean
    JavaDelegate accessreviewStartReportClock(ClockTasks clocks, Time time) {
        return execution -> clocks.start(Step.caseOf(execution), EXCESS_ACCESS, time.today(), "the report was made");
    }

    @Bean
    TaskListener accessreviewRecordJudgement(AccessreviewService reviews) {
        return task -> AccessreviewProcess.OUTCOME.set(
                task.getExecution(),
                reviews.judge(
                        Step.caseOf(task),
                        AccessreviewProcess.DECISION.find(task).orElse(null),
                        AccessreviewProcess.GROUPS.find(task).orElse(null),
                        AccessreviewProcess.REASON.find(task).orElse(null)));
    }

    @Bean
    JavaDelegate accessreviewMeetReportClock(ClockTasks clocks) {
        return clocks.meet(EXCESS_ACCESS);
    }

    @Bean
    JavaDelegate accessreviewRemindOfReport(ClockTasks clocks) {
        return clocks.remind(EXCESS_ACCESS);
    }

    @Bean
    JavaDelegate accessreviewEscalateOfReport(ClockTasks clocks) {
        return clocks.escalate(EXCESS_ACCESS);
    }
}
