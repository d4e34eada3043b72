package org.msixcasework.correction;

import static org.msixcasework.sla.Deadline.CORRECTION_UPLOAD;
import static org.msixcasework.sla.Deadline.PARENT_DECISION;
import static org.msixcasework.sla.Deadline.PARENT_FORWARD;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code correction} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class CorrectionTasks {

    @Bean
    JavaDelegate correctionStartClocks(CorrectionService corrections, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, PARENT_DECISION, corrections.receivedOn(ref), "receipt of the request");
            clocks.start(ref, PARENT_FORWARD, corrections.receivedOn(ref), "receipt of the request");
        };
    }

    @Bean
    JavaDelegate correctionAcknowledge(CorrectionService corrections) {
        return Step.of(corrections::acknowledge);
    }

    @Bean
    TaskListener correctionRecordAcknowledgement(CorrectionService corrections) {
        return task -> corrections.acknowledgementPosted(
                Step.caseOf(task),
                CorrectionProcess.SENT_ON.find(task).orElse(null),
                CorrectionProcess.SENT.find(task).orElse(false));
    }

    @Bean
    TaskListener correctionRecordClass(
            CorrectionService corrections, CorrectionProcess process, CaseworkProperties casework) {
        return task -> {
            var ref = Step.caseOf(task);
            var classification = Classification.of(
                    CorrectionProcess.OWNER.find(task).orElse(null),
                    CorrectionProcess.OWNER_STATE.find(task).orElse(null),
                    CorrectionProcess.FURTHER_STATES.find(task).orElse(null),
                    casework.state());
            corrections.classified(ref, classification);
            CorrectionProcess.OTHER_STATE.set(task.getExecution(), classification.otherState() != null);
            classification.furtherStates().forEach(state -> process.openPart(ref, state));
        };
    }

    @Bean
    JavaDelegate correctionCancelForward(ClockTasks clocks) {
        return clocks.cancel(PARENT_FORWARD, "the data are of this State");
    }

    @Bean
    TaskListener correctionRecordForward(CorrectionService corrections) {
        return task -> corrections.forwarded(
                Step.caseOf(task),
                CorrectionProcess.ADDRESSEE.find(task).orElse(null),
                CorrectionProcess.SENT_ON.find(task).orElse(null),
                CorrectionProcess.SENT_BY.find(task).orElse(null));
    }

    @Bean
    JavaDelegate correctionMeetForwardClock(ClockTasks clocks) {
        return clocks.meet(PARENT_FORWARD);
    }

    @Bean
    TaskListener correctionRecordFinding(CorrectionService corrections) {
        return task -> corrections.found(
                Step.caseOf(task),
                CorrectionProcess.FINDING.find(task).orElse(null),
                CorrectionProcess.IDENTITY_CHECKED.find(task).orElse(false));
    }

    @Bean
    TaskListener correctionRecordDecision(CorrectionService corrections) {
        return task -> {
            var decision = corrections.decided(
                    Step.caseOf(task),
                    CorrectionProcess.DECISION.find(task).orElse(null),
                    CorrectionProcess.REASON.find(task).orElse(null));
            CorrectionProcess.GRANTED.set(task.getExecution(), decision == Correction.Decision.CORRECT);
        };
    }

    @Bean
    JavaDelegate correctionTellDecision(CorrectionProcess process) {
        return Step.of(process::decided);
    }

    @Bean
    JavaDelegate correctionNotifyDecision(CorrectionService corrections) {
        return Step.of(corrections::notifyRequester);
    }

    @Bean
    TaskListener correctionRecordLetter(CorrectionService corrections) {
        return task -> corrections.noticePosted(
                Step.caseOf(task),
                CorrectionProcess.SENT_ON.find(task).orElse(null),
                CorrectionProcess.SENT.find(task).orElse(false));
    }

    /** The decision about data of another State is that State's, so this State's clock has nothing to wait for. */
    @Bean
    JavaDelegate correctionSettleClock(ClockTasks clocks) {
        var meet = clocks.meet(PARENT_DECISION);
        var cancel = clocks.cancel(PARENT_DECISION, "the data are of another State, which decides");
        return execution -> (CorrectionProcess.OTHER_STATE.get(execution) ? cancel : meet).execute(execution);
    }

    @Bean
    JavaDelegate correctionStartUploadClock(CorrectionService corrections, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, CORRECTION_UPLOAD, corrections.decidedOn(ref), "decision to correct");
        };
    }

    @Bean
    TaskListener correctionRequireRevised(CorrectionService corrections) {
        return task -> corrections.requireRevised(Step.caseOf(task));
    }

    @Bean
    JavaDelegate correctionSubmit(CorrectionService corrections) {
        return Step.of(corrections::submit);
    }

    @Bean
    TaskListener correctionRecordRepair(CorrectionService corrections) {
        return task -> corrections.requireRepaired(Step.caseOf(task));
    }

    @Bean
    JavaDelegate correctionMeetUploadClock(ClockTasks clocks) {
        return clocks.meet(CORRECTION_UPLOAD);
    }

    @Bean
    JavaDelegate correctionTellRecipients(CorrectionService corrections) {
        return Step.of(corrections::tellRecipients);
    }

    @Bean
    JavaDelegate correctionRemind(ClockTasks clocks) {
        return clocks.remind(PARENT_DECISION);
    }

    @Bean
    JavaDelegate correctionEscalate(ClockTasks clocks) {
        return clocks.escalate(PARENT_DECISION);
    }

    @Bean
    JavaDelegate correctionRemindForward(ClockTasks clocks) {
        return clocks.remind(PARENT_FORWARD);
    }

    @Bean
    JavaDelegate correctionEscalateForward(ClockTasks clocks) {
        return clocks.escalate(PARENT_FORWARD);
    }

    @Bean
    JavaDelegate correctionRemindUpload(ClockTasks clocks) {
        return clocks.remind(CORRECTION_UPLOAD);
    }

    @Bean
    JavaDelegate correctionEscalateUpload(ClockTasks clocks) {
        return clocks.escalate(CORRECTION_UPLOAD);
    }
}
