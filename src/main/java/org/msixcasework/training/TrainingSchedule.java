package org.msixcasework.training;

import org.msixcasework.core.ReportingYear;
import org.msixcasework.core.Time;
import org.msixcasework.core.TimeMoved;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Opens every hour the refreshers and the year that are due; what a stopped night left out comes with the next look. */
@Component
class TrainingSchedule {

    private final RefresherWork refreshers;

    TrainingSchedule(RefresherWork refreshers) {
        this.refreshers = refreshers;
    }

    @Scheduled(initialDelayString = "3m", fixedDelayString = "1h")
    void refreshersOpened() {
        refreshers.openDue();
    }

    @EventListener
    @Order(6)
    void on(TimeMoved moved) {
        refreshers.openDue();
    }

    /** Tests open the years that they need. */
    @Component
    @Profile("!test")
    static class Years {

        private final TrainingYearProcess years;
        private final Time time;

        Years(TrainingYearProcess years, Time time) {
            this.years = years;
            this.time = time;
        }

        @Scheduled(initialDelayString = "1m", fixedDelayString = "1h")
        void yearOpened() {
            years.open(ReportingYear.of(time.today()));
        }

        @EventListener
        @Order(6)
        void on(TimeMoved moved) {
            yearOpened();
        }
    }
}
