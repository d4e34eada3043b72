package org.msixcasework.sla;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Adds up what each clock that ended put into {@code clock_tally}, so that a year of them is a few thousand rows. The database adds
 * the row, whatever ended the clock, and nobody waits for a sum.
 */
@Component
class ClockTally {

    private static final long LOCK = 7_240_027;

    private final JdbcTemplate jdbc;

    ClockTally(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Once, or not at all where another node is just doing it: it is one statement. */
    @Scheduled(initialDelayString = "1m", fixedDelayString = "10m")
    void addUp() {
        jdbc.update("""
                with gone as (
                    delete from clock_tally where fresh and (select pg_try_advisory_xact_lock(%d)) returning *
                )
                insert into clock_tally as t (day, region, process_key, deadline, met, missed, fresh)
                select day, region, process_key, deadline, sum(met), sum(missed), false
                from gone group by day, region, process_key, deadline
                on conflict (day, region, process_key, deadline) where not fresh
                do update set met = t.met + excluded.met, missed = t.missed + excluded.missed
                """.formatted(LOCK));
    }
}
