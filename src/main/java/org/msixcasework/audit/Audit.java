package org.msixcasework.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.msixcasework.core.Actor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes down who did what, in the transaction of the deed: what is rolled back was not done. */
@Component
public class Audit {

    private static final ThreadLocal<Boolean> NOTED = ThreadLocal.withInitial(() -> false);

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Audit(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Notes a deed of the current user (SEC-4).
     *
     * @param action {@code <module>.<participle>}, such as {@code record.read}
     * @param subject key of what it was done to; never a name
     * @param detail keys that explain it, such as the purpose of a search; may be empty
     */
    public void note(String action, String subject, String detail) {
        note(Actor.current(), action, subject, detail);
    }

    /** As {@link #note(String, String, String)}, for somebody who is not signed in (yet). */
    public void note(String actor, String action, String subject, String detail) {
        jdbc.update(
                "insert into audit_entry (at, actor, action, subject, detail) values (?, ?, ?, ?, ?)",
                Timestamp.from(clock.instant()),
                actor,
                action,
                subject,
                detail);
        NOTED.set(true);
    }

    /** One line of the trail. */
    public record Entry(Instant at, String actor, String action, String detail) {}

    /**
     * The latest lines about a subject, latest first.
     *
     * @param module whose actions are asked for, such as {@code identity}
     */
    public List<Entry> about(String module, String subject, int most) {
        return jdbc.query("""
                select at, actor, action, detail from audit_entry
                where subject = ? and action like ? || '.%' order by id desc limit ?
                """, Audit::entry, subject, module, most);
    }

    /** The latest times that somebody did something, latest first. */
    public List<Entry> by(String actor, String action, int most) {
        return jdbc.query("""
                select at, actor, action, detail from audit_entry
                where actor = ? and action = ? order by id desc limit ?
                """, Audit::entry, actor, action, most);
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("detail"));
    }

    /** Who did something to a subject, as trails name them; each once. */
    public List<String> actors(String action, String subject) {
        return jdbc.queryForList(
                "select distinct actor from audit_entry where action = ? and subject = ? order by actor",
                String.class,
                action,
                subject);
    }

    /** A new request begins on this thread. */
    public void forget() {
        NOTED.remove();
    }

    /** Whether the current request has noted anything since {@link #forget()}. */
    public boolean hasNoted() {
        return NOTED.get();
    }
}
