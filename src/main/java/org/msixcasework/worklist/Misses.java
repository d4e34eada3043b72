package org.msixcasework.worklist;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Total;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Roles;
import org.msixcasework.process.Cases;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Duties;
import org.msixcasework.sla.Duty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register of clocks that were missed or are late (WRK-10). A service target that was missed needs a reason; a duty of the
 * law needs an explanation, and stands in the report with it.
 */
@Component
class Misses {

    /**
     * One late clock.
     *
     * @param metOn when it was met after all; null while it is late still
     * @param daysLate calendar days after the due date
     * @param needs what is asked for: a reason or an explanation
     * @param text the reason or explanation; null while it is open
     */
    record Miss(
            long clockId,
            String process,
            String businessKey,
            @Nullable String region,
            Deadline deadline,
            Duty.Kind kind,
            LocalDate dueOn,
            @Nullable LocalDate metOn,
            long daysLate,
            String needs,
            @Nullable String text,
            @Nullable String givenBy,
            @Nullable Instant givenAt) {

        @JsonIgnore
        public boolean isOpen() {
            return text == null;
        }

        /** The line of the report; service targets have none. */
        @JsonProperty
        public @Nullable String reportLine() {
            return kind != Duty.Kind.STATUTORY
                    ? null
                    : "%s of %s %s (%s) was due on %s and %s, %d days late: %s"
                            .formatted(
                                    deadline,
                                    process,
                                    businessKey,
                                    region == null ? "the State" : region,
                                    dueOn,
                                    metOn == null ? "is not met yet" : "was met on " + metOn,
                                    daysLate,
                                    text == null ? "no explanation yet" : text);
        }
    }

    record Found(List<Miss> items, long total) {}

    private static final Set<String> STATE = Set.of(Roles.STATE_DATA_ADMINISTRATOR, Roles.MSIX_STATE_LEAD);

    private static final List<String> REGIONAL = List.of(Roles.REGIONAL_DIRECTOR, Roles.DATA_SPECIALIST);

    private static final int SHORTEST = 10;
    private static final int LONGEST = 2000;

    static final int PAGE_SIZE = 100;

    /** By the region in which a clock ended, as on the board: it answers for it. */
    private static final String LATE = """
            from clock c left join miss m on m.clock_id = c.id
            where c.state in ('RUNNING', 'MISSED') and c.due_at < ?
            """;

    private static final String COLUMNS = """
            select c.id, c.process_key, c.business_key, c.region, c.deadline, c.due_on, c.met_at, m.text, m.given_by, m.given_at
            """;

    private final JdbcTemplate jdbc;
    private final Access access;
    private final Cases cases;
    private final Duties duties;
    private final Audit audit;
    private final Time time;

    Misses(JdbcTemplate jdbc, Access access, Cases cases, Duties duties, Audit audit, Time time) {
        this.jdbc = jdbc;
        this.access = access;
        this.cases = cases;
        this.duties = duties;
        this.audit = audit;
        this.time = time;
    }

    /**
     * The register, latest due date first.
     *
     * @param region one region, or null for all that the current user may read
     * @param kind of duty, or null for all
     * @param open whether only those without a word are asked for
     * @param page from 0; null for all pages at once
     */
    @Transactional(readOnly = true)
    public Found find(@Nullable String region, Duty.@Nullable Kind kind, boolean open, @Nullable Integer page) {
        if (region != null) {
            access.requireRead(region);
        }
        var where = new StringBuilder();
        var values = new ArrayList<Object>(List.of(Timestamp.from(time.instant())));
        if (region != null) {
            where.append(" and c.region = ?");
            values.add(region);
        }
        where.append(" and c.process_key <> all (?)");
        values.add(access.concealed().toArray(String[]::new));
        access.regions().ifPresent(regions -> {
            where.append(" and c.region = any (?)");
            values.add(regions.toArray(String[]::new));
        });
        if (kind != null) {
            where.append(" and c.deadline = any (?)");
            values.add(Arrays.stream(Deadline.values())
                    .filter(deadline -> duties.get(deadline).kind() == kind)
                    .map(Enum::name)
                    .toArray(String[]::new));
        }
        if (open) {
            where.append(" and m.clock_id is null");
        }
        var total = Total.of(jdbc, "select 1 " + LATE + where, values.toArray());
        where.append(" order by c.due_at desc, c.id desc");
        if (page != null) {
            where.append(" limit ? offset ?");
            values.add(PAGE_SIZE);
            values.add((long) page * PAGE_SIZE);
        }
        return new Found(jdbc.query(COLUMNS + LATE + where, (row, number) -> read(row), values.toArray()), total);
    }

    private Miss read(ResultSet row) throws SQLException {
        var deadline = Deadline.valueOf(row.getString("deadline"));
        var kind = duties.get(deadline).kind();
        var dueOn = row.getDate("due_on").toLocalDate();
        var metAt = row.getTimestamp("met_at");
        var metOn = metAt == null ? null : LocalDate.ofInstant(metAt.toInstant(), Time.ZONE);
        var givenAt = row.getTimestamp("given_at");
        return new Miss(
                row.getLong("id"),
                row.getString("process_key"),
                row.getString("business_key"),
                row.getString("region"),
                deadline,
                kind,
                dueOn,
                metOn,
                ChronoUnit.DAYS.between(dueOn, metOn == null ? time.today() : metOn),
                kind == Duty.Kind.STATUTORY ? "explanation" : "reason",
                row.getString("text"),
                row.getString("given_by"),
                givenAt == null ? null : givenAt.toInstant());
    }

    /**
     * Says why a clock was missed. It is said once; what was said stays.
     *
     * @param text reason or explanation, without personal data
     * @throws Rejected INVALID, FORBIDDEN, CONFLICT if it was said before, REFUSED if the clock is not late
     */
    @Transactional
    public void explain(long clockId, String text) {
        var clock = jdbc
                .query(
                        "select process_key, business_key, region, deadline, state, due_at from clock where id = ?",
                        (row, number) -> new Late(
                                new CaseRef(row.getString("process_key"), row.getString("business_key")),
                                row.getString("region"),
                                row.getString("deadline"),
                                row.getString("state").equals("MISSED")
                                        || (row.getString("state").equals("RUNNING")
                                                && row.getTimestamp("due_at")
                                                        .toInstant()
                                                        .isBefore(time.instant()))),
                        clockId)
                .stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no clock " + clockId));
        requireRight(clock.region());
        var given = text.strip();
        new Violations()
                .unless(
                        given.length() >= SHORTEST && given.length() <= LONGEST,
                        "text",
                        "must say why, in %d to %d characters".formatted(SHORTEST, LONGEST))
                .refuseIfAny("worklist.bad-miss", "Nothing was noted.");
        if (!clock.late()) {
            throw Rejected.refused("worklist.not-late", "This clock is not late; there is nothing to explain.");
        }
        if (jdbc.update(
                        "insert into miss (clock_id, text, given_by, given_at) values (?, ?, ?, ?) on conflict do nothing",
                        clockId,
                        given,
                        Actor.current(),
                        Timestamp.from(time.instant()))
                == 0) {
            throw Rejected.conflict("worklist.explained", "It was said before why this clock was missed.");
        }
        cases.note(clock.ref(), "explained a late clock", clock.deadline());
        audit.note("worklist.miss-explained", clock.ref().toString(), clock.deadline());
    }

    private record Late(CaseRef ref, @Nullable String region, String deadline, boolean late) {}

    private static void requireRight(@Nullable String region) {
        var may = Actor.uses(group -> STATE.contains(group)
                || (region != null
                        && REGIONAL.stream()
                                .anyMatch(role -> Roles.in(role, region).equals(group))));
        if (!may) {
            throw Rejected.forbidden(
                    "worklist.not-your-miss",
                    "Why a clock was missed is said by the people of its region, a State data administrator or the State lead.");
        }
    }
}
