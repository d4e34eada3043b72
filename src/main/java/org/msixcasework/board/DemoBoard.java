package org.msixcasework.board;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Regions;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Duties;
import org.msixcasework.sla.WorkingDays;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * A made-up year behind the demo: cases that were closed long ago, of which only the register and the ended clocks are left, so that
 * the board has something to show over time. Nobody could do a year's work through the doors at every first start.
 */
@Component
@Profile("demo")
class DemoBoard {

    private static final int MONTHS = 12;
    private static final int A_MONTH = 6;

    /** One case in so many was late. */
    private static final int LATE = 9;

    private record Past(String process, Deadline deadline, String outcome) {}

    private static final List<Past> DUTIES = List.of(
            new Past("coe", Deadline.COE_UPLOAD, "uploaded"),
            new Past("residency", Deadline.RESIDENCY_UPLOAD, "uploaded"),
            new Past("dispute", Deadline.DISPUTE_STATEMENT, "entered"));

    private final JdbcTemplate jdbc;
    private final Regions regions;
    private final Duties duties;
    private final WorkingDays workingDays;
    private final Time time;

    DemoBoard(JdbcTemplate jdbc, Regions regions, Duties duties, WorkingDays workingDays, Time time) {
        this.jdbc = jdbc;
        this.regions = regions;
        this.duties = duties;
        this.workingDays = workingDays;
        this.time = time;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(90)
    void show() {
        var there = jdbc.queryForObject(
                "select exists (select 1 from case_file where business_key like 'DEMO-PAST-%')", Boolean.class);
        if (Boolean.TRUE.equals(there)) {
            return;
        }
        // the same year each time
        var random = new Random(7);
        var number = 0;
        for (var month = MONTHS; month > 0; month--) {
            for (var region : regions.keys()) {
                for (var count = 0; count < A_MONTH; count++) {
                    number++;
                    var duty = DUTIES.get(random.nextInt(DUTIES.size()));
                    var opened = time.today().minusDays(month * 30L - random.nextInt(10));
                    var late = random.nextInt(LATE) == 0;
                    ended("DEMO-PAST-%05d".formatted(number), region, duty, opened, late, random);
                }
            }
        }
    }

    private void ended(String key, String region, Past duty, LocalDate opened, boolean late, Random random) {
        var start = opened.atTime(9, 0).atZone(Time.ZONE).toInstant();
        var days = duties.get(duty.deadline()).amount();
        var dueOn =
                Stream.iterate(opened, workingDays::next).skip(days).findFirst().orElseThrow();
        var due = dueOn.atTime(23, 59, 59).atZone(Time.ZONE).toInstant();
        var done = due.plus(Duration.ofHours(late ? 35 : -10 - random.nextInt(days * 18)));
        if (done.isAfter(time.instant())) {
            return;
        }
        jdbc.update("""
                insert into case_file
                    (process_key, business_key, region, opened_at, opened_by, closed_at, outcome, process_instance_id)
                values (?, ?, ?, ?, 'system', ?, ?, ?)
                """, values(duty.process(), key, region, start, done, duty.outcome(), key));
        var clock = jdbc.queryForObject(
                """
                insert into clock (process_key, business_key, deadline, started_at, started_on, due_on, due_at, calendar,
                    calendar_version, state, level, met_at, version)
                values (?, ?, ?, ?, ?, ?, ?, 'ny-office', 'demo', ?, ?, ?, 1) returning id
                """,
                Long.class,
                values(
                        duty.process(),
                        key,
                        duty.deadline().name(),
                        start,
                        opened,
                        dueOn,
                        due,
                        late ? "MISSED" : "MET",
                        late ? 1 : 0,
                        done));
        entered(clock, start, "STARTED", dueOn, days);
        entered(clock, done, late ? "MISSED" : "MET", dueOn, days);
        if (late) {
            jdbc.update(
                    "insert into miss (clock_id, text, given_by, given_at) values (?, 'Made up: the office was short of hands.', ?, ?)",
                    values(clock, "rpd-" + region, done));
        }
        jdbc.update("""
                insert into case_journal (process_key, business_key, at, actor, what, detail)
                values (?, ?, ?, 'system', 'closed', ?)
                """, values(duty.process(), key, done, duty.outcome()));
    }

    private void entered(@Nullable Long clock, Instant at, String event, LocalDate dueOn, int days) {
        jdbc.update("""
                insert into clock_event (clock_id, at, actor, event, reason, due_on, rule, calendar, calendar_version)
                values (?, ?, 'system', ?, 'made up for the demo', ?, ?, 'ny-office', 'demo')
                """, values(clock, at, event, dueOn, days + " WORKING_DAYS"));
    }

    private static Object[] values(@Nullable Object... given) {
        var values = new ArrayList<@Nullable Object>();
        for (var value : given) {
            values.add(
                    value instanceof Instant instant
                            ? Timestamp.from(instant)
                            : value instanceof LocalDate day ? java.sql.Date.valueOf(day) : value);
        }
        return values.toArray();
    }
}
