package org.msixcasework.identity;

import org.msixcasework.core.Rejected;
import org.springframework.stereotype.Component;

/** Which regions the signed-in user may read. */
@Component
public class Access {

    /** Whether the signed-in user may read records of {@code region}. */
    public boolean mayRead(String region) {
        return false;
    }

    /** As {@link #mayRead}, refusing. */
    public void requireRead(String region) {
        if (!mayRead(region)) {
            throw Rejected.forbidden("identity.forbidden", "You have no right to the records of this region");
        }
    }
}
