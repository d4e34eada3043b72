package org.msixcasework.quality;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How many children the State's own database, this one and MSIX know (DQ-10). */
@Component
class Counts {

    private final JdbcTemplate jdbc;

    Counts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void tell(String quarter, String region, int children, String by, Instant at) {
        jdbc.update("""
                insert into quality_count (quarter, region, children, told_by, told_at) values (?, ?, ?, ?, ?)
                on conflict (quarter, region) do update
                    set children = excluded.children, told_by = excluded.told_by, told_at = excluded.told_at
                """, quarter, region, children, by, Timestamp.from(at));
    }

    /** The three counts of each region; what MIS2000 has not told is null. */
    List<QualityPages.Count> compare(String quarter, List<String> regions) {
        return jdbc.query(
                """
                select r.key, q.children, count(c.state_student_id), count(c.msix_id)
                from unnest(?) r(key) left join quality_count q on q.region = r.key and q.quarter = ?
                    left join child c on c.region = r.key and c.approved and c.ineligible_on is null
                group by r.key, q.children order by r.key
                """,
                (row, number) -> new QualityPages.Count(
                        row.getString(1),
                        row.getObject(2) == null ? null : row.getLong(2),
                        row.getLong(3),
                        row.getLong(4)),
                regions.toArray(String[]::new),
                quarter);
    }
}
