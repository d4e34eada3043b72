package org.msixcasework.coe;

import static org.msixcasework.sla.Deadline.COE_UPLOAD;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code coe} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class CoeTasks {

    @Bean
    TaskListener coeRecordDecision(CoeService certificates) {
        return task -> {
            var review = Review.of(
                    CoeProcess.DECISION.find(task).orElse(null),
                    CoeProcess.REASON.find(task).orElse(null));
            certificates.review(Step.caseOf(task), review);
            CoeProcess.APPROVAL.set(task.getExecution(), review.decision().name());
        };
    }

    @Bean
    TaskListener coeRecordCorrection(CoeService certificates) {
        return task -> certificates.handBack(Step.caseOf(task));
    }

    @Bean
    JavaDelegate coeStartClock(CoeService certificates, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            var elsewhere = CoeProcess.APPROVED_ON.find(execution).orElse(null);
            clocks.start(ref, COE_UPLOAD, certificates.approvedOn(ref, elsewhere), "COE Approval Date");
        };
    }

    @Bean
    TaskListener coeRequireComplete(CoeService certificates) {
        return task -> certificates.requireEntered(
                Step.caseOf(task), CoeProcess.SEARCHED.find(task).orElse(false));
    }

    @Bean
    JavaDelegate coeSubmit(CoeService certificates) {
        return Step.of(certificates::submit);
    }

    @Bean
    TaskListener coeRecordRepair(CoeService certificates) {
        return task -> certificates.requireRepaired(Step.caseOf(task));
    }

    @Bean
    JavaDelegate coeMeetClock(ClockTasks clocks) {
        return clocks.meet(COE_UPLOAD);
    }

    @Bean
    JavaDelegate coeRemind(ClockTasks clocks) {
        return clocks.remind(COE_UPLOAD);
    }

    @Bean
    JavaDelegate coeEscalate(ClockTasks clocks) {
        return clocks.escalate(COE_UPLOAD);
    }
}
