package org.msixcasework.identity;

import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Time;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.WebUtils;

/**
 * The sessions of people on pages and webapps (SEC-1, SEC-10). The container's own limit is of no use: Tasklist asks for its list
 * again and again, and every request would count. Here a session lives by what a person does.
 */
@Component
public class Sessions {

    /** A user is signed in from a second browser or address; he and the State User Administrator are told. */
    public record Doubled(String userId) {}

    /** Why a session ended. */
    enum Ended {
        /** By its user, here. */
        SIGNED_OUT,
        /** By its user, from another session. */
        ELSEWHERE,
        /** Nobody did anything. */
        IDLE,
        /** The account was disabled. */
        ACCOUNT
    }

    /** One session as its user sees it. */
    record Line(String id, Instant startedAt, Instant lastActiveAt, String address, String browser) {}

    /** What a session of the container knows of its row. */
    private final class Entry implements HttpSessionBindingListener {

        private final String id;
        private final String userId;

        Entry(String id, String userId) {
            this.id = id;
            this.userId = userId;
        }

        @Override
        public void valueUnbound(HttpSessionBindingEvent gone) {
            if (running) {
                end(id, Ended.SIGNED_OUT);
            }
        }
    }

    private static final String ENTRY = Sessions.class.getName();

    private static final int LONGEST = 200;

    private static final Duration NOTED_ACTIVITY = Duration.ofSeconds(20);

    private static final Duration KEPT = Duration.ofDays(30);

    /** How much longer the container keeps a session, so that whoever comes late is told why it ended. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final JdbcTemplate jdbc;
    private final AccountRules rules;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Time time;

    /** The container lets its sessions go after the database is closed. */
    private volatile boolean running = true;

    Sessions(
            JdbcTemplate jdbc,
            AccountRules rules,
            Audit audit,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Time time) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.audit = audit;
        this.events = events;
        this.transaction = transaction;
        this.time = time;
    }

    @PreDestroy
    void stop() {
        running = false;
    }

    /** The row of the session that a signed-in user's request belongs to; a new session gets one. */
    String of(HttpServletRequest request, String userId) {
        var session = request.getSession();
        synchronized (WebUtils.getSessionMutex(session)) {
            var known = entry(session);
            if (known != null && known.userId.equals(userId)) {
                return known.id;
            }
            var opened = new Entry(UUID.randomUUID().toString(), userId);
            var browser = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
            transaction.executeWithoutResult(status -> open(opened, request.getRemoteAddr(), shortened(browser)));
            session.setMaxInactiveInterval(Math.toIntExact(idle().plus(GRACE).toSeconds()));
            session.setAttribute(ENTRY, opened);
            return opened.id;
        }
    }

    /** The row of the session that a request belongs to, if it belongs to one. */
    Optional<String> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false))
                .map(Sessions::entry)
                .map(entry -> entry.id);
    }

    private static @Nullable Entry entry(HttpSession session) {
        return (Entry) session.getAttribute(ENTRY);
    }

    private void open(Entry session, String address, String browser) {
        var now = Timestamp.from(time.ofThisMachine());
        var others =
                jdbc.queryForObject("""
                select count(*) from user_session
                where user_id = ? and ended_at is null and last_active_at > ? and (address <> ? or browser <> ?)
                """, Integer.class, session.userId, Timestamp.from(idleSince()), address, browser);
        jdbc.update("""
                insert into user_session (id, user_id, started_at, last_active_at, address, browser)
                values (?, ?, ?, ?, ?, ?)
                """, session.id, session.userId, now, now, address, browser);
        if (others != null && others > 0 && rules.alertSecondSession()) {
            audit.note(
                    session.userId, "identity.second-session", session.userId, "other sessions: %d".formatted(others));
            events.publishEvent(new Doubled(session.userId));
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private Instant idleSince() {
        return time.ofThisMachine().minus(idle());
    }

    Duration idle() {
        return Duration.ofMinutes(rules.idleMinutes());
    }

    Duration warning() {
        return Duration.ofMinutes(rules.idleWarningMinutes());
    }

    /** Why a session is over; empty if it goes on. What was idle for too long ends here, whoever asks. */
    Optional<Ended> over(String id) {
        var ended = jdbc.query(
                "select ended_why, last_active_at from user_session where id = ?",
                (row, number) -> row.getString("ended_why") != null
                        ? Optional.of(Ended.valueOf(row.getString("ended_why")))
                        : row.getTimestamp("last_active_at").toInstant().isBefore(idleSince())
                                ? Optional.of(Ended.IDLE)
                                : Optional.<Ended>empty(),
                id);
        var why = ended.isEmpty() ? Optional.of(Ended.IDLE) : ended.get(0);
        why.filter(Ended.IDLE::equals).ifPresent(idle -> end(id, idle));
        return why;
    }

    /** A person did something. */
    void active(String id) {
        var now = time.ofThisMachine();
        jdbc.update(
                "update user_session set last_active_at = ? where id = ? and ended_at is null and last_active_at < ?",
                Timestamp.from(now),
                id,
                Timestamp.from(now.minus(NOTED_ACTIVITY)));
    }

    /** How long a session goes on if nobody does anything. */
    Duration left(String id) {
        return jdbc
                .query(
                        "select last_active_at from user_session where id = ?",
                        (row, number) -> Duration.between(
                                idleSince(), row.getTimestamp("last_active_at").toInstant()),
                        id)
                .stream()
                .findFirst()
                .orElse(Duration.ZERO);
    }

    /** The open sessions of a user, latest first. */
    List<Line> ofUser(String userId) {
        return jdbc.query(
                "select * from user_session where user_id = ? and ended_at is null and last_active_at > ?"
                        + " order by started_at desc",
                Sessions::line,
                userId,
                Timestamp.from(idleSince()));
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getString("id"),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("last_active_at").toInstant(),
                row.getString("address"),
                row.getString("browser"));
    }

    /**
     * Ends every session of a user but one.
     *
     * @param own the one that stays, or null
     * @return how many ended
     */
    @Transactional
    public int endOthers(String userId, @Nullable String own) {
        var ended = jdbc.update(
                "update user_session set ended_at = ?, ended_why = ? where user_id = ? and ended_at is null"
                        + " and id is distinct from ?",
                Timestamp.from(time.ofThisMachine()),
                Ended.ELSEWHERE.name(),
                userId,
                own);
        audit.note("identity.sessions-ended", userId, "sessions: " + ended);
        return ended;
    }

    private void end(String id, Ended why) {
        transaction.executeWithoutResult(status -> endNow(id, why));
    }

    private void endNow(String id, Ended why) {
        jdbc
                .queryForList(
                        "update user_session set ended_at = ?, ended_why = ? where id = ? and ended_at is null"
                                + " returning user_id",
                        String.class,
                        Timestamp.from(time.ofThisMachine()),
                        why.name(),
                        id)
                .stream()
                .filter(userId -> why == Ended.IDLE)
                .forEach(this::noteTimeout);
    }

    private void noteTimeout(String userId) {
        audit.note(userId, "identity.timed-out", userId, "%d minutes idle".formatted(rules.idleMinutes()));
    }

    @EventListener
    void on(Accounts.Disabled account) {
        jdbc.update(
                "update user_session set ended_at = ?, ended_why = ? where user_id = ? and ended_at is null",
                Timestamp.from(time.ofThisMachine()),
                Ended.ACCOUNT.name(),
                account.userId());
    }

    /** Ends what nobody came back to, and forgets what ended long ago. */
    @Transactional
    public void review() {
        jdbc.queryForList(
                        "select id from user_session where ended_at is null and last_active_at < ? order by id",
                        String.class,
                        Timestamp.from(idleSince()))
                .forEach(id -> end(id, Ended.IDLE));
        jdbc.update(
                "delete from user_session where ended_at < ?",
                Timestamp.from(time.ofThisMachine().minus(KEPT)));
    }
}
