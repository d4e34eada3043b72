package org.msixcasework.sla;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Total;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Access;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The register of cases, searched with their clocks, of those cases that the current user may read. */
@Component
class CaseRegister {

    static final int PAGE_SIZE = 50;

    /** As many are gathered and sorted; of more, the newest are soon met on the way back through the register. */
    private static final int FEW = 1000;

    /** State of a clock that is running past its due date. */
    private static final String OVERDUE = "OVERDUE";

    /**
     * What is searched for; null means all.
     *
     * @param key how the key of the case begins
     * @param region key of a region that has the case or shares it
     * @param status OPEN or CLOSED
     * @param state cases with a clock in this state, or OVERDUE
     */
    record Query(
            @Nullable String key,
            @Nullable String process,
            @Nullable String region,
            @Nullable String status,
            @Nullable String state) {

        /** @throws Rejected INVALID naming each field that is wrong */
        void check(int page) {
            new Violations()
                    .unless(
                            status == null || status.equals("OPEN") || status.equals("CLOSED"),
                            "status",
                            "must be OPEN or CLOSED")
                    .unless(
                            state == null || state.equals(OVERDUE) || isState(state),
                            "state",
                            "must be RUNNING, OVERDUE, MET, MISSED or CANCELLED")
                    .unless(page >= 0, "page", "counts from 0")
                    .refuseIfAny("sla.bad-question", "The register was not read.");
        }

        private static boolean isState(String text) {
            for (var state : Clock.State.values()) {
                if (state.name().equals(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    record Line(
            String process,
            String businessKey,
            @Nullable String region,
            String status,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable String outcome) {}

    /** @param total counted up to {@link Total#MOST} */
    record Found(List<Line> items, long total) {}

    private static final String SHARED =
            "(f.process_key, f.business_key) in (select s.process_key, s.business_key from case_region s where s.region = any (?))";

    /** Found from the clocks, of which few are overdue: the database does not know that, and would look through the cases for them. */
    private static final String DUE_BY = """
            (f.process_key, f.business_key) in (
                with due as materialized (select process_key, business_key from clock where state = 'RUNNING' and due_at < ?)
                select process_key, business_key from due)
            """;

    private final JdbcTemplate jdbc;
    private final Access access;
    private final Time time;

    CaseRegister(JdbcTemplate jdbc, Access access, Time time) {
        this.jdbc = jdbc;
        this.access = access;
        this.time = time;
    }

    /** One page of the cases, newest first. */
    Found search(Query query, int page) {
        query.check(page);
        var where = readable();
        narrow(where, query);
        var total = Total.of(jdbc, "select 1 from case_file f where " + where.text(), where.values());
        var found = "select process_key, business_key, region, opened_at, closed_at, outcome from case_file f where "
                + where.text();
        var items = jdbc.query(
                (total > FEW ? found : "with f as materialized (%s) select * from f".formatted(found))
                        + " order by opened_at desc, business_key limit ? offset ?",
                CaseRegister::line,
                where.values(List.of(), PAGE_SIZE, (long) page * PAGE_SIZE));
        return new Found(items, total);
    }

    private ClockScope.Conditions readable() {
        var where = new ClockScope.Conditions();
        var concealed = access.concealed().toArray(String[]::new);
        access.regions().ifPresent(regions -> {
            var readable = regions.toArray(String[]::new);
            where.and(
                    "(f.region = any (?) or f.process_key = any (?) or f.opened_by = ? and f.process_key = any (?) or %s)"
                            .formatted(SHARED),
                    readable,
                    access.processes().toArray(String[]::new),
                    Actor.user(),
                    concealed,
                    readable);
        });
        if (concealed.length > 0) {
            where.and("(f.process_key <> all (?) or f.opened_by = ?)", concealed, Actor.user());
        }
        return where;
    }

    private void narrow(ClockScope.Conditions where, Query query) {
        if (query.key() != null) {
            where.and("f.business_key like ?", query.key().replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        if (query.process() != null) {
            where.and("f.process_key = ?", query.process());
        }
        if (query.region() != null) {
            where.and("(f.region = ? or " + SHARED + ")", query.region(), new String[] {query.region()});
        }
        if (query.status() != null) {
            where.and(query.status().equals("OPEN") ? "f.closed_at is null" : "f.closed_at is not null");
        }
        var state = query.state();
        if (state != null) {
            switch (state) {
                case OVERDUE -> where.and(DUE_BY, Timestamp.from(time.instant()));
                case "MISSED" -> where.and("f.missed");
                // the state stands in the statement, so that the indexes of one state serve it
                default ->
                    where.and(
                            "exists (select 1 from clock k where k.process_key = f.process_key and k.business_key = f.business_key and k.state = '%s')"
                                    .formatted(Clock.State.valueOf(state)));
            }
        }
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        var closed = row.getTimestamp("closed_at");
        return new Line(
                row.getString("process_key"),
                row.getString("business_key"),
                row.getString("region"),
                closed == null ? "OPEN" : "CLOSED",
                row.getTimestamp("opened_at").toInstant(),
                closed == null ? null : closed.toInstant(),
                row.getString("outcome"));
    }
}
