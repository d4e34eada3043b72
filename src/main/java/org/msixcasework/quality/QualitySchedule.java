package org.msixcasework.quality;

import org.msixcasework.core.ReportingYear;
import org.msixcasework.core.Time;
import org.msixcasework.core.TimeMoved;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every hour whether a night, a month, a quarter or a year has its measurement and its cases. Tests do it themselves. */
@Component
@Profile("!test")
class QualitySchedule {

    private final QualityProcess quality;
    private final MdereviewProcess reviews;
    private final MonitoringProcess monitoring;
    private final Time time;

    QualitySchedule(QualityProcess quality, MdereviewProcess reviews, MonitoringProcess monitoring, Time time) {
        this.quality = quality;
        this.reviews = reviews;
        this.monitoring = monitoring;
        this.time = time;
    }

    @Scheduled(initialDelayString = "2m", fixedDelayString = "1h")
    void measured() {
        quality.openQuarter();
        quality.measureNight();
        reviews.openMonth();
        monitoring.openYear(ReportingYear.of(time.today()));
    }

    @EventListener
    @Order(6)
    void on(TimeMoved moved) {
        measured();
    }
}
