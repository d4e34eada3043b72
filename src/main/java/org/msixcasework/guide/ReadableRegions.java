package org.msixcasework.guide;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Regions;
import org.springframework.stereotype.Component;

/** The regions that somebody may ask about. */
@Component
class ReadableRegions {

    private final Access access;
    private final Regions regions;

    ReadableRegions(Access access, Regions regions) {
        this.access = access;
        this.regions = regions;
    }

    List<String> all() {
        return access.regions().orElseGet(regions::everyKey).stream().sorted().toList();
    }

    /** One that was asked for, where it may be read; otherwise all. */
    List<String> asked(@Nullable String region) {
        var readable = all();
        return region != null && readable.contains(region) ? List.of(region) : readable;
    }
}
