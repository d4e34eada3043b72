package org.msixcasework.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
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

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Checklist.Point>> POINTS = new TypeReference<>() {};

    enum Severity {
        MINOR("minor"),
        SERIOUS("serious");

        private final String label;

        Severity(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * A visit.
     *
     * @param runId the measurement on which the findings rest, or null
     * @param findings how many there are
     * @param serious how many of them are serious
     */
    record Visit(
            String id,
            int year,
            String region,
            @Nullable LocalDate visitedOn,
            @Nullable String recordedBy,
            @Nullable Long runId,
            @Nullable String verification,
            @Nullable String verifiedBy,
            int findings,
            int serious) {

        /** What the visit came to, in a few words. */
        public String result() {
            if (findings == 0) {
                return "no findings";
            }
            return "%d %s%s"
                    .formatted(
                            findings,
                            findings == 1 ? "finding" : "findings",
                            serious == 0 ? "" : ", %d serious".formatted(serious));
        }
    }

    /** One thing that a visit found, and what is done about it. */
    record Finding(
            long id,
            Checklist.Area area,
            Severity severity,
            String text,
            String recordedBy,
            @Nullable String action,
            @Nullable LocalDate actionBy,
            @Nullable String plannedBy) {}

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

    private static final String VISITS = """
            select v.*, (select count(*) from monitoring_finding f where f.visit_id = v.id) as findings,
                (select count(*) from monitoring_finding f where f.visit_id = v.id and f.severity = 'SERIOUS') as serious
            from monitoring_visit v
            """;

    Optional<Visit> find(String id) {
        return jdbc.query(VISITS + " where v.id = ?", MonitoringVisits::row, id).stream()
                .findFirst();
    }

    /** @throws NotFound if there is no such case */
    Visit get(String id) {
        return find(id).orElseThrow(() -> new NotFound("There is no monitoring with this number"));
    }

    List<Visit> of(List<String> regions) {
        return jdbc.query(
                VISITS + " where v.region = any (?) order by v.year desc, v.region limit 40",
                MonitoringVisits::row,
                (Object) regions.toArray(String[]::new));
    }

    /** Keeps the checklist as it stands: later figures do not change what the visit saw. */
    void recorded(String id, LocalDate visitedOn, List<Checklist.Point> checklist, @Nullable Long run, String by) {
        jdbc.update("""
                update monitoring_visit set visited_on = ?, checklist = ?::jsonb, run_id = ?, recorded_by = ? where id = ?
                """, Date.valueOf(visitedOn), json(checklist), run, by, id);
    }

    private static String json(List<Checklist.Point> points) {
        try {
            return JSON.writeValueAsString(points);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A checklist is no JSON", impossible);
        }
    }

    /** The checklist that was kept; empty before the visit was recorded. */
    Optional<List<Checklist.Point>> checklist(String id) {
        return jdbc
                .queryForList(
                        "select checklist::text from monitoring_visit where id = ? and checklist is not null",
                        String.class,
                        id)
                .stream()
                .findFirst()
                .map(MonitoringVisits::points);
    }

    private static List<Checklist.Point> points(String json) {
        try {
            return JSON.readValue(json, POINTS);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A checklist is not JSON", broken);
        }
    }

    /** What a visit found, in the order of the checklist, the serious first. */
    List<Finding> findings(String id) {
        return jdbc
                .query(
                        "select * from monitoring_finding where visit_id = ? order by severity desc, id",
                        MonitoringVisits::finding,
                        id)
                .stream()
                .sorted(java.util.Comparator.comparing(Finding::area))
                .toList();
    }

    void found(String id, Checklist.Area area, Severity severity, String text, String by) {
        jdbc.update(
                "insert into monitoring_finding (visit_id, area, severity, finding, recorded_by) values (?, ?, ?, ?, ?)",
                id,
                area.name(),
                severity.name(),
                text,
                by);
    }

    /** Answers whether the visit had it. */
    boolean withdraw(String id, long finding) {
        return jdbc.update("delete from monitoring_finding where visit_id = ? and id = ?", id, finding) == 1;
    }

    /** @param finding null for all of the visit */
    void planned(String id, @Nullable Long finding, String action, LocalDate actionBy, String by) {
        jdbc.update("""
                update monitoring_finding set action = ?, action_by = ?, planned_by = ?
                where visit_id = ? and (?::bigint is null or id = ?)
                """, action, Date.valueOf(actionBy), by, id, finding, finding);
    }

    void verified(String id, String verification, String by) {
        jdbc.update("update monitoring_visit set verification = ?, verified_by = ? where id = ?", verification, by, id);
    }

    private static Visit row(ResultSet row, int number) throws SQLException {
        return new Visit(
                row.getString("id"),
                row.getInt("year"),
                row.getString("region"),
                row.getObject("visited_on", LocalDate.class),
                row.getString("recorded_by"),
                row.getObject("run_id", Long.class),
                row.getString("verification"),
                row.getString("verified_by"),
                row.getInt("findings"),
                row.getInt("serious"));
    }

    private static Finding finding(ResultSet row, int number) throws SQLException {
        return new Finding(
                row.getLong("id"),
                Checklist.Area.valueOf(row.getString("area")),
                Severity.valueOf(row.getString("severity")),
                row.getString("finding"),
                row.getString("recorded_by"),
                row.getString("action"),
                row.getObject("action_by", LocalDate.class),
                row.getString("planned_by"));
    }
}
