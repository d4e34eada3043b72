package org.msixcasework.core;

import java.util.TimeZone;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    /**
     * The engine reads the hours of a diagram's timers in the zone of the machine, wherever that stands, and writes its times
     * without one. A session of the database has the zone that the machine had when it was opened: it must be set before any
     * is, or statements that compare the engine's times with ours are hours off.
     */
    @Bean
    static BeanFactoryPostProcessor zone() {
        return beans -> TimeZone.setDefault(TimeZone.getTimeZone(Time.ZONE));
    }

    @Bean
    Time time() {
        return Time.ofMachine();
    }
}
