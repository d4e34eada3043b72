package org.msixcasework.exchange;

import static org.msixcasework.sla.Deadline.UPLOAD_NIGHTLY;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.msixcasework.core.Time;
import org.msixcasework.disclosure.Disclosure;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.disclosure.Recipient;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code upload} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class UploadTasks {

    @Bean
    JavaDelegate uploadStartClock(ClockTasks clocks, Time time) {
        return execution ->
                clocks.start(Step.caseOf(execution), UPLOAD_NIGHTLY, time.instant(), "the night of the run");
    }

    @Bean
    JavaDelegate uploadBuildFile(UploadRuns runs) {
        return execution -> {
            var children = runs.build(Step.caseOf(execution).businessKey());
            UploadProcess.ANYTHING_TO_SEND.set(execution, children > 0);
        };
    }

    @Bean
    JavaDelegate uploadSendFile(UploadRuns runs, Disclosures disclosures) {
        return Step.of(run -> disclosures.note(
                Disclosure.Kind.SENT,
                runs.send(run.businessKey()),
                "data elements in run " + run.businessKey(),
                Purpose.PARTICIPATION,
                Recipient.MSIX));
    }

    @Bean
    JavaDelegate uploadMeetClock(ClockTasks clocks) {
        return clocks.meet(UPLOAD_NIGHTLY);
    }

    @Bean
    JavaDelegate uploadRemind(ClockTasks clocks) {
        return clocks.remind(UPLOAD_NIGHTLY);
    }

    @Bean
    JavaDelegate uploadEscalate(ClockTasks clocks) {
        return clocks.escalate(UPLOAD_NIGHTLY);
    }
}
