package org.msixcasework.term;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Goes on with what a stop or another node left, and closes terms that ended. Tests move the clock instead. */
@Component
@Profile("!test")
class TermSchedule {

    private final TermWork work;

    TermSchedule(TermWork work) {
        this.work = work;
    }

    @Scheduled(initialDelayString = "5s", fixedDelayString = "1m")
    void termsClosed() {
        work.begin();
    }
}
