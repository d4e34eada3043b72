package org.msixcasework.selfcheck;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The first run of the demo, once its cases are there. */
@Component
@Profile("demo")
class DemoSelfCheck {

    private final SelfCheck selfCheck;

    DemoSelfCheck(SelfCheck selfCheck) {
        this.selfCheck = selfCheck;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void show() {
        if (selfCheck.latest().isEmpty()) {
            selfCheck.runNow();
        }
    }
}
