package org.msixcasework.quality;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.NotFound;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What each quarter found in each region, and what became of it; all methods run in the caller's transaction. */
@Component
class QualityCases {

    /**
     * What was found in a region.
     *
     * @param runId the measurement of the quarter
     * @param recheckId the latest one after the work, or null
     */
    record Finding(
            String id,
            String quarter,
            String region,
            long runId,
            @Nullable String findings,
            @Nullable String reviewedBy,
            @Nullable String solutions,
            @Nullable String sharedBy,
            @Nullable String plan,
            @Nullable String plannedBy,
            @Nullable String work,
            @Nullable String workedBy,
            @Nullable Long recheckId,
            @Nullable String note,
            @Nullable String recheckedBy) {

        /** How far it has come, in one or two words. */
        public String state() {
            if (recheckedBy != null) {
                return "compared";
            } else if (workedBy != null) {
                return "to be compared";
            } else if (plannedBy != null) {
                return "planned";
            } else if (sharedBy != null) {
                return "shared";
            } else if (reviewedBy == null) {
                return "to be reviewed";
            }
            return findings == null ? "no findings" : "to be shared";
        }
    }

    private final JdbcTemplate jdbc;

    QualityCases(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Answers whether it is new. */
    boolean add(String id, String quarter, String region, long run) {
        return jdbc.update(
                        "insert into quality_finding (id, quarter, region, run_id) values (?, ?, ?, ?) on conflict do nothing",
                        id,
                        quarter,
                        region,
                        run)
                == 1;
    }

    Optional<Finding> find(String id) {
        return jdbc.query("select * from quality_finding where id = ?", QualityCases::row, id).stream()
                .findFirst();
    }

    /** @throws NotFound if there is no such case */
    Finding get(String id) {
        return find(id).orElseThrow(() -> new NotFound("There is no case of data quality with this number"));
    }

    /** Those of some regions, latest quarter first. */
    List<Finding> of(List<String> regions) {
        return jdbc.query(
                "select * from quality_finding where region = any (?) order by quarter desc, region limit 40",
                QualityCases::row,
                (Object) regions.toArray(String[]::new));
    }

    void reviewed(String id, @Nullable String findings, String by) {
        jdbc.update("update quality_finding set findings = ?, reviewed_by = ? where id = ?", findings, by, id);
    }

    void shared(String id, String solutions, String by) {
        jdbc.update("update quality_finding set solutions = ?, shared_by = ? where id = ?", solutions, by, id);
    }

    void planned(String id, String plan, String by) {
        jdbc.update("update quality_finding set plan = ?, planned_by = ? where id = ?", plan, by, id);
    }

    void worked(String id, String work, String by) {
        jdbc.update("update quality_finding set work = ?, worked_by = ? where id = ?", work, by, id);
    }

    void remeasured(String id, long run) {
        jdbc.update("update quality_finding set recheck_id = ? where id = ?", run, id);
    }

    void rechecked(String id, @Nullable String note, String by) {
        jdbc.update("update quality_finding set note = ?, rechecked_by = ? where id = ?", note, by, id);
    }

    private static Finding row(ResultSet row, int number) throws SQLException {
        var recheck = row.getLong("recheck_id");
        return new Finding(
                row.getString("id"),
                row.getString("quarter"),
                row.getString("region"),
                row.getLong("run_id"),
                row.getString("findings"),
                row.getString("reviewed_by"),
                row.getString("solutions"),
                row.getString("shared_by"),
                row.getString("plan"),
                row.getString("planned_by"),
                row.getString("work"),
                row.getString("worked_by"),
                recheck == 0 ? null : recheck,
                row.getString("note"),
                row.getString("rechecked_by"));
    }
}
