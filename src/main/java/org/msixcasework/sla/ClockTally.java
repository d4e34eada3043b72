package org.msixcasework.sla;

import java.sql.Date;
import org.msixcasework.core.Time;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Adds up what each clock that starts, changes or ends put into {@code clock_load} and {@code clock_tally}, so that they stay a few
 * thousand rows however long the State uses it. The database adds the rows, whatever changed the clock, and nobody waits for a sum.
 */
@Component
class ClockTally {

    private static final long LOCK = 7_240_027;

    private final JdbcTemplate jdbc;
    private final Time time;

    ClockTally(JdbcTemplate jdbc, Time time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * Each in one statement; where another node is just doing it, it is left to that node. What ended before last month is kept by
     * month, on its first day: by day only the last four weeks are asked for, by the forecast of the board.
     */
    @Scheduled(initialDelayString = "1m", fixedDelayString = "10m")
    void addUp() {
        var byDay = Date.valueOf(time.today().withDayOfMonth(1).minusMonths(1));
        jdbc.update("""
                with gone as (
                    delete from clock_tally
                    where (fresh or day < ? and day <> date_trunc('month', day)) and (select pg_try_advisory_xact_lock(%d))
                    returning case when day < ? then date_trunc('month', day)::date else day end as at, clock_tally.*
                )
                insert into clock_tally as t (day, region, process_key, deadline, met, missed, fresh)
                select at, region, process_key, deadline, sum(met), sum(missed), false
                from gone group by at, region, process_key, deadline
                on conflict (day, region, process_key, deadline) where not fresh
                do update set met = t.met + excluded.met, missed = t.missed + excluded.missed
                """.formatted(LOCK), byDay, byDay);
        jdbc.update("""
                with gone as (
                    delete from clock_load where fresh and (select pg_try_advisory_xact_lock(%d)) returning *
                )
                insert into clock_load as l (region, process_key, deadline, due_at, level, running, fresh)
                select region, process_key, deadline, due_at, level, sum(running), false
                from gone group by region, process_key, deadline, due_at, level having sum(running) <> 0
                on conflict (region, process_key, deadline, due_at, level) where not fresh
                do update set running = l.running + excluded.running
                """.formatted(LOCK));
        jdbc.update("delete from clock_load where not fresh and running = 0");
    }
}
