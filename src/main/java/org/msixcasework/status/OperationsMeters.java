package org.msixcasework.status;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What {@link Operations} sees, as gauges; no number where there is none yet, or the database does not answer. */
@Component
class OperationsMeters implements MeterBinder {

    private final Operations operations;

    OperationsMeters(Operations operations) {
        this.operations = operations;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "casework.outbox.waiting", "Mails and letters that wait", Operations.View::mailsWaiting);
        gauge(registry, "casework.outbox.oldest.seconds", "How long the oldest waits", Operations.View::oldestMail);
        gauge(registry, "casework.upload.age.seconds", "Since the last run of the upload", Operations.View::lastRun);
        gauge(registry, "casework.upload.unsent", "Runs not handed over", Operations.View::runsUnsent);
        gauge(registry, "casework.selfcheck.age.seconds", "Since the last self-check", Operations.View::lastSelfCheck);
        gauge(registry, "casework.jobs.failed", "Jobs that used up their tries", Operations.View::failedJobs);
        gauge(registry, "casework.administrators", "Users who administer", Operations.View::administrators);
    }

    private void gauge(
            MeterRegistry registry, String name, String meaning, Function<Operations.View, @Nullable Long> value) {
        Gauge.builder(name, () -> number(value)).description(meaning).register(registry);
    }

    private double number(Function<Operations.View, @Nullable Long> value) {
        var number = value.apply(operations.view());
        return number == null ? Double.NaN : number;
    }
}
