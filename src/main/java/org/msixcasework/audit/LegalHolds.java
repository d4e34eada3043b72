package org.msixcasework.audit;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What must not be deleted because somebody may have to prove something by it (SEC-13). Every deletion and clean-up asks here
 * first. Several holds on one thing are independent: it is held until the last one is lifted.
 */
@Component
public class LegalHolds {

    /** What can be held. */
    public enum Kind {
        /** A case; its key is {@code <process> <business key>}. */
        CASE,
        /** A child with all its cases; its key is the State student id. */
        CHILD,
        /** An account with all cases about it; its key is the user id. */
        ACCOUNT,
        /** Days of the audit log. */
        LOG
    }

    /**
     * What is to be held.
     *
     * @param key see {@link Kind}; empty for the log
     * @param from first day; only for the log
     * @param to last day; only for the log
     */
    public record Scope(
            Kind kind,
            String key,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {

        @Override
        public String toString() {
            return kind == Kind.LOG ? "log %s to %s".formatted(from, to) : "%s %s".formatted(kind, key);
        }
    }

    /**
     * A hold, lifted or not.
     *
     * @param authority who asked for it, by which paper: a court's docket, a letter of counsel
     */
    public record Hold(
            long id,
            Scope scope,
            String reason,
            String authority,
            Instant placedAt,
            String placedBy,
            @Nullable Instant liftedAt,
            @Nullable String liftedBy,
            @Nullable String liftReason) {

        public boolean isInForce() {
            return liftedAt == null;
        }
    }

    private static final long LOCK = 7_240_021;

    private static final String HOLDS = """
            select h.*, l.reason as lift_reason, l.lifted_at, l.lifted_by
            from legal_hold h left join legal_hold_lifted l on l.hold_id = h.id
            """;

    private final JdbcTemplate jdbc;
    private final Audit audit;
    private final Time time;

    LegalHolds(JdbcTemplate jdbc, Audit audit, Time time) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.time = time;
    }

    /** Whether at least one hold on exactly this is in force. */
    public boolean isHeld(Kind kind, String key) {
        return isHeld(kind, List.of(key));
    }

    /**
     * As {@link #isHeld(Kind, String)}, for one of several keys. Called in the transaction that deletes: until that ends nobody
     * places a hold, so none is missed.
     */
    public boolean isHeld(Kind kind, Collection<String> keys) {
        jdbc.query("select pg_advisory_xact_lock_shared(?)", row -> {}, LOCK);
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select exists (select 1 from legal_hold h where h.kind = ? and h.key = any (?)
                    and not exists (select 1 from legal_hold_lifted l where l.hold_id = h.id))
                """, Boolean.class, kind.name(), keys.toArray(String[]::new)));
    }

    /** All holds, newest first. */
    public List<Hold> all() {
        return jdbc.query(HOLDS + " order by h.id desc", LegalHolds::row);
    }

    /** @throws NotFound if there is no such hold */
    public Hold get(long id) {
        return jdbc.query(HOLDS + " where h.id = ?", LegalHolds::row, id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no hold " + id));
    }

    /**
     * Places a hold; whoever calls has checked that what it names exists. Runs in the caller's transaction, and waits for
     * deletions that have asked already.
     *
     * @throws Rejected INVALID if reason, authority or days are missing
     */
    public Hold place(Scope scope, String reason, String authority) {
        var violations = new Violations();
        words(violations, "reason", reason, 10);
        words(violations, "authority", authority, 3);
        if (scope.kind() == Kind.LOG) {
            violations
                    .unless(scope.from() != null, "from", "is required")
                    .unless(scope.to() != null, "to", "is required")
                    .unless(
                            scope.from() == null
                                    || scope.to() == null
                                    || !scope.to().isBefore(scope.from()),
                            "to",
                            "is before the first day");
        }
        violations.refuseIfAny("audit.bad-hold", "The hold was not placed.");
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
        var id = jdbc.queryForObject(
                """
                insert into legal_hold (kind, key, from_day, to_day, reason, authority, placed_at, placed_by)
                values (?, ?, ?, ?, ?, ?, ?, ?) returning id
                """,
                Long.class,
                scope.kind().name(),
                scope.key(),
                day(scope.from()),
                day(scope.to()),
                reason.strip(),
                authority.strip(),
                Timestamp.from(time.instant()),
                Actor.current());
        audit.note("audit.hold-placed", scope.toString(), "hold " + id);
        return get(id == null ? 0 : id);
    }

    private static @Nullable Date day(@Nullable LocalDate day) {
        return day == null ? null : Date.valueOf(day);
    }

    private static void words(Violations violations, String field, String text, int shortest) {
        violations.unless(
                text.strip().length() >= shortest && text.length() <= 2000,
                field,
                "must have %d to 2000 characters".formatted(shortest));
    }

    /**
     * Lifts a hold, in the caller's transaction.
     *
     * @throws Rejected FORBIDDEN to whoever placed it, CONFLICT if it is lifted, INVALID without a reason
     */
    public Hold lift(long id, String reason) {
        var hold = get(id);
        if (Actor.share(hold.placedBy(), Actor.current())) {
            throw Rejected.forbidden(
                    "audit.own-hold", "A hold is lifted by another person than the one who placed it.");
        }
        var violations = new Violations();
        words(violations, "reason", reason, 10);
        violations.refuseIfAny("audit.bad-hold", "The hold was not lifted.");
        var lifted = jdbc.update("""
                insert into legal_hold_lifted (hold_id, reason, lifted_at, lifted_by) values (?, ?, ?, ?)
                on conflict do nothing
                """, id, reason.strip(), Timestamp.from(time.instant()), Actor.current());
        if (lifted == 0) {
            throw Rejected.conflict("audit.lifted", "This hold was lifted before.");
        }
        audit.note("audit.hold-lifted", hold.scope().toString(), "hold " + id);
        return get(id);
    }

    private static Hold row(ResultSet row, int number) throws SQLException {
        var from = row.getDate("from_day");
        var to = row.getDate("to_day");
        var lifted = row.getTimestamp("lifted_at");
        return new Hold(
                row.getLong("id"),
                new Scope(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("key"),
                        from == null ? null : from.toLocalDate(),
                        to == null ? null : to.toLocalDate()),
                row.getString("reason"),
                row.getString("authority"),
                row.getTimestamp("placed_at").toInstant(),
                row.getString("placed_by"),
                lifted == null ? null : lifted.toInstant(),
                row.getString("lifted_by"),
                row.getString("lift_reason"));
    }
}
