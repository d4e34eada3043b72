package org.msixcasework.board;

import java.util.List;

/**
 * Foretells how many clocks will be late soon. People do what is due first, at the pace they kept lately: what stands behind more
 * work than they finish until its due date will be late. Pure.
 */
final class Forecast {

    /** How many days are foretold. */
    static final int DAYS = 7;

    /** How many days the pace is taken from. */
    static final int PACE_DAYS = 28;

    private Forecast() {}

    /**
     * How many of the clocks that are due within the days will not be done by their due date.
     *
     * @param due how many are due: overdue already, within one day, between one day and two, and so on
     * @param perDay how many were ended in a day lately, whether in time or late
     */
    static long late(List<Long> due, double perDay) {
        var late = 0L;
        var queued = due.isEmpty() ? 0 : due.get(0);
        for (var day = 1; day < due.size(); day++) {
            queued += due.get(day);
            var undone = queued - (long) Math.floor(perDay * day);
            late += Math.max(0, Math.min(undone, due.get(day)));
        }
        return late;
    }
}
