package org.msixcasework.quality;

import static org.msixcasework.sla.Deadline.MDE_REVIEW;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code mdereview} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class MdereviewTasks {

    @Bean
    JavaDelegate mdereviewStartClock(MdereviewProcess reviews, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, MDE_REVIEW, reviews.countsFrom(ref), "the month ended");
        };
    }

    @Bean
    TaskListener mdereviewRecordSignOff(MdereviewProcess reviews) {
        return task -> reviews.sign(
                Step.caseOf(task),
                MdereviewProcess.REVIEWED.find(task).orElse(null),
                MdereviewProcess.STILL_OPEN.find(task).orElse(null),
                MdereviewProcess.SIGNED.find(task).orElse(false));
    }

    @Bean
    JavaDelegate mdereviewMeetClock(ClockTasks clocks) {
        return clocks.meet(MDE_REVIEW);
    }

    @Bean
    JavaDelegate mdereviewTellDirector(MdereviewProcess reviews) {
        return Step.of(reviews::tellDirector);
    }

    @Bean
    JavaDelegate mdereviewRemind(ClockTasks clocks) {
        return clocks.remind(MDE_REVIEW);
    }

    @Bean
    JavaDelegate mdereviewEscalate(ClockTasks clocks) {
        return clocks.escalate(MDE_REVIEW);
    }
}
