package org.msixcasework.selfcheck;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every ten minutes whether this night's run is due: a night that was missed is made up for in the morning. */
@Component
@Profile("!test")
class SelfCheckSchedule {

    private final SelfCheck selfCheck;

    SelfCheckSchedule(SelfCheck selfCheck) {
        this.selfCheck = selfCheck;
    }

    @Scheduled(initialDelayString = "4m", fixedDelayString = "10m")
    void nightChecked() {
        selfCheck.runNightly();
    }
}
