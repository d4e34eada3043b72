package org.msixcasework.bench.stock;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * The diagrams of the application on the engine as it comes: default settings, history in full, no rights, no register, no ledger.
 * What a diagram calls does nothing but set the variables that its gateways read, so every statement that is measured is the
 * engine's own.
 */
@SpringBootApplication
public class Stock {

    public static void main(String[] arguments) {
        SpringApplication.run(Stock.class, arguments);
    }

    /** The clocks as the diagrams ask for them, counted in plain days. */
    @Bean
    Clocks sla() {
        return new Clocks();
    }

    /** Dates for the timers and tasks. */
    public static final class Clocks {

        public Date target(String duty) {
            return inDays(2);
        }

        public Date due(DelegateExecution execution, String duty) {
            return inDays(14);
        }

        public Date nextReminder(DelegateExecution execution, String duty) {
            return inDays(5);
        }

        public Date nextEscalation(DelegateExecution execution, String duty) {
            return inDays(14);
        }

        private static Date inDays(int days) {
            return Date.from(Instant.now().plus(days, ChronoUnit.DAYS));
        }
    }

    @Bean
    TaskListener coeRecordDecision() {
        return task -> task.getExecution().setVariable("approval", task.getVariable("decision"));
    }

    @Bean
    TaskListener coeRecordCorrection() {
        return task -> {};
    }

    @Bean
    TaskListener coeRequireComplete() {
        return task -> {};
    }

    @Bean
    TaskListener coeRecordRepair() {
        return task -> {};
    }

    @Bean
    JavaDelegate coeStartClock() {
        return execution -> {};
    }

    @Bean
    JavaDelegate coeSubmit() {
        return execution -> {};
    }

    @Bean
    JavaDelegate coeMeetClock() {
        return execution -> {};
    }

    @Bean
    JavaDelegate coeRemind() {
        return execution -> execution.setVariable("reminderLeft", false);
    }

    @Bean
    JavaDelegate coeEscalate() {
        return execution -> {};
    }

    @Bean
    JavaDelegate termStartClock() {
        return execution -> {};
    }
}
