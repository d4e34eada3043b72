package org.msixcasework.guide;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Access;
import org.msixcasework.sla.WorkingDays;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is queried each day, who did, and on how many days a region did (REC-14). */
@Service
class DailyQueries {

    /** Over so many working days, today included, the share of a region is taken. */
    static final int DAYS = 20;

    private static final int MOST_SHOWN = 10;

    /** Children to look at, some of them, and how many there are. */
    record Some(List<String> children, long total) {}

    /** Who made the query of a region today. */
    record Made(String region, String by) {}

    private final JdbcTemplate jdbc;
    private final Access access;
    private final WorkingDays workingDays;
    private final Time time;
    private final String state;

    DailyQueries(JdbcTemplate jdbc, Access access, WorkingDays workingDays, Time time, CaseworkProperties casework) {
        this.jdbc = jdbc;
        this.access = access;
        this.workingDays = workingDays;
        this.time = time;
        this.state = casework.state();
    }

    /** Children about whom another State sent something since the last working day began. */
    Some newFromOtherStates(List<String> readable) {
        return some(
                """
                 from (select distinct i.student_id from record_item i
                    where i.changed_at >= ? and i.source_state <> ?) newer
                    join child c on c.state_student_id = newer.student_id
                where c.approved and c.region = any (?)
                """,
                Timestamp.from(workingDays
                        .before(time.today(), 1)
                        .atStartOfDay(Time.ZONE)
                        .toInstant()),
                state,
                readable.toArray(String[]::new));
    }

    /** Children who have no enrollment in their record. */
    Some withoutEnrollment(List<String> readable) {
        return some("""
                 from child c where c.approved and c.ineligible_on is null and c.region = any (?)
                    and not exists (select 1 from record_item e
                        where e.student_id = c.state_student_id and e.kind = 'ENROLLMENT')
                """, (Object) readable.toArray(String[]::new));
    }

    private Some some(String from, Object... arguments) {
        var total = jdbc.queryForObject("select count(*)" + from, Long.class, arguments);
        return new Some(
                jdbc.queryForList(
                        "select c.state_student_id" + from + " order by 1 limit " + MOST_SHOWN,
                        String.class,
                        arguments),
                total == null ? 0 : total);
    }

    /**
     * The current user has made today's query of his regions; once is enough.
     *
     * @throws Rejected REFUSED for somebody who works for the whole State
     */
    @Transactional
    public void done() {
        var mine = access.regions().orElse(List.of());
        if (mine.isEmpty()) {
            throw Rejected.refused("guide.no-region", "The daily query is made by the people of a region.");
        }
        for (var region : mine) {
            jdbc.update(
                    "insert into daily_query (day, region, user_id, at) values (?, ?, ?, ?) on conflict do nothing",
                    Date.valueOf(time.today()),
                    region,
                    Actor.user(),
                    Timestamp.from(time.instant()));
        }
    }

    /** Who made today's query. */
    List<Made> today(List<String> readable) {
        return jdbc.query(
                "select region, user_id from daily_query where day = ? and region = any (?) order by at",
                (row, number) -> new Made(row.getString("region"), row.getString("user_id")),
                Date.valueOf(time.today()),
                readable.toArray(String[]::new));
    }

    /** Whether the current user made today's query. */
    boolean isDone() {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from daily_query where day = ? and user_id = ?)",
                Boolean.class,
                Date.valueOf(time.today()),
                Actor.user()));
    }

    /** On how many of the last twenty working days each region made the query. */
    Chart kept(List<String> readable) {
        var days = daysKept(readable, workingDays.before(time.today().plusDays(1), DAYS), time.today());
        return new Chart(
                "Daily query, on how many of the last %d working days".formatted(DAYS),
                List.of(new Chart.Part("queried", "met"), new Chart.Part("not queried", "other")),
                readable.stream()
                        .map(region -> {
                            var kept = Math.min(DAYS, days.getOrDefault(region, 0L));
                            return new Chart.Bar(region, "/guides?region=" + region, List.of(kept, DAYS - kept));
                        })
                        .toList());
    }

    /** On how many days of a span, both included, each region made the query. */
    Map<String, Long> daysKept(List<String> readable, LocalDate from, LocalDate to) {
        return jdbc.queryForList("""
                        select region, count(distinct day) as days from daily_query
                        where day between ? and ? and region = any (?) group by region
                        """, Date.valueOf(from), Date.valueOf(to), readable.toArray(String[]::new)).stream()
                .collect(Collectors.toMap(row -> (String) row.get("region"), row -> (Long) row.get("days")));
    }
}
