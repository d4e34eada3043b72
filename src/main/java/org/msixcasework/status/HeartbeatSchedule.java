package org.msixcasework.status;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** One heartbeat a minute. Tests write their own. */
@Component
@Profile("!test")
class HeartbeatSchedule {

    private final Heartbeats heartbeats;

    HeartbeatSchedule(Heartbeats heartbeats) {
        this.heartbeats = heartbeats;
    }

    @Scheduled(cron = "5 * * * * *")
    void heartBeaten() {
        heartbeats.beat();
    }
}
