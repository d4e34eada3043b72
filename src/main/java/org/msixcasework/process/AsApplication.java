package org.msixcasework.process;

import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;

/** What the application does in the engine by itself, whoever asked for it: nobody's rights are looked at meanwhile. */
public final class AsApplication {

    private AsApplication() {}

    /** Does the work, and lets the engine know again afterwards who asks. */
    public static void run(IdentityService identity, Runnable work) {
        get(identity, () -> {
            work.run();
            return identity;
        });
    }

    /** As {@link #run}, with an answer. */
    public static <T> T get(IdentityService identity, Supplier<T> work) {
        var asking = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            return work.get();
        } finally {
            identity.setAuthentication(asking);
        }
    }
}
