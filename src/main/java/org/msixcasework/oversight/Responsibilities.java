package org.msixcasework.oversight;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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

/** Who answers for which duty of the programme: the job table of the policy, as the State lead changes it (GOV-2). */
@Component
class Responsibilities {

    /** Duty of the table: keeps policies and procedures. */
    static final String POLICIES = "policies";

    /** Duty of the table: promotes MSIX, and answers schools that ask for access or training. */
    static final String PROMOTION = "promotion";

    /** Duty of the table: works with the contractor of MSIX. */
    static final String TECHNOLOGY = "technology";

    private static final int LONGEST = 500;

    /**
     * A duty.
     *
     * @param requirements ids of the requirements it stands for
     */
    record Responsibility(String key, String duty, String requirements, List<SupportRole> holders) {

        public boolean isHeldBy(SupportRole role) {
            return holders.contains(role);
        }

        /** Whose it is, as people read it. */
        public String owners() {
            return String.join(", ", holders.stream().map(SupportRole::title).toList());
        }
    }

    /** A change of a duty. */
    record Change(
            String duty, List<SupportRole> before, List<SupportRole> after, String reason, Instant at, String actor) {

        public String words() {
            return "%s, before: %s".formatted(titles(after), titles(before));
        }

        private static String titles(List<SupportRole> roles) {
            return String.join(", ", roles.stream().map(SupportRole::title).toList());
        }
    }

    private final JdbcTemplate jdbc;
    private final Audit audit;
    private final Time time;

    Responsibilities(JdbcTemplate jdbc, Audit audit, Time time) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.time = time;
    }

    /** The table, in the order of the policy. */
    List<Responsibility> all() {
        return jdbc.query("select * from responsibility order by position", Responsibilities::row);
    }

    /** @throws NotFound if there is no such duty */
    Responsibility get(String key) {
        return all().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such duty in the table"));
    }

    /** The groups that hear of a duty for which nobody else was named. */
    List<String> owners(String key) {
        return get(key).holders().stream().map(SupportRole::group).toList();
    }

    /** The latest changes, latest first. */
    List<Change> changes(int most) {
        return jdbc.query(
                """
                select r.duty, c.before_holders, c.after_holders, c.reason, c.at, c.actor
                from responsibility_change c join responsibility r on r.key = c.responsibility order by c.id desc limit ?
                """,
                (row, number) -> new Change(
                        row.getString("duty"),
                        roles(row.getArray("before_holders")),
                        roles(row.getArray("after_holders")),
                        row.getString("reason"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor")),
                most);
    }

    /**
     * Gives a duty to other support roles.
     *
     * @throws NotFound if there is no such duty
     * @throws Rejected INVALID naming what does not fit, REFUSED if nothing would change
     */
    @Transactional
    public void assign(String key, Collection<String> holders, @Nullable String reason) {
        var before = get(key);
        var violations = new Violations();
        var after = Arrays.stream(SupportRole.values())
                .filter(role -> holders.contains(role.name()))
                .toList();
        violations.unless(
                !after.isEmpty() && after.size() == holders.stream().distinct().count(),
                "holders",
                "has to name one support role at least, of " + List.of(SupportRole.values()));
        var why = Words.required(reason, "reason", LONGEST, violations);
        violations.refuseIfAny("oversight.bad-responsibility", "The table was not changed.");
        if (before.holders().equals(after)) {
            throw Rejected.refused("oversight.no-change", "The duty is theirs already.");
        }
        jdbc.update("update responsibility set holders = ? where key = ?", names(after), key);
        jdbc.update(
                """
                insert into responsibility_change (responsibility, before_holders, after_holders, reason, at, actor)
                values (?, ?, ?, ?, ?, ?)
                """, key, names(before.holders()), names(after), why, Timestamp.from(time.instant()), Actor.current());
        audit.note("oversight.responsibility-changed", key, String.join(",", names(after)));
    }

    private static String[] names(List<SupportRole> roles) {
        return roles.stream().map(SupportRole::name).toArray(String[]::new);
    }

    private static Responsibility row(ResultSet row, int number) throws SQLException {
        return new Responsibility(
                row.getString("key"),
                row.getString("duty"),
                row.getString("requirements"),
                roles(row.getArray("holders")));
    }

    private static List<SupportRole> roles(Array names) throws SQLException {
        return Arrays.stream((String[]) names.getArray())
                .map(SupportRole::valueOf)
                .sorted()
                .toList();
    }
}
