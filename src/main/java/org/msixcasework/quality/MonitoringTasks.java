package org.msixcasework.quality;

import static org.msixcasework.sla.Deadline.MONITORING_CORRECTION;
import static org.msixcasework.sla.Deadline.MONITORING_YEARLY;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.msixcasework.core.Time;
import org.msixcasework.process.Step;
import org.msixcasework.sla.ClockTasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the process {@code monitoring} asks of the application, in the order of the diagram. */
@Configuration(proxyBeanMethods = false)
class MonitoringTasks {

    @Bean
    JavaDelegate monitoringStartVisitClock(MonitoringProcess monitoring, ClockTasks clocks) {
        return execution -> {
            var ref = Step.caseOf(execution);
            clocks.start(ref, MONITORING_YEARLY, monitoring.yearCountsFrom(ref), "the reporting year began");
        };
    }

    @Bean
    TaskListener monitoringRecordRecordFindings(MonitoringProcess monitoring) {
        return task -> MonitoringProcess.ACTION_NEEDED.set(
                task.getExecution(),
                monitoring.record(
                        Step.caseOf(task),
                        MonitoringProcess.VISITED_ON.find(task).orElse(null),
                        MonitoringProcess.SEVERITY.find(task).orElse(null),
                        MonitoringProcess.FINDINGS.find(task).orElse(null)));
    }

    @Bean
    JavaDelegate monitoringMeetVisitClock(MonitoringProcess monitoring, ClockTasks clocks) {
        return clocks.meet(
                MONITORING_YEARLY,
                ref -> monitoring.visitedOn(ref).atStartOfDay(Time.ZONE).toInstant());
    }

    @Bean
    JavaDelegate monitoringRemind(ClockTasks clocks) {
        return clocks.remind(MONITORING_YEARLY);
    }

    @Bean
    JavaDelegate monitoringEscalate(ClockTasks clocks) {
        return clocks.escalate(MONITORING_YEARLY);
    }

    @Bean
    JavaDelegate monitoringStartCorrectionClock(ClockTasks clocks, Time time) {
        return execution ->
                clocks.start(Step.caseOf(execution), MONITORING_CORRECTION, time.today(), "findings were recorded");
    }

    @Bean
    TaskListener monitoringRecordPlanCorrection(MonitoringProcess monitoring) {
        return task -> monitoring.plan(
                Step.caseOf(task),
                MonitoringProcess.ACTION.find(task).orElse(null),
                MonitoringProcess.ACTION_BY.find(task).orElse(null));
    }

    @Bean
    TaskListener monitoringRecordVerifyCorrection(MonitoringProcess monitoring) {
        return task -> MonitoringProcess.CORRECTED.set(
                task.getExecution(),
                monitoring.verify(
                        Step.caseOf(task),
                        MonitoringProcess.DECISION.find(task).orElse(null),
                        MonitoringProcess.VERIFICATION.find(task).orElse(null)));
    }

    @Bean
    JavaDelegate monitoringMeetCorrectionClock(ClockTasks clocks) {
        return clocks.meet(MONITORING_CORRECTION);
    }

    @Bean
    JavaDelegate monitoringRemindOfCorrection(ClockTasks clocks) {
        return clocks.remind(MONITORING_CORRECTION);
    }

    @Bean
    JavaDelegate monitoringEscalateOfCorrection(ClockTasks clocks) {
        return clocks.escalate(MONITORING_CORRECTION);
    }
}
