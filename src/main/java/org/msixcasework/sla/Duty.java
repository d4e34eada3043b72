package org.msixcasework.sla;

import java.util.List;
import java.util.Locale;

/**
 * One row of {@code processes/deadlines.dmn}.
 *
 * @param amount how many units after the start it is due
 * @param kind how binding it is; shown in different words and colours
 * @param reminders before the due date, in order
 * @param escalations from the due date on, in order; the last repeats daily
 * @param citation the sentence or requirement it serves
 */
public record Duty(
        Deadline deadline,
        int amount,
        Unit unit,
        Kind kind,
        List<Milestone> reminders,
        List<Milestone> escalations,
        String citation) {

    /** In place of a role: whoever owes the duty, where no role does. The case type knows who that is, and tells him. */
    public static final String OWNER = "owner";

    /** How long it is, as people read it, such as {@code 10 working days}. */
    public String length() {
        var word = unit.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return amount + " " + (amount == 1 ? word.substring(0, word.length() - 1) : word);
    }

    /** What is counted. */
    public enum Unit {
        /** Wall-clock hours. */
        HOURS,
        /** Days on which the offices of the calendar are open. */
        WORKING_DAYS,
        /** Every day. */
        CALENDAR_DAYS,
        /** Months of the calendar. */
        MONTHS,
        /** Years of the calendar. */
        YEARS
    }

    /** How long it lasts, as the ledger keeps it. */
    String rule() {
        return amount + " " + unit;
    }

    /** How binding a duty is. */
    public enum Kind {
        /** Law or stated policy; never pauses. */
        STATUTORY("statutory deadline"),
        /** "When possible": a target. */
        SERVICE("service target, when possible"),
        /** The running of the system. */
        OPERATIONAL("running of the system"),
        /** Rules about accounts. */
        SECURITY("rule about accounts"),
        /** How long something is kept. */
        RETENTION("time to keep papers");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** How people read it. */
        public String label() {
            return label;
        }
    }

    /**
     * A reminder or a level of escalation.
     *
     * @param level counts from 1
     * @param offset in the duty's unit (days where it counts months or years): of a reminder after the start, or in days
     *     before the due date where it is negative; of an escalation after the due date
     * @param role whom it reaches, or {@link #OWNER}
     */
    public record Milestone(int level, int offset, String role) {}
}
