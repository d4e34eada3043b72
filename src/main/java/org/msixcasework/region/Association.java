package org.msixcasework.region;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A district belongs to a region, from a day on. From its first association on a district belongs to exactly one region on every
 * day (REG-6): the last association of a district never ends.
 *
 * @param to day from which it belongs elsewhere; null while nothing else is decided
 */
record Association(String region, LocalDate from, @Nullable LocalDate to) {

    /** Whether it holds on a day. */
    boolean holds(LocalDate day) {
        return !day.isBefore(from) && (to == null || day.isBefore(to));
    }

    /** The one that holds on a day. */
    static Optional<Association> on(List<Association> known, LocalDate day) {
        return known.stream().filter(association -> association.holds(day)).findFirst();
    }

    /**
     * Why a district cannot go to a region from a day on, if it cannot.
     *
     * @param known its associations, in the order of their days
     */
    static Optional<String> fault(List<Association> known, String region, LocalDate from, LocalDate today) {
        if (from.isBefore(today)) {
            return Optional.of("lies in the past; what was is not rewritten");
        }
        var planned = known.stream()
                .filter(association -> association.from().isAfter(today))
                .findFirst();
        if (planned.isPresent()) {
            return Optional.of("overlaps with the move to %s that is planned for %s; withdraw that first"
                    .formatted(planned.get().region(), planned.get().from()));
        }
        return known.stream()
                .filter(association -> association.to() == null)
                .filter(association -> association.region().equals(region))
                .findFirst()
                .map(same -> "the district belongs to %s already".formatted(region));
    }
}
