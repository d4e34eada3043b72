package org.msixcasework.agreement;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every hour which agreements end soon. Tests move the clock instead. */
@Component
@Profile("!test")
class AgreementSchedule {

    private final Agreements agreements;

    AgreementSchedule(Agreements agreements) {
        this.agreements = agreements;
    }

    @Scheduled(initialDelayString = "1m", fixedDelayString = "1h")
    void endsTold() {
        agreements.remind();
    }
}
