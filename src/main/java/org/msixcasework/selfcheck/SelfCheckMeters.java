package org.msixcasework.selfcheck;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Time;
import org.springframework.stereotype.Component;

/**
 * A gauge for each check: what the last run found, on whichever node it ran; no number where the check failed or was never asked.
 * Read at most once a minute, however often somebody asks.
 */
@Component
class SelfCheckMeters implements MeterBinder {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Seen(Map<String, Double> counts, Instant at) {}

    private final SelfCheck selfCheck;
    private final Time time;
    private volatile @Nullable Seen seen;

    SelfCheckMeters(SelfCheck selfCheck, Time time) {
        this.selfCheck = selfCheck;
        this.time = time;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var check : selfCheck.checks()) {
            Gauge.builder("casework.selfcheck", () -> counts().getOrDefault(check.key(), Double.NaN))
                    .description("What the last self-check found")
                    .tag("check", check.key())
                    .register(registry);
        }
    }

    private Map<String, Double> counts() {
        var known = seen;
        var now = time.ofThisMachine();
        if (known == null || Duration.between(known.at(), now).compareTo(KEPT) > 0) {
            known = new Seen(read(), now);
            seen = known;
        }
        return known.counts();
    }

    private Map<String, Double> read() {
        var counts = new HashMap<String, Double>();
        selfCheck
                .latest()
                .ifPresent(run -> selfCheck.findings(run).forEach(finding -> {
                    var count = finding.count();
                    if (count != null) {
                        counts.put(finding.check().key(), count.doubleValue());
                    }
                }));
        return counts;
    }
}
