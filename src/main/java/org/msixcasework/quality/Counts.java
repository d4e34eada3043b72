package org.msixcasework.quality;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * How many children the State's own database, this one and MSIX know, and where they differ child by child (DQ-10). MSIX knows whom it
 * accepted last and was not told to withdraw since. All methods run in the caller's transaction.
 */
@Component
class Counts {

    /** The children of a region, whether they are counted here, and what MSIX accepted of them last. */
    private static final String CHILDREN = """
            select c.state_student_id as id, c.approved and c.ineligible_on is null as here,
                coalesce(a.action <> 'D', false) as in_msix
            from child c left join lateral (
                select s.action from submission s where s.state_student_id = c.state_student_id and s.state = 'ACCEPTED'
                order by s.id desc limit 1) a on true
            where c.region = ?
            """;

    /** The latest list of the State's own database; who is known under another identifier here stands in it with ours. */
    private static final String COUNTED = """
            select distinct coalesce((select k.student_id from certificate_child k where k.sent_id = q.student_id
                order by k.id desc limit 1), q.student_id) as id
            from quality_counted q
            where q.region = ? and q.quarter = (select max(l.quarter) from quality_counted l where l.region = ?)
            """;

    /** Why a child stands in the list of differences. */
    enum Difference {
        NOT_IN_MSIX("counted here, not accepted by MSIX"),
        STILL_IN_MSIX("in MSIX, no longer counted here"),
        NOT_HERE("counted by MIS2000, not here"),
        NOT_IN_MIS2000("counted here, not by MIS2000");

        private final String label;

        Difference(String label) {
            this.label = label;
        }

        /** How people read it. */
        public String label() {
            return label;
        }
    }

    /**
     * How many children three places know of a region.
     *
     * @param mis2000 null where it has not told
     * @param here null where nothing was measured
     * @param msix null where it was not counted
     */
    record Count(
            String region,
            @Nullable Long mis2000,
            @Nullable Long here,
            @Nullable Long msix) {

        /** How many more MIS2000 has than we; null where one of both is not known. */
        public @Nullable Long moreInMis2000() {
            return mis2000 == null || here == null ? null : mis2000 - here;
        }

        /** How many more MSIX has than we; null where one of both is not known. */
        public @Nullable Long moreInMsix() {
            return msix == null || here == null ? null : msix - here;
        }
    }

    /** A child that not every place counts. */
    record Odd(String studentId, Difference difference) {

        public String what() {
            return difference.label();
        }
    }

    private final JdbcTemplate jdbc;

    Counts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param students whom it counts; empty if it told the number only, and what it told before of the quarter is forgotten */
    void tell(String quarter, String region, int children, Set<String> students, String by, Instant at) {
        jdbc.update("""
                insert into quality_count (quarter, region, children, told_by, told_at) values (?, ?, ?, ?, ?)
                on conflict (quarter, region) do update
                    set children = excluded.children, told_by = excluded.told_by, told_at = excluded.told_at
                """, quarter, region, children, by, Timestamp.from(at));
        jdbc.update("delete from quality_counted where region = ? and quarter = ?", region, quarter);
        jdbc.update(
                "insert into quality_counted (quarter, region, student_id) select ?, ?, unnest(?::text[])",
                quarter,
                region,
                students.toArray(String[]::new));
        differ(region);
    }

    /** The three counts of each region; ours and MSIX's as a run found them. */
    List<Count> compare(String quarter, @Nullable Long run, List<String> regions) {
        return jdbc.query(
                """
                select r.key, q.children, s.children, s.accepted
                from unnest(?) r(key) left join quality_count q on q.region = r.key and q.quarter = ?
                    left join quality_score s on s.region = r.key and s.run_id = ?
                order by r.key
                """,
                (row, number) -> new Count(
                        row.getString(1), longOf(row.getObject(2)), longOf(row.getObject(3)), longOf(row.getObject(4))),
                regions.toArray(String[]::new),
                quarter,
                run);
    }

    private static @Nullable Long longOf(@Nullable Object number) {
        return number == null ? null : ((Number) number).longValue();
    }

    /** How many children of a region MSIX has. */
    long inMsix(String region) {
        var count = jdbc.queryForObject(
                "select count(*) filter (where k.in_msix) from (%s) k".formatted(CHILDREN), Long.class, region);
        return count == null ? 0 : count;
    }

    /** Compares the children of a region one by one. */
    void differ(String region) {
        jdbc.update("delete from quality_difference where region = ?", region);
        jdbc.update("""
                with ours as (%s), told as (%s)
                insert into quality_difference (region, student_id, kind)
                    select ?, id, 'NOT_IN_MSIX' from ours where here and not in_msix
                    union all select ?, id, 'STILL_IN_MSIX' from ours where in_msix and not here
                    union all select ?, id, 'NOT_HERE' from told where id not in (select id from ours where here)
                    union all select ?, id, 'NOT_IN_MIS2000' from ours
                        where here and exists (select 1 from told) and id not in (select id from told)
                on conflict do nothing
                """.formatted(CHILDREN, COUNTED), region, region, region, region, region, region, region);
    }

    /** How many of each kind a region has. */
    Map<Difference, Long> differences(String region) {
        var found = new LinkedHashMap<Difference, Long>();
        jdbc.query(
                "select kind, count(*) from quality_difference where region = ? group by kind order by kind",
                row -> {
                    found.put(Difference.valueOf(row.getString(1)), row.getLong(2));
                },
                region);
        return found;
    }

    /** @param kind null for all */
    List<Odd> differences(String region, @Nullable Difference kind, int offset, int most) {
        var name = kind == null ? null : kind.name();
        return jdbc.query(
                """
                select student_id, kind from quality_difference where region = ? and (?::text is null or kind = ?)
                order by kind, student_id offset ? limit ?
                """,
                (row, number) -> new Odd(row.getString(1), Difference.valueOf(row.getString(2))),
                region,
                name,
                name,
                offset,
                most);
    }
}
