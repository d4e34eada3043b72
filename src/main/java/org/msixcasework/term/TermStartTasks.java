package org.msixcasework.term;

import static org.msixcasework.sla.Deadline.TERM_START;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code termstart} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class TermStartTasks {

    @Bean
    JavaDelegate termstartStartClock(Terms terms, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, TERM_START, terms.startCountsFrom(ref.businessKey()), "beginning of the term");
        };
    }

    @Bean
    TaskListener termstartRecordConfirmation(Terms terms) {
        return task -> terms.confirmStart(
                Step.caseOf(task).businessKey(),
                TermStartProcess.CONFIRMED.find(task).orElse(false));
    }

    @Bean
    JavaDelegate termstartMeetClock(ClockTasks clocks) {
        return clocks.meet(TERM_START);
    }

    @Bean
    JavaDelegate termstartRemind(ClockTasks clocks) {
        return clocks.remind(TERM_START);
    }

    @Bean
    JavaDelegate termstartEscalate(ClockTasks clocks) {
        return clocks.escalate(TERM_START);
    }
}
