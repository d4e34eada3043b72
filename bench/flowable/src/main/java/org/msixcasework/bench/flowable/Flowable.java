package org.msixcasework.bench.flowable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.flowable.engine.delegate.JavaDelegate;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * The process of a certificate on Flowable with its default settings, again with steps that do nothing: the same tasks, the same
 * transactions, the same timers.
 */
@SpringBootApplication
public class Flowable {

    public static void main(String[] arguments) {
        SpringApplication.run(Flowable.class, arguments);
    }

    @Bean
    Clocks sla() {
        return new Clocks();
    }

    /** Dates for the timers and tasks. */
    public static final class Clocks {

        public Date inDays(int days) {
            return Date.from(Instant.now().plus(days, ChronoUnit.DAYS));
        }
    }

    @Bean
    JavaDelegate nothing() {
        return execution -> {};
    }
}
