package org.msixcasework.status;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Health that asks for a person: the group {@code operations} of the health endpoint, for administrators. None of it makes a node
 * unfit for its work, so none of it counts in what load balancers ask.
 */
@Configuration(proxyBeanMethods = false)
class OperationsHealth {

    /** Works, and somebody should look. */
    static final Status ATTENTION = new Status("ATTENTION");

    private static final long LATE_MAIL = Duration.ofMinutes(15).toSeconds();
    private static final long LATE_FILE = Duration.ofHours(2).toSeconds();
    /** A night with two hours of grace. */
    private static final long MISSED_NIGHT = Duration.ofHours(26).toSeconds();

    private static Health.Builder unless(boolean attention) {
        return attention ? Health.status(ATTENTION) : Health.up();
    }

    private static boolean missed(@Nullable Long seconds) {
        return seconds != null && seconds > MISSED_NIGHT;
    }

    private static String since(@Nullable Long seconds) {
        return seconds == null ? "never" : Duration.ofSeconds(seconds).toString();
    }

    @Bean
    HealthIndicator outboxHealthIndicator(Operations operations) {
        return () -> {
            var view = operations.view();
            return unless(view.oldestMail() > LATE_MAIL)
                    .withDetail("waiting", view.mailsWaiting())
                    .withDetail("oldest", since(view.oldestMail()))
                    .build();
        };
    }

    @Bean
    HealthIndicator uploadHealthIndicator(Operations operations) {
        return () -> {
            var view = operations.view();
            return unless(missed(view.lastRun()) || view.oldestUnsent() > LATE_FILE)
                    .withDetail("lastRun", since(view.lastRun()))
                    .withDetail("notHandedOver", view.runsUnsent())
                    .build();
        };
    }

    @Bean
    HealthIndicator selfCheckHealthIndicator(Operations operations) {
        return () -> {
            var view = operations.view();
            return unless(missed(view.lastSelfCheck()) || view.findings() > 0 || view.checksFailed() > 0)
                    .withDetail("last", since(view.lastSelfCheck()))
                    .withDetail("found", view.findings())
                    .withDetail("failed", view.checksFailed())
                    .build();
        };
    }

    @Bean
    HealthIndicator jobsHealthIndicator(Operations operations) {
        return () -> {
            var failed = operations.view().failedJobs();
            return unless(failed > 0).withDetail("failed", failed).build();
        };
    }

    @Bean
    HealthIndicator administratorsHealthIndicator(Operations operations) {
        return () -> {
            var administrators = operations.view().administrators();
            return unless(administrators == 0)
                    .withDetail("members", administrators)
                    .build();
        };
    }
}
