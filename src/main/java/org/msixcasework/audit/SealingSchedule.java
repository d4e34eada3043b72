package org.msixcasework.audit;

import org.msixcasework.core.TimeMoved;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Seals what was written every few seconds and once more at the end, and reads the whole chain every night. */
@Component
class SealingSchedule {

    private static final Logger log = LoggerFactory.getLogger(SealingSchedule.class);

    private final Sealer sealer;
    private final Verification verification;

    SealingSchedule(Sealer sealer, Verification verification) {
        this.sealer = sealer;
        this.verification = verification;
    }

    @Scheduled(fixedDelayString = "5s")
    void sealed() {
        sealer.seal();
    }

    @EventListener
    @Order(100)
    void on(TimeMoved moved) {
        sealer.seal();
    }

    @EventListener
    void on(ContextClosedEvent end) {
        sealer.seal();
    }

    @Scheduled(cron = "0 30 4 * * *", zone = "America/New_York")
    void verifiedTonight() {
        var report = verification.verify();
        if (report.isSound()) {
            log.info("The audit log is sound: {} entries, head {}", report.entries(), report.head());
        } else {
            log.error("The audit log was tampered with: {} findings", report.total());
            report.findings().forEach(finding -> log.error("{}: {}", finding.kind(), finding.sentence()));
        }
    }
}
