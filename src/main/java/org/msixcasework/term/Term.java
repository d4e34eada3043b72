package org.msixcasework.term;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A program term of a region (EOT-8).
 *
 * @param district school district that keeps terms of its own, or null for all others of the region
 * @param start first day
 * @param end last day; day 0 of the thirty calendar days
 * @param version counts the changes, from 1
 * @param closingAt when its cases began to be opened, or null
 * @param closedAt when the last of them was opened, or null
 * @param startCheckedBy who answers for the records at the beginning of the term (EOT-2), or null
 */
record Term(
        String id,
        String region,
        @Nullable String district,
        Type type,
        LocalDate start,
        LocalDate end,
        int version,
        String changedBy,
        String reason,
        @Nullable Instant closingAt,
        @Nullable String closingBy,
        @Nullable Instant closedAt,
        @Nullable String startCheckedBy,
        @Nullable Instant startCheckedAt) {

    enum Type {
        ACADEMIC,
        SUMMER,
        FALL,
        SPRING,
        INTERSESSION
    }

    /** First day of the school year, 1 September to 31 August, that the end of the term lies in. */
    LocalDate schoolYearStart() {
        return LocalDate.of(end.getMonthValue() >= 9 ? end.getYear() : end.getYear() - 1, 9, 1);
    }

    boolean contains(LocalDate day) {
        return !day.isBefore(start) && !day.isAfter(end);
    }
}
