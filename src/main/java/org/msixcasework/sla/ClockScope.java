package org.msixcasework.sla;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.identity.Access;
import org.msixcasework.process.Routing;
import org.springframework.stereotype.Component;

/**
 * Which clocks a question is about, of those whose cases the current user may read. A clock counts for one region; that another
 * region may read its case does not make it count there too.
 */
@Component
public class ClockScope {

    /**
     * What is asked for; null means all.
     *
     * @param region key of a region, or {@link Routing#STATE} for what belongs to none
     * @param process key of a process
     * @param kind how binding the duties are
     */
    public record Filter(@Nullable String region, @Nullable String process, Duty.@Nullable Kind kind) {}

    /** Conditions on the rows of a table and their values, in order. */
    public static final class Conditions {

        private final List<String> conditions = new ArrayList<>(List.of("true"));
        private final List<Object> values = new ArrayList<>();

        /** Demands one condition more. */
        public Conditions and(String condition, Object... given) {
            conditions.add(condition);
            values.addAll(Arrays.asList(given));
            return this;
        }

        public String text() {
            return String.join(" and ", conditions);
        }

        /** The values of the conditions between others that stand before and after them in a statement. */
        public Object[] values(List<?> before, Object... after) {
            var all = new ArrayList<Object>(before);
            all.addAll(values);
            all.addAll(Arrays.asList(after));
            return all.toArray();
        }

        public Object[] values() {
            return values(List.of());
        }
    }

    private final Access access;
    private final Duties duties;

    ClockScope(Access access, Duties duties) {
        this.access = access;
        this.duties = duties;
    }

    /**
     * Conditions on a table with the columns {@code region}, {@code process_key} and {@code deadline}.
     *
     * @param state an SQL expression that is true of what belongs to the State and to no region
     */
    private Conditions conditions(Filter filter, String state) {
        var where = new Conditions();
        var regions = access.regions();
        if (filter.region() != null) {
            // whoever reads no region may still read a kind of case everywhere
            if (access.processes().isEmpty()) {
                access.requireRead(filter.region().equals(Routing.STATE) ? null : filter.region());
            }
            if (filter.region().equals(Routing.STATE)) {
                where.and(state);
            } else {
                where.and("region = ?", filter.region());
            }
        }
        regions.ifPresent(readable -> where.and(
                "(region = any (?) or process_key = any (?))",
                readable.toArray(String[]::new),
                access.processes().toArray(String[]::new)));
        var concealed = access.concealed();
        if (!concealed.isEmpty()) {
            where.and("process_key <> all (?)", (Object) concealed.toArray(String[]::new));
        }
        if (filter.process() != null) {
            where.and("process_key = ?", filter.process());
        }
        var kind = filter.kind();
        if (kind != null) {
            where.and("deadline = any (?)", (Object) Arrays.stream(Deadline.values())
                    .filter(deadline -> duties.get(deadline).kind() == kind)
                    .map(Enum::name)
                    .toArray(String[]::new));
        }
        return where;
    }

    /**
     * Conditions on the table {@code clock}.
     *
     * @throws org.msixcasework.core.Rejected FORBIDDEN for a region that the current user may not read
     */
    public Conditions clocks(Filter filter) {
        return conditions(filter, "region is null");
    }

    /** As {@link #clocks}, on the tables {@code clock_load} and {@code clock_tally}. */
    public Conditions tally(Filter filter) {
        return conditions(filter, "region = ''");
    }
}
