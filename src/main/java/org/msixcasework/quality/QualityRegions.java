package org.msixcasework.quality;

import java.util.List;
import org.msixcasework.core.NotFound;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Regions;
import org.springframework.stereotype.Component;

/** The regions whose figures the current user may read; disabled ones are measured no more. */
@Component
class QualityRegions {

    private final Regions regions;
    private final Access access;

    QualityRegions(Regions regions, Access access) {
        this.regions = regions;
        this.access = access;
    }

    List<String> readable() {
        return access.regions().orElseGet(regions::keys);
    }

    /**
     * Lets pass whoever may read a region.
     *
     * @throws NotFound if there is no such region
     * @throws org.msixcasework.core.Rejected FORBIDDEN if the current user may not read it
     */
    void require(String region) {
        if (!regions.exists(region)) {
            throw new NotFound("There is no such region");
        }
        access.requireRead(region);
    }
}
