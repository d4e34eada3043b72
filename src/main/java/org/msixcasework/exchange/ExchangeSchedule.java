package org.msixcasework.exchange;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks into the inbox every few seconds. Tests move the clock instead. */
@Component
@Profile("!test")
class ExchangeSchedule {

    private final Inbox inbox;
    private final ObjectProvider<MsixSimulator> simulator;

    ExchangeSchedule(Inbox inbox, ObjectProvider<MsixSimulator> simulator) {
        this.inbox = inbox;
        this.simulator = simulator;
    }

    @Scheduled(fixedDelayString = "${casework.exchange.poll:10s}", initialDelayString = "${casework.exchange.poll:10s}")
    void answersRead() {
        simulator.ifAvailable(MsixSimulator::answer);
        inbox.read();
    }
}
