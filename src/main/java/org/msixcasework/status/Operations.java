package org.msixcasework.status;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Time;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What those who run the system watch: numbers only, never a key of a case. Kept for some seconds, so that a monitor that asks
 * often costs nothing.
 */
@Component
class Operations {

    private static final Duration KEPT = Duration.ofSeconds(20);

    /**
     * @param mailsWaiting mails and letters that no server has taken yet
     * @param oldestMail seconds that the oldest of them waits; 0 without any
     * @param lastRun seconds since the last run of the upload; null before the first
     * @param runsUnsent runs with children that are written and not handed over
     * @param oldestUnsent seconds that the oldest of them waits; 0 without any
     * @param lastSelfCheck seconds since the system last checked itself; null if it never did
     * @param findings what that self-check found
     * @param checksFailed checks of it that could not be asked
     * @param failedJobs jobs that have used up their tries
     * @param administrators users in the group of administrators
     */
    record View(
            long mailsWaiting,
            long oldestMail,
            @Nullable Long lastRun,
            long runsUnsent,
            long oldestUnsent,
            @Nullable Long lastSelfCheck,
            long findings,
            long checksFailed,
            long failedJobs,
            long administrators) {}

    private record Seen(View view, Instant at) {}

    private final JdbcTemplate jdbc;
    private final Time time;
    private volatile @Nullable Seen seen;

    Operations(JdbcTemplate jdbc, Time time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /** @throws org.springframework.dao.DataAccessException if the database does not answer */
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
        var row = jdbc.queryForMap("""
                with waiting as (
                    select queued_at from mail where state = 'QUEUED'
                    union all select queued_at from correspondence where state = 'QUEUED'),
                unsent as (select built_at from upload_run where state = 'BUILT' and students > 0),
                checked as (select id, ended_at from selfcheck_run where ended_at is not null order by id desc limit 1)
                select (select count(*) from waiting) as mails, (select min(queued_at) from waiting) as oldest_mail,
                    (select max(built_at) from upload_run) as last_run,
                    (select count(*) from unsent) as unsent, (select min(built_at) from unsent) as oldest_unsent,
                    (select ended_at from checked) as checked_at,
                    (select coalesce(sum(f.found), 0) from selfcheck_finding f join checked c on c.id = f.run_id) as findings,
                    (select count(f.failure) from selfcheck_finding f join checked c on c.id = f.run_id) as checks_failed,
                    (select count(*) from act_ru_incident where incident_type_ = 'failedJob') as failed_jobs,
                    (select count(*) from act_id_membership where group_id_ = 'camunda-admin') as administrators
                """);
        return new View(
                number(row, "mails"),
                secondsOr0(row, "oldest_mail"),
                seconds(row, "last_run"),
                number(row, "unsent"),
                secondsOr0(row, "oldest_unsent"),
                seconds(row, "checked_at"),
                number(row, "findings"),
                number(row, "checks_failed"),
                number(row, "failed_jobs"),
                number(row, "administrators"));
    }

    private static long number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Number number ? number.longValue() : 0;
    }

    private @Nullable Long seconds(Map<String, Object> row, String column) {
        return row.get(column) instanceof Timestamp since
                ? Math.max(
                        0, Duration.between(since.toInstant(), time.instant()).toSeconds())
                : null;
    }

    private long secondsOr0(Map<String, Object> row, String column) {
        var seconds = seconds(row, column);
        return seconds == null ? 0 : seconds;
    }
}
