package org.msixcasework.region;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for a district.
 *
 * @param name null to keep the one it has
 * @param region null to keep the one it belongs to
 * @param from first day in the region; null is today
 */
record DistrictWish(
        String id,
        @Nullable String name,
        @Nullable String region,
        @Nullable LocalDate from) {}
