package org.msixcasework.guide;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Table;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.report.Report;
import org.msixcasework.sla.WorkingDays;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Use of the consolidated record: guides, use after arrival, daily queries, and the log of disclosures in numbers (RPT-10). */
@Component
class UseReport implements Report {

    private final JdbcTemplate jdbc;
    private final DailyQueries queries;
    private final WorkingDays workingDays;
    private final Regions regions;
    private final Time time;

    UseReport(JdbcTemplate jdbc, DailyQueries queries, WorkingDays workingDays, Regions regions, Time time) {
        this.jdbc = jdbc;
        this.queries = queries;
        this.workingDays = workingDays;
        this.regions = regions;
        this.time = time;
    }

    @Override
    public String key() {
        return "use-of-records";
    }

    @Override
    public String name() {
        return "Use of consolidated records";
    }

    @Override
    public String about() {
        return "Who used records for what: guides, use after an arrival, daily queries, and records seen, printed and saved,"
                + " for directors and the State.";
    }

    @Override
    public Set<String> readers() {
        return Set.of(
                Roles.STATE_DATA_ADMINISTRATOR,
                Roles.MSIX_STATE_LEAD,
                Roles.PRIVACY_ACT_ADMINISTRATOR,
                Roles.IDR_REVIEWER,
                Roles.REGIONAL_DIRECTOR,
                Roles.DATA_SPECIALIST);
    }

    @Override
    public boolean aggregate() {
        return false;
    }

    /** The regions a question is about, of those that may be read. */
    static List<String> regionsOf(Question question, Regions regions) {
        return question.readable().orElseGet(regions::everyKey).stream()
                .filter(region -> question.region() == null || region.equals(question.region()))
                .sorted()
                .toList();
    }

    @Override
    public Result run(Question question) {
        var asked = regionsOf(question, regions);
        var charts = new ArrayList<Chart>();
        var tables = new ArrayList<Table>();
        guides(question, asked, charts, tables);
        arrivals(question, asked, charts, tables);
        queries(question, asked, tables);
        disclosures(question, asked, charts, tables);
        return new Result(charts, tables);
    }

    private void guides(Question question, List<String> asked, List<Chart> charts, List<Table> tables) {
        var rows = jdbc.queryForList("""
                select region, kind, count(*) as done from guide
                where closed_at >= ? and closed_at < ? and region = any (?) group by region, kind order by region, kind
                """, begin(question), end(question), asked.toArray(String[]::new));
        charts.add(Chart.simple(
                "Guides that were finished, by use",
                "guides",
                Arrays.stream(Kind.values())
                        .map(kind -> new Chart.Bar(
                                kind.label(),
                                null,
                                List.of(rows.stream()
                                        .filter(row -> kind.name().equals(row.get("kind")))
                                        .mapToLong(row -> (Long) row.get("done"))
                                        .sum())))
                        .toList()));
        tables.add(new Table(
                "Guides finished",
                List.of("Region", "Use", "Guides"),
                rows.stream()
                        .<List<?>>map(row -> Table.row(
                                row.get("region"),
                                Kind.valueOf(Objects.requireNonNull((String) row.get("kind")))
                                        .label(),
                                row.get("done")))
                        .toList()));
    }

    private void arrivals(Question question, List<String> asked, List<Chart> charts, List<Table> tables) {
        var rows = jdbc.query(
                """
                select region, count(*) as arrived,
                    count(*) filter (where (used_at at time zone ?)::date <= due_on) as in_time,
                    count(*) filter (where (used_at at time zone ?)::date > due_on) as used_late,
                    count(*) filter (where used_at is null and due_on < ?) as overdue,
                    count(*) filter (where used_at is null and due_on >= ?) as open
                from arrival where arrived_on between ? and ? and region = any (?) group by region order by region
                """,
                (row, number) -> new Use(
                        row.getString("region"),
                        row.getLong("arrived"),
                        List.of(
                                row.getLong("in_time"),
                                row.getLong("used_late"),
                                row.getLong("overdue"),
                                row.getLong("open"))),
                Time.ZONE.getId(),
                Time.ZONE.getId(),
                Date.valueOf(time.today()),
                Date.valueOf(time.today()),
                Date.valueOf(question.from()),
                Date.valueOf(question.to()),
                asked.toArray(String[]::new));
        charts.add(new Chart(
                "Children who arrived, by whether their record was used",
                List.of(
                        new Chart.Part("used in time", "met"),
                        new Chart.Part("used late", "soon"),
                        new Chart.Part("not used, late", "late"),
                        new Chart.Part("not due yet", "other")),
                rows.stream()
                        .map(row -> new Chart.Bar(row.region(), null, row.parts()))
                        .toList()));
        tables.add(new Table(
                "Use after arrival",
                List.of("Region", "Arrived", "Used in time", "Used late", "Not used, late", "Not due yet"),
                rows.stream()
                        .<List<?>>map(row -> Table.row(
                                row.region(),
                                row.arrived(),
                                row.parts().get(0),
                                row.parts().get(1),
                                row.parts().get(2),
                                row.parts().get(3)))
                        .toList()));
    }

    private record Use(String region, long arrived, List<Long> parts) {}

    private void queries(Question question, List<String> asked, List<Table> tables) {
        var to = question.to().isAfter(time.today()) ? time.today() : question.to();
        var days = (long) workingDays.between(question.from().minusDays(1), to);
        var kept = queries.daysKept(asked, question.from(), question.to());
        tables.add(new Table(
                "Daily queries",
                List.of("Region", "Working days", "Days with a query", "Share, percent"),
                asked.stream()
                        .<List<?>>map(region -> {
                            var with = Math.min(days, kept.getOrDefault(region, 0L));
                            return Table.row(region, days, with, days == 0 ? null : Math.round(with * 100.0 / days));
                        })
                        .toList()));
    }

    private void disclosures(Question question, List<String> asked, List<Chart> charts, List<Table> tables) {
        var rows = jdbc.queryForList(
                """
                select c.region, d.purpose, d.role, d.kind, count(*) as times
                from disclosure d join child c on c.state_student_id = d.student_id
                where d.happened_on between ? and ? and c.region = any (?)
                group by 1, 2, 3, 4 order by 1, 2, 3, 4
                """, Date.valueOf(question.from()), Date.valueOf(question.to()), asked.toArray(String[]::new));
        charts.add(Chart.simple(
                "Records seen, printed and passed on, by purpose",
                "times",
                rows.stream().map(row -> (String) row.get("purpose")).distinct().sorted().toList().stream()
                        .map(purpose -> new Chart.Bar(
                                purpose,
                                null,
                                List.of(rows.stream()
                                        .filter(row -> purpose.equals(row.get("purpose")))
                                        .mapToLong(row -> (Long) row.get("times"))
                                        .sum())))
                        .toList()));
        tables.add(new Table(
                "Views and exports",
                List.of("Region", "Purpose", "Role", "How", "Times"),
                rows.stream()
                        .<List<?>>map(row -> Table.row(
                                row.get("region"),
                                row.get("purpose"),
                                row.get("role"),
                                row.get("kind"),
                                row.get("times")))
                        .toList()));
    }

    private static Timestamp begin(Question question) {
        return Timestamp.from(question.from().atStartOfDay(Time.ZONE).toInstant());
    }

    private static Timestamp end(Question question) {
        return Timestamp.from(question.to().plusDays(1).atStartOfDay(Time.ZONE).toInstant());
    }
}
