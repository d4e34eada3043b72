package org.msixcasework.inquiry;

import static org.msixcasework.sla.Deadline.CORRECTION_UPLOAD;
import static org.msixcasework.sla.Deadline.INQUIRY_RESPONSE;
import static org.msixcasework.sla.Deadline.PARENT_DECISION;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code inquiry} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class InquiryTasks {

    @Bean
    JavaDelegate inquiryStartClock(InquiryService inquiries, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, INQUIRY_RESPONSE, inquiries.receivedOn(ref), "receipt of the inquiry");
            if (InquiryProcess.FORWARDED_PARENT.get(execution)) {
                clocks.start(ref, PARENT_DECISION, inquiries.receivedOn(ref), "receipt of the forwarded request");
            }
        };
    }

    @Bean
    TaskListener inquiryRecordFinding(InquiryService inquiries) {
        return task -> inquiries.found(
                Step.caseOf(task), InquiryProcess.FINDING.find(task).orElse(null));
    }

    @Bean
    TaskListener inquiryRecordResponse(InquiryService inquiries) {
        return task -> {
            var response = Response.of(
                    InquiryProcess.RESPONSE.find(task).orElse(null),
                    InquiryProcess.CORRECTED.find(task).orElse(null),
                    InquiryProcess.ABOUT_CHILD.get(task),
                    InquiryProcess.PRIVACY_BASIS.find(task).orElse(null),
                    // a case that was begun before the Department's had a basis answers a form without the field
                    InquiryProcess.FROM_DEPARTMENT.find(task).orElse(false));
            inquiries.respond(Step.caseOf(task), response);
            InquiryProcess.CORRECTION_PROMISED.set(task.getExecution(), response.corrected());
        };
    }

    @Bean
    JavaDelegate inquiryMeetClock(ClockTasks clocks) {
        return clocks.meet(INQUIRY_RESPONSE);
    }

    @Bean
    JavaDelegate inquiryTellDecision(InquiryProcess process) {
        return Step.of(process::responded);
    }

    @Bean
    TaskListener inquiryRecordNotice(InquiryService inquiries) {
        return task -> inquiries.parentNotified(
                Step.caseOf(task),
                InquiryProcess.NOTIFIED_ON.find(task).orElse(null),
                InquiryProcess.NOTIFIED.find(task).orElse(false));
    }

    @Bean
    JavaDelegate inquiryMeetDecisionClock(ClockTasks clocks) {
        return clocks.meet(PARENT_DECISION);
    }

    @Bean
    JavaDelegate inquiryStartUploadClock(InquiryService inquiries, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, CORRECTION_UPLOAD, inquiries.respondedOn(ref), "response that promises a correction");
        };
    }

    @Bean
    TaskListener inquiryRequireRevised(InquiryService inquiries) {
        return task -> inquiries.requireRevised(Step.caseOf(task));
    }

    @Bean
    JavaDelegate inquirySubmit(InquiryService inquiries) {
        return Step.of(inquiries::submit);
    }

    @Bean
    TaskListener inquiryRecordRepair(InquiryService inquiries) {
        return task -> inquiries.requireRepaired(Step.caseOf(task));
    }

    @Bean
    JavaDelegate inquiryMeetUploadClock(ClockTasks clocks) {
        return clocks.meet(CORRECTION_UPLOAD);
    }

    @Bean
    JavaDelegate inquiryRemind(ClockTasks clocks) {
        return clocks.remind(INQUIRY_RESPONSE);
    }

    @Bean
    JavaDelegate inquiryEscalate(ClockTasks clocks) {
        return clocks.escalate(INQUIRY_RESPONSE);
    }

    @Bean
    JavaDelegate inquiryRemindDecision(ClockTasks clocks) {
        return clocks.remind(PARENT_DECISION);
    }

    @Bean
    JavaDelegate inquiryEscalateDecision(ClockTasks clocks) {
        return clocks.escalate(PARENT_DECISION);
    }

    @Bean
    JavaDelegate inquiryRemindUpload(ClockTasks clocks) {
        return clocks.remind(CORRECTION_UPLOAD);
    }

    @Bean
    JavaDelegate inquiryEscalateUpload(ClockTasks clocks) {
        return clocks.escalate(CORRECTION_UPLOAD);
    }
}
