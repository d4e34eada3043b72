package org.msixcasework.core;

import java.util.TimeZone;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    /** The engine reads the hours of a diagram's timers in the zone of the machine, wherever that stands. */
    TimeConfiguration() {
        TimeZone.setDefault(TimeZone.getTimeZone(Time.ZONE));
    }

    @Bean
    Time time() {
        return Time.ofMachine();
    }
}
