package org.msixcasework.status;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The state of the system as everybody may know it (SEC-15): no versions, names, numbers of cases or failures that would help an
 * attacker. Kept for some seconds, so that asking often costs nothing.
 */
@Component
class SystemStatus {

    private static final Logger log = LoggerFactory.getLogger(SystemStatus.class);
    private static final Duration KEPT = Duration.ofSeconds(20);
    private static final Duration LATE_JOBS = Duration.ofMinutes(10);
    private static final Duration LATE_MAIL = Duration.ofMinutes(15);
    private static final int MONTH = 30;

    /** Of one part of the system. */
    enum State {
        UP,
        DELAYED,
        DOWN
    }

    /**
     * @param hoursSinceUpload since a file last went to MSIX; null if none ever did
     * @param hoursSinceSelfCheck since the system last checked itself; null if it never did
     * @param uptime30 percent of the last 30 days; null before the first heartbeat
     * @param uptime90 likewise of 90 days
     * @param days the last 90 days, earliest first
     */
    record View(
            State application,
            State database,
            State jobs,
            State mail,
            @Nullable Long hoursSinceUpload,
            @Nullable Long hoursSinceSelfCheck,
            @Nullable Double uptime30,
            @Nullable Double uptime90,
            List<Heartbeats.Day> days) {}

    private record Seen(View view, Instant at) {}

    private final JdbcTemplate jdbc;
    private final Heartbeats heartbeats;
    private final Time time;
    private volatile @Nullable Seen seen;

    SystemStatus(JdbcTemplate jdbc, Heartbeats heartbeats, Time time) {
        this.jdbc = jdbc;
        this.heartbeats = heartbeats;
        this.time = time;
    }

    View view() {
        var known = seen;
        var now = time.ofThisMachine();
        if (known != null && Duration.between(known.at(), now).compareTo(KEPT) < 0) {
            return known.view();
        }
        var view = look();
        seen = new Seen(view, now);
        return view;
    }

    /** Looks now, whatever was seen before. */
    View look() {
        try {
            var days = heartbeats.days();
            return new View(
                    State.UP,
                    State.UP,
                    lateJobs() ? State.DELAYED : State.UP,
                    lateMail() ? State.DELAYED : State.UP,
                    hoursSince("select max(sent_at) from upload_run"),
                    hoursSince("select max(ended_at) from selfcheck_run"),
                    percent(days.subList(days.size() - MONTH, days.size())),
                    percent(days),
                    days);
        } catch (DataAccessException unreachable) {
            log.warn("The database does not answer: {}", unreachable.getClass().getSimpleName());
            return new View(State.UP, State.DOWN, State.DOWN, State.DOWN, null, null, null, null, List.of());
        }
    }

    private boolean lateJobs() {
        return exists(
                "select 1 from act_ru_job where retries_ > 0 and suspension_state_ = 1"
                        + " and coalesce(duedate_, create_time_)::timestamptz < ?",
                LATE_JOBS);
    }

    private boolean lateMail() {
        return exists("select 1 from mail where state = 'QUEUED' and queued_at < ?", LATE_MAIL);
    }

    private boolean exists(String query, Duration late) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (%s)".formatted(query),
                Boolean.class,
                Timestamp.from(time.instant().minus(late))));
    }

    private @Nullable Long hoursSince(String query) {
        var last = jdbc.queryForObject(query, Timestamp.class);
        return last == null
                ? null
                : Math.max(0, Duration.between(last.toInstant(), time.instant()).toHours());
    }

    private static @Nullable Double percent(List<Heartbeats.Day> days) {
        var minutes = days.stream().mapToLong(Heartbeats.Day::minutes).sum();
        var up = days.stream().mapToLong(Heartbeats.Day::up).sum();
        // rounded down: a minute of outage is never shown as none
        return minutes == 0 ? null : Math.floor(up * 10_000.0 / minutes) / 100;
    }
}
