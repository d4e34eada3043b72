package org.msixcasework.status;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Time;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * In which minutes the system was up (SEC-15). Each node writes one row a minute; a minute in which one of them did is a minute of
 * uptime. The minutes are the machine's, wherever the clock of the demo was moved to.
 */
@Component
class Heartbeats {

    /** How many days are shown. */
    static final int DAYS = 90;

    /** The scheduler may be late; a longer silence is one. */
    private static final int MOST_LATE = 10;

    /**
     * One day of the record.
     *
     * @param minutes that the day had, from the first heartbeat ever on and up to now
     * @param up in how many of them the system was up
     */
    record Day(LocalDate day, long minutes, long up) {}

    private final JdbcTemplate jdbc;
    private final Time time;
    private final String node = UUID.randomUUID().toString();
    private @Nullable Instant last;

    Heartbeats(JdbcTemplate jdbc, Time time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /** Writes the present minute, and those in which this node was up but its scheduler was busy; forgets what is too old. */
    synchronized void beat() {
        var now = thisMinute();
        var from = last == null || ChronoUnit.MINUTES.between(last, now) > MOST_LATE ? now : last;
        last = null;
        for (var minute = from; !minute.isAfter(now); minute = minute.plus(1, ChronoUnit.MINUTES)) {
            write(minute);
        }
        jdbc.update("delete from heartbeat where minute < ?", Timestamp.from(now.minus(Duration.ofDays(DAYS + 1))));
        last = now;
    }

    private void write(Instant minute) {
        jdbc.update(
                "insert into heartbeat (minute, node) values (?, ?) on conflict do nothing",
                Timestamp.from(minute),
                node);
    }

    private Instant thisMinute() {
        return time.ofThisMachine().truncatedTo(ChronoUnit.MINUTES);
    }

    /**
     * The last 90 days, earliest first; days before the first heartbeat have no minutes.
     *
     * @throws DataAccessException if the database does not answer
     */
    List<Day> days() {
        var now = thisMinute();
        var first = jdbc.queryForObject("select min(minute) from heartbeat", Timestamp.class);
        var up = upByDay(now);
        var today = LocalDate.ofInstant(now, Time.ZONE);
        var days = new ArrayList<Day>();
        for (var day = today.minusDays(DAYS - 1L); !day.isAfter(today); day = day.plusDays(1)) {
            var begin = day.atStartOfDay(Time.ZONE).toInstant();
            var end = day.plusDays(1).atStartOfDay(Time.ZONE).toInstant();
            var minutes = first == null
                    ? 0
                    : Math.max(0, ChronoUnit.MINUTES.between(later(begin, first.toInstant()), earlier(end, now)));
            days.add(new Day(day, minutes, Math.min(minutes, up.getOrDefault(day, 0L))));
        }
        return days;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Map<LocalDate, Long> upByDay(Instant now) {
        var up = new HashMap<LocalDate, Long>();
        jdbc.query(
                """
                select (minute at time zone 'America/New_York')::date as day, count(distinct minute) as up
                from heartbeat where minute < ? group by 1
                """,
                row -> {
                    up.put(row.getDate("day").toLocalDate(), row.getLong("up"));
                },
                Timestamp.from(now));
        return up;
    }
}
