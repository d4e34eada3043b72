package org.msixcasework.term;

import static org.msixcasework.sla.Deadline.TERM_ENTRY;
import static org.msixcasework.sla.Deadline.TERM_UPLOAD;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.core.Time;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code term} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class TermTasks {

    @Bean
    JavaDelegate termStartClock(TermService terms, ClockTasks clocks, Time time) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, TERM_UPLOAD, terms.endOfTerm(ref), "end of the term");
            if (TermProcess.WITHDRAWN.get(execution)) {
                clocks.start(ref, TERM_ENTRY, time.today(), "withdrawal told");
            }
        };
    }

    @Bean
    TaskListener termRecordUpdates(TermService terms) {
        return task -> {
            var updates = Updates.of(
                    TermProcess.OUTCOME.find(task).orElse(null),
                    TermProcess.ATTESTED.find(task).orElse(false));
            TermProcess.NOTHING_FURTHER.set(task.getExecution(), terms.answer(Step.caseOf(task), updates));
        };
    }

    @Bean
    JavaDelegate termMeetEntryClock(ClockTasks clocks) {
        return clocks.meet(TERM_ENTRY);
    }

    @Bean
    JavaDelegate termRemindEntry(ClockTasks clocks) {
        return clocks.remind(TERM_ENTRY);
    }

    @Bean
    JavaDelegate termEscalateEntry(ClockTasks clocks) {
        return clocks.escalate(TERM_ENTRY);
    }

    @Bean
    JavaDelegate termSubmit(TermService terms) {
        return Step.of(terms::submit);
    }

    @Bean
    TaskListener termRecordRepair(TermService terms) {
        return task -> terms.requireRepaired(Step.caseOf(task));
    }

    @Bean
    JavaDelegate termMeetClock(ClockTasks clocks) {
        return clocks.meet(TERM_UPLOAD);
    }

    @Bean
    JavaDelegate termRemind(ClockTasks clocks) {
        return clocks.remind(TERM_UPLOAD);
    }

    @Bean
    JavaDelegate termEscalate(ClockTasks clocks) {
        return clocks.escalate(TERM_UPLOAD);
    }
}
