package org.msixcasework.region;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change would do if it were confirmed now.
 *
 * @param basedOn number of the latest change that it knows; a confirmation that names it is refused once there is another
 * @param claimed tasks that somebody has taken and would lose
 * @param rows the first of the open cases and tasks that go elsewhere
 * @param people who keeps the account but loses the rights, with the groups of each
 */
record Preview(long basedOn, int children, int cases, int tasks, int claimed, List<Row> rows, List<String> people) {

    static final int MOST_ROWS = 200;

    /** A task that would be offered to others, or a case without one; regions null are the State. */
    record Row(
            String process,
            String businessKey,
            @Nullable String element,
            @Nullable String from,
            @Nullable String to,
            String groupsBefore,
            String groupsAfter,
            @Nullable String claimedBy) {}

    /** How many more there are than are listed. */
    public int more() {
        return Math.max(0, Math.max(tasks, cases) - rows.size());
    }
}
