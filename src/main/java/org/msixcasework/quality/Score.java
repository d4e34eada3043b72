package org.msixcasework.quality;

/**
 * The figures of a region and the score that is made of them (DQ-1): half of it is completeness, three tenths accuracy, two tenths
 * timeliness, each of 100; a part without anything to count is left out and the others weigh more.
 *
 * @param expected applicable elements of all children
 * @param there how many of them are there
 * @param clean children in whose record no check of accuracy found anything
 * @param onTime duties of the law that ended in the three months before and were met in time
 * @param late those that were not, or are overdue
 */
record Score(String region, long expected, long there, long children, long clean, long onTime, long late) {

    private static final int COMPLETENESS = 50;
    private static final int ACCURACY = 30;
    private static final int TIMELINESS = 20;
    private static final double WHOLE = 100;

    /** In percent, rounded down: whatever is incomplete never reads as 100. */
    static long percent(long part, long whole) {
        return whole == 0 ? 0 : (long) Math.floor(part * WHOLE / whole);
    }

    public long completeness() {
        return percent(there, expected);
    }

    public long accuracy() {
        return percent(clean, children);
    }

    public long timeliness() {
        return percent(onTime, onTime + late);
    }

    /** Whether a duty ended or is overdue. */
    public boolean hasDuties() {
        return onTime + late > 0;
    }

    /** 0 to 100; 0 where there is no child. */
    public long value() {
        if (children == 0) {
            return 0;
        }
        var points = COMPLETENESS * (double) there / Math.max(1, expected) + ACCURACY * (double) clean / children;
        var weight = COMPLETENESS + ACCURACY;
        if (hasDuties()) {
            points += TIMELINESS * (double) onTime / (onTime + late);
            weight += TIMELINESS;
        }
        return (long) Math.floor(points * WHOLE / weight + 1e-9);
    }
}
