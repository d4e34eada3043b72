package org.msixcasework.sla;

import java.time.LocalDate;
import org.msixcasework.core.CaseRef;

/**
 * A clock reached a reminder or climbed a level. Published once for each, in the transaction that records it.
 *
 * @param level counts from 1
 * @param repetition 0, or how often the last level was repeated
 * @param role whom it reaches; the region of the case goes with a regional role; {@link Duty#OWNER} is told by the case type
 */
public record MilestoneReached(
        CaseRef ref,
        Deadline deadline,
        Kind kind,
        int level,
        int repetition,
        String role,
        LocalDate dueOn,
        boolean statutory) {

    /** Before or after the due date. */
    public enum Kind {
        REMINDER,
        ESCALATION
    }
}
