package org.msixcasework.process;

import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.msixcasework.core.Time;

/** Keeps the engine's clock at the application's. */
final class EngineTime {

    private EngineTime() {}

    static void follow(Time time) {
        var ahead = time.offset().toMillis();
        if (ahead == 0) {
            ClockUtil.reset();
        } else {
            ClockUtil.offset(ahead);
        }
    }
}
