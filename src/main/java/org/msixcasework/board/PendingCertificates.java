package org.msixcasework.board;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Access;
import org.msixcasework.process.OpenTasks;
import org.msixcasework.process.Routing;
import org.msixcasework.sla.WorkingDays;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The certificates that are under way, from receipt until MSIX has accepted each child, by region and age (COE-15). */
@Component
class PendingCertificates {

    static final int PAGE_SIZE = 50;

    /** Working days up to which a certificate is new, and up to which it is not old yet. */
    private static final int NEW = 5;

    private static final int OLD = 10;

    /**
     * A certificate under way.
     *
     * @param age in working days
     */
    record Line(
            String businessKey, @Nullable String region, Instant openedAt, int age, List<ClockList.Holder> holders) {}

    record Found(List<Line> items, long total) {}

    /** How many certificates of a region are how old. */
    record Count(@Nullable String region, long fresh, long older, long old) {}

    private static final String PROCESS = "coe";

    private static final String PENDING = "process_key = '" + PROCESS + "' and closed_at is null";

    private final JdbcTemplate jdbc;
    private final Access access;
    private final OpenTasks tasks;
    private final WorkingDays workingDays;
    private final Time time;

    PendingCertificates(JdbcTemplate jdbc, Access access, OpenTasks tasks, WorkingDays workingDays, Time time) {
        this.jdbc = jdbc;
        this.access = access;
        this.tasks = tasks;
        this.workingDays = workingDays;
        this.time = time;
    }

    /**
     * The counts of each region, or of one.
     *
     * @param region null for all
     */
    List<Count> counts(@Nullable String region) {
        var fresh = before(NEW);
        var old = before(OLD);
        return jdbc.query(
                """
                select region, count(*) filter (where opened_at >= ?) as fresh,
                    count(*) filter (where opened_at < ? and opened_at >= ?) as older,
                    count(*) filter (where opened_at < ?) as old
                from case_file where %s and %s group by region order by 4 desc, 3 desc, region
                """.formatted(PENDING, of(region)),
                (row, number) -> new Count(
                        row.getString("region"), row.getLong("fresh"), row.getLong("older"), row.getLong("old")),
                region == null || region.equals(Routing.STATE)
                        ? new Object[] {fresh, fresh, old, old}
                        : new Object[] {fresh, fresh, old, old, region});
    }

    private Timestamp before(int days) {
        return Timestamp.from(
                workingDays.before(time.today(), days).atStartOfDay(Time.ZONE).toInstant());
    }

    private String of(@Nullable String region) {
        if (region == null) {
            return "true";
        }
        access.requireRead(region.equals(Routing.STATE) ? null : region);
        return region.equals(Routing.STATE) ? "region is null" : "region = ?";
    }

    static Chart chart(List<Count> counts) {
        return new Chart(
                "Pending certificates by region and age",
                List.of(
                        new Chart.Part("more than 10 working days", "late"),
                        new Chart.Part("6 to 10", "soon"),
                        new Chart.Part("up to 5", "running")),
                counts.stream()
                        .map(count -> new Chart.Bar(
                                count.region() == null ? "the State" : count.region(),
                                "/board/certificates?region="
                                        + (count.region() == null ? Routing.STATE : count.region()),
                                List.of(count.old(), count.older(), count.fresh())))
                        .toList());
    }

    /** The certificates of a region, or of all, the oldest first. */
    Found find(@Nullable String region, int page) {
        var where = PENDING + " and " + of(region);
        var values = region == null || region.equals(Routing.STATE) ? new Object[0] : new Object[] {region};
        var total = jdbc.queryForObject("select count(*) from case_file where " + where, Long.class, values);
        var paged = new ArrayList<Object>(List.of(values));
        paged.addAll(List.of(PAGE_SIZE, (long) page * PAGE_SIZE));
        var ages = new HashMap<LocalDate, Integer>();
        var lines = jdbc.query(
                """
                select business_key, region, opened_at from case_file where %s
                order by opened_at, business_key limit ? offset ?
                """.formatted(where),
                (row, number) -> {
                    var opened = row.getTimestamp("opened_at").toInstant();
                    return new Line(
                            row.getString("business_key"),
                            row.getString("region"),
                            opened,
                            ages.computeIfAbsent(
                                    LocalDate.ofInstant(opened, Time.ZONE),
                                    day -> workingDays.between(day, time.today())),
                            List.of());
                },
                paged.toArray());
        var held = tasks.offers(lines.stream()
                .map(line -> new CaseRef(PROCESS, line.businessKey()))
                .toList());
        var items = lines.stream()
                .map(line -> new Line(
                        line.businessKey(),
                        line.region(),
                        line.openedAt(),
                        line.age(),
                        held.getOrDefault(new CaseRef(PROCESS, line.businessKey()), List.of()).stream()
                                .map(ClockList.Holder::of)
                                .toList()))
                .toList();
        return new Found(items, total == null ? 0 : total);
    }
}
