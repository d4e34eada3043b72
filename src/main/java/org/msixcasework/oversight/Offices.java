package org.msixcasework.oversight;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Roles;
import org.msixcasework.process.CaseFile;
import org.springframework.stereotype.Component;

/** Whose contacts one reads and adds to: people of the State all, those of a region its own (COL-2, COL-7). */
@Component
class Offices {

    private static final List<String> STATE = List.of(
            Roles.MSIX_STATE_LEAD, Roles.STATE_DATA_ADMINISTRATOR, Roles.STATE_USER_ADMINISTRATOR, Roles.IDR_REVIEWER);

    private final Access access;

    Offices(Access access) {
        this.access = access;
    }

    /** The regions whose contacts the current user reads; empty where it is all, and the State's. */
    Optional<List<String>> readable() {
        return Actor.user().equals(Actor.SYSTEM) || Actor.uses(STATE::contains) ? Optional.empty() : access.regions();
    }

    /** The regions in SQL: null where all are readable. */
    String @Nullable [] regions() {
        return readable().map(regions -> regions.toArray(String[]::new)).orElse(null);
    }

    /** Whether the current user may be told that a case is there. */
    boolean knows(CaseFile file) {
        return !access.concealed().contains(file.ref().process())
                && readable()
                        .map(regions -> regions.contains(String.valueOf(file.region())))
                        .orElse(true);
    }

    /** @throws Rejected FORBIDDEN if the contact is of the State or of another region, and the current user's is one region */
    void require(@Nullable String region) {
        var readable = readable();
        if (readable.isPresent() && (region == null || !readable.get().contains(region))) {
            throw Rejected.forbidden(
                    "oversight.other-region", "This belongs to the State or to a region that is not yours.");
        }
    }

    /**
     * As {@link #require(String)}, of something that is to be stored: of the State's, people of a region hear which field to fill in.
     *
     * @throws Rejected FORBIDDEN if it is of another region
     */
    void require(@Nullable String region, Violations violations) {
        if (region == null) {
            violations.unless(readable().isEmpty(), "region", "is required: choose a region of yours");
        } else {
            require(region);
        }
    }
}
