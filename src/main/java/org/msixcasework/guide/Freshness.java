package org.msixcasework.guide;

import java.sql.Timestamp;
import java.util.List;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Table;
import org.msixcasework.core.Time;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How fresh the records of the children of each region are (REC-15). */
@Component
class Freshness {

    /** Older than so many days is old. */
    static final int OLD_DAYS = 180;

    /**
     * The children of one region, by the newest item of each.
     *
     * @param medianDays half of the records have no newer item than so many days ago
     * @param old records without an item of the last {@link #OLD_DAYS} days
     */
    record OfRegion(String region, long children, long medianDays, long old) {

        long oldPercent() {
            return children == 0 ? 0 : Math.round(old * 100.0 / children);
        }
    }

    private final JdbcTemplate jdbc;
    private final Time time;

    Freshness(JdbcTemplate jdbc, Time time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    List<OfRegion> of(List<String> regions) {
        return jdbc.query(
                """
                select c.region, count(*) as children, count(*) filter (where newest.days > ?) as old,
                    percentile_disc(0.5) within group (order by newest.days) as median
                from child c join (
                    select student_id, greatest(0, floor(extract(epoch from ? - max(changed_at)) / 86400)) as days
                    from record_item group by student_id) newest on newest.student_id = c.state_student_id
                where c.approved and c.region = any (?)
                group by c.region order by c.region
                """,
                (row, number) -> new OfRegion(
                        row.getString("region"), row.getLong("children"), row.getLong("median"), row.getLong("old")),
                OLD_DAYS,
                Timestamp.from(time.instant()),
                regions.toArray(String[]::new));
    }

    static Chart medians(List<OfRegion> regions) {
        return Chart.simple(
                "Age of the newest item of a record in days, the median of each region",
                "days",
                regions.stream()
                        .map(each -> new Chart.Bar(each.region(), null, List.of(each.medianDays())))
                        .toList());
    }

    static Chart shares(List<OfRegion> regions) {
        return new Chart(
                "Records by their newest item",
                List.of(new Chart.Part("within %d days".formatted(OLD_DAYS), "met"), new Chart.Part("older", "late")),
                regions.stream()
                        .map(each ->
                                new Chart.Bar(each.region(), null, List.of(each.children() - each.old(), each.old())))
                        .toList());
    }

    static Table table(List<OfRegion> regions) {
        return new Table(
                "Freshness by region",
                List.of("Region", "Records", "Median age in days", "Older than 180 days", "Share of these, percent"),
                regions.stream()
                        .<List<?>>map(each -> Table.row(
                                each.region(), each.children(), each.medianDays(), each.old(), each.oldPercent()))
                        .toList());
    }
}
