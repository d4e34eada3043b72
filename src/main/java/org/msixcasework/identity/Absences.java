package org.msixcasework.identity;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who stands in for whom, and when (WRK-9). While a period lasts, the substitute has the absent colleague's groups; the groups
 * that run the system or its users are never among them. Naming a substitute takes a right of one's own.
 */
@Component
public class Absences {

    /**
     * One period of absence.
     *
     * @param from first day, in the State's time zone
     * @param to last day
     * @param endedAt when it was withdrawn; null while it stands
     */
    public record Absence(
            long id,
            String user,
            String substitute,
            LocalDate from,
            LocalDate to,
            String namedBy,
            Instant namedAt,
            @Nullable Instant endedAt) {}

    private static final long LOCK = 7_240_016;

    private static final int LONGEST_DAYS = 366;

    private static final Set<String> NEVER_COVERED =
            Set.of(Roles.ADMINISTRATOR, Roles.TECHNICAL, Roles.STATE_USER_ADMINISTRATOR);

    private static final Set<String> NO_STAFF = Set.of(Roles.ADMINISTRATOR, Roles.TECHNICAL);

    private static final Set<String> FOR_ANYBODY =
            Set.of(Roles.STATE_USER_ADMINISTRATOR, Roles.STATE_DATA_ADMINISTRATOR);

    private final JdbcTemplate jdbc;
    private final Staff staff;
    private final Audit audit;
    private final Time time;

    Absences(JdbcTemplate jdbc, Staff staff, Audit audit, Time time) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.audit = audit;
        this.time = time;
    }

    /** The groups that a user has today in place of others, each with whom it belongs to; without {@code own} ones. */
    Map<String, String> covered(String substitute, Set<String> own) {
        var groups = new LinkedHashMap<String, String>();
        var today = Date.valueOf(time.today());
        for (var absent : jdbc.queryForList("""
                select user_id from absence
                where substitute_id = ? and from_day <= ? and to_day >= ? and ended_at is null order by id
                """, String.class, substitute, today, today)) {
            staff.groupsOf(absent).stream()
                    .filter(group -> !own.contains(group) && !NEVER_COVERED.contains(group))
                    .sorted()
                    .forEach(group -> groups.putIfAbsent(group, absent));
        }
        return groups;
    }

    /**
     * Names a substitute for a period.
     *
     * @param user who will be absent; the current user names one for himself, a regional director for members of his
     *     region, state user and data administrators for anybody
     * @param from first day, not before today
     * @param to last day
     * @return the number of the absence
     * @throws Rejected INVALID naming each wrong field, FORBIDDEN, or CONFLICT with another absence
     */
    @Transactional
    public long name(String user, String substitute, LocalDate from, LocalDate to) {
        requireRightOver(user);
        var violations = new Violations()
                .unless(isStaff(user), "user", "is not a member of staff")
                .unless(isStaff(substitute), "substitute", "is not a member of staff")
                .unless(!user.equals(substitute), "substitute", "must be somebody else")
                .unless(!from.isBefore(time.today()), "from", "must not lie in the past")
                .unless(!to.isBefore(from), "to", "must not be before the first day")
                .unless(to.isBefore(from.plusDays(LONGEST_DAYS)), "to", "must be within a year from the first day");
        violations.refuseIfAny("identity.bad-absence", "No substitute was named.");
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
        if (overlaps("user_id", user, from, to)) {
            throw Rejected.conflict(
                    "identity.absence-overlaps", "There is an absence in these days already; withdraw it first.");
        }
        if (overlaps("user_id", substitute, from, to)) {
            throw Rejected.conflict(
                    "identity.substitute-absent",
                    "%s is absent in these days; name somebody else.".formatted(substitute));
        }
        if (overlaps("substitute_id", user, from, to)) {
            throw Rejected.conflict(
                    "identity.absent-substitute",
                    "%s stands in for a colleague in these days; let that colleague name somebody else first."
                            .formatted(user));
        }
        var id = jdbc.queryForObject(
                """
                insert into absence (user_id, substitute_id, from_day, to_day, named_by, named_at)
                values (?, ?, ?, ?, ?, ?) returning id
                """,
                Long.class,
                user,
                substitute,
                Date.valueOf(from),
                Date.valueOf(to),
                Actor.user(),
                Timestamp.from(time.instant()));
        audit.note("identity.absence-named", user, "%s from %s to %s".formatted(substitute, from, to));
        return id == null ? 0 : id;
    }

    /** Withdraws an absence; the substitute's rights end with it at once. */
    @Transactional
    public void end(long id) {
        var absence = jdbc.query("select * from absence where id = ?", Absences::read, id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no absence " + id));
        requireRightOver(absence.user());
        if (jdbc.update(
                        "update absence set ended_at = ? where id = ? and ended_at is null",
                        Timestamp.from(time.instant()),
                        id)
                == 1) {
            audit.note("identity.absence-ended", absence.user(), absence.substitute());
        }
    }

    /** Ends every absence of a user who leaves, and every one in which he stands in for a colleague (ACC-21). */
    void endAllOf(String userId) {
        var ended = jdbc.update(
                "update absence set ended_at = ? where (user_id = ? or substitute_id = ?) and ended_at is null",
                Timestamp.from(time.instant()),
                userId,
                userId);
        if (ended > 0) {
            audit.note("identity.absence-ended", userId, "account closed");
        }
    }

    /** The absences that the current user may see and that have not passed, first day first. */
    @Transactional(readOnly = true)
    public List<Absence> mine() {
        return jdbc
                .query(
                        "select * from absence where to_day >= ? and ended_at is null order by from_day, id",
                        Absences::read,
                        Date.valueOf(time.today()))
                .stream()
                .filter(absence -> absence.substitute().equals(Actor.user())
                        || mayNameFor(absence.user())
                        || Actor.holds(Roles.MSIX_STATE_LEAD::equals))
                .toList();
    }

    /** Whether the current user may name a substitute for {@code user}, by a right of his own. */
    public boolean mayNameFor(String user) {
        return user.equals(Actor.user())
                || Actor.holds(FOR_ANYBODY::contains)
                || Roles.regionsOf(staff.groupsOf(user))
                        .anyMatch(region -> Actor.holds(Roles.in(Roles.REGIONAL_DIRECTOR, region)::equals));
    }

    private void requireRightOver(String user) {
        if (!mayNameFor(user)) {
            throw Rejected.forbidden(
                    "identity.not-your-absence",
                    "You name a substitute for yourself only, as a director for your region, or as an administrator.");
        }
    }

    private boolean isStaff(String user) {
        return !NO_STAFF.containsAll(staff.groupsOf(user));
    }

    private boolean overlaps(String column, String user, LocalDate from, LocalDate to) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from absence where %s = ? and from_day <= ? and to_day >= ? and ended_at is null)"
                        .formatted(column),
                Boolean.class,
                user,
                Date.valueOf(to),
                Date.valueOf(from)));
    }

    private static Absence read(ResultSet row, int number) throws SQLException {
        var ended = row.getTimestamp("ended_at");
        return new Absence(
                row.getLong("id"),
                row.getString("user_id"),
                row.getString("substitute_id"),
                row.getDate("from_day").toLocalDate(),
                row.getDate("to_day").toLocalDate(),
                row.getString("named_by"),
                row.getTimestamp("named_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
