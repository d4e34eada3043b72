package org.msixcasework.recordsrequest;

import static org.msixcasework.sla.Deadline.COE_OUT_OF_STATE_NOTICE;
import static org.msixcasework.sla.Deadline.COE_SECONDARY_RECORDS;
import static org.msixcasework.sla.Deadline.RECORDS_REQUEST;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code recordsrequest} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class RecordsRequestTasks {

    @Bean
    JavaDelegate recordsrequestStartClock(RecordsRequestService requests) {
        return Step.of(requests::startClock);
    }

    @Bean
    TaskListener recordsrequestRecordOutcome(RecordsRequestService requests) {
        return task -> RecordsRequestProcess.RECEIVED.set(
                task.getExecution(),
                requests.answer(
                        Step.caseOf(task),
                        RecordsRequestProcess.OUTCOME.find(task).orElse(null),
                        RecordsRequestProcess.OBTAINED_ON.find(task).orElse(null),
                        RecordsRequestProcess.REASON.find(task).orElse(null)));
    }

    @Bean
    JavaDelegate recordsrequestCancelClock(ClockTasks clocks) {
        return clocks.cancel(COE_SECONDARY_RECORDS, "there are no elements to submit");
    }

    @Bean
    JavaDelegate recordsrequestSubmit(RecordsRequestService requests) {
        return Step.of(requests::submit);
    }

    @Bean
    TaskListener recordsrequestRecordRepair(RecordsRequestService requests) {
        return task -> requests.requireRepaired(Step.caseOf(task));
    }

    @Bean
    JavaDelegate recordsrequestStartNoticeClock(RecordsRequestService requests, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, COE_OUT_OF_STATE_NOTICE, requests.obtainedOn(ref), "records obtained");
        };
    }

    @Bean
    JavaDelegate recordsrequestMarkTranscript(RecordsRequestService requests) {
        return Step.of(requests::markTranscript);
    }

    @Bean
    JavaDelegate recordsrequestMeetClock(ClockTasks clocks) {
        return clocks.meet(COE_SECONDARY_RECORDS);
    }

    @Bean
    JavaDelegate recordsrequestRemind(ClockTasks clocks) {
        return clocks.remind(COE_SECONDARY_RECORDS);
    }

    @Bean
    JavaDelegate recordsrequestEscalate(ClockTasks clocks) {
        return clocks.escalate(COE_SECONDARY_RECORDS);
    }

    @Bean
    JavaDelegate recordsrequestMeetRequestClock(ClockTasks clocks) {
        return clocks.meet(RECORDS_REQUEST);
    }

    @Bean
    JavaDelegate recordsrequestRemindRequest(ClockTasks clocks) {
        return clocks.remind(RECORDS_REQUEST);
    }

    @Bean
    JavaDelegate recordsrequestEscalateRequest(ClockTasks clocks) {
        return clocks.escalate(RECORDS_REQUEST);
    }

    @Bean
    JavaDelegate recordsrequestMeetNoticeClock(ClockTasks clocks) {
        return clocks.meet(COE_OUT_OF_STATE_NOTICE);
    }

    @Bean
    JavaDelegate recordsrequestRemindNotice(ClockTasks clocks) {
        return clocks.remind(COE_OUT_OF_STATE_NOTICE);
    }

    @Bean
    JavaDelegate recordsrequestEscalateNotice(ClockTasks clocks) {
        return clocks.escalate(COE_OUT_OF_STATE_NOTICE);
    }
}
