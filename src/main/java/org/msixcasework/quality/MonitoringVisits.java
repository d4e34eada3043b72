package org.msixcasework.quality;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.NotFound;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The yearly visits and what came of them (DQ-6); all methods run in the caller's transaction. */
@Component
class MonitoringVisits {

    /** @param runId the measurement on which the findings rest, or null */
    record Visit(
            String id,
            int year,
            String region,
            @Nullable LocalDate visitedOn,
            @Nullable String severity,
            @Nullable String findings,
            @Nullable String recordedBy,
            @Nullable Long runId,
            @Nullable String action,
            @Nullable LocalDate actionBy,
            @Nullable String plannedBy,
            @Nullable String verification,
            @Nullable String verifiedBy) {}

    private final JdbcTemplate jdbc;

    MonitoringVisits(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Answers whether it is new. */
    boolean add(String id, int year, String region) {
        return jdbc.update(
                        "insert into monitoring_visit (id, year, region) values (?, ?, ?) on conflict do nothing",
                        id,
                        year,
                        region)
                == 1;
    }

    Optional<Visit> find(String id) {
        return jdbc.query("select * from monitoring_visit where id = ?", MonitoringVisits::row, id).stream()
                .findFirst();
    }

    /** @throws NotFound if there is no such case */
    Visit get(String id) {
        return find(id).orElseThrow(() -> new NotFound("There is no monitoring with this number"));
    }

    List<Visit> of(List<String> regions) {
        return jdbc.query(
                "select * from monitoring_visit where region = any (?) order by year desc, region limit 40",
                MonitoringVisits::row,
                (Object) regions.toArray(String[]::new));
    }

    void recorded(
            String id, LocalDate visitedOn, String severity, @Nullable String findings, @Nullable Long run, String by) {
        jdbc.update("""
                update monitoring_visit set visited_on = ?, severity = ?, findings = ?, run_id = ?, recorded_by = ?
                where id = ?
                """, Date.valueOf(visitedOn), severity, findings, run, by, id);
    }

    void planned(String id, String action, LocalDate actionBy, String by) {
        jdbc.update(
                "update monitoring_visit set action = ?, action_by = ?, planned_by = ? where id = ?",
                action,
                Date.valueOf(actionBy),
                by,
                id);
    }

    void verified(String id, String verification, String by) {
        jdbc.update("update monitoring_visit set verification = ?, verified_by = ? where id = ?", verification, by, id);
    }

    private static Visit row(ResultSet row, int number) throws SQLException {
        var run = row.getLong("run_id");
        return new Visit(
                row.getString("id"),
                row.getInt("year"),
                row.getString("region"),
                row.getObject("visited_on", LocalDate.class),
                row.getString("severity"),
                row.getString("findings"),
                row.getString("recorded_by"),
                run == 0 ? null : run,
                row.getString("action"),
                row.getObject("action_by", LocalDate.class),
                row.getString("planned_by"),
                row.getString("verification"),
                row.getString("verified_by"));
    }
}
