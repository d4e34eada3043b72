package org.msixcasework.region;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Goes on with what a stop or another node left, and begins what was planned for today. Tests move the clock instead. */
@Component
@Profile("!test")
class RegionSchedule {

    private final RegionWork work;

    RegionSchedule(RegionWork work) {
        this.work = work;
    }

    @Scheduled(initialDelayString = "7s", fixedDelayString = "1m")
    void changesCarriedOut() {
        work.begin();
    }
}
