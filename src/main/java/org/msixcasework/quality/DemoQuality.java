package org.msixcasework.quality;

import java.util.Map;
import org.msixcasework.core.DemoClient;
import org.msixcasework.core.ReportingYear;
import org.msixcasework.core.Time;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The quarter that ended, with findings shared with a region, and the visits of the year, one with findings. */
@Component
@Profile("demo")
class DemoQuality {

    private final DemoClient demo;
    private final QualityProcess quality;
    private final MonitoringProcess monitoring;
    private final Time time;

    DemoQuality(DemoClient demo, QualityProcess quality, MonitoringProcess monitoring, Time time) {
        this.demo = demo;
        this.quality = quality;
        this.monitoring = monitoring;
        this.time = time;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(6)
    void show() {
        if (demo.knows(QualityProcess.KEY)) {
            return;
        }
        quality.openQuarter();
        var finding = "DQ-%s-oswego".formatted(QualityProcess.endedBefore(time.today()));
        demo.complete(
                "sda",
                finding,
                "review",
                Map.of(
                        "decision",
                        "SHARE",
                        "findings",
                        "Made-up finding: many enrollments lack facts. Ask the schools in one call each."));
        var year = ReportingYear.of(time.today());
        monitoring.openYear(year);
        demo.complete(
                "lead",
                "MO-%d-metro".formatted(year),
                "recordFindings",
                Map.of(
                        "visitedOn",
                        time.today().toString(),
                        "severity",
                        "MINOR",
                        "findings",
                        "Made-up finding: updates after the term came late twice."));
    }
}
