package org.msixcasework.quality;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.msixcasework.core.ReportingYear;
import org.msixcasework.core.Table;
import org.msixcasework.core.Time;
import org.msixcasework.report.Report;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What a monitoring visit looks at, filled from the reports of the region and the reporting year (DQ-6, RPT-4). */
@Component
class Checklist {

    private static final int LONGEST = 12;

    /** Columns that say what the visit knows, or what stands in the report for reading up. */
    private static final Set<String> KNOWN = Set.of("Region", "METS", "To be done within", "Policy");

    /** What a finding is about, in the order of the checklist. */
    enum Area {
        DATA_QUALITY("Data quality", "Are the records complete and accurate?", "data-quality", "Scores by region"),
        TIMELINESS("Timeliness", "Are the duties done in time, and why not?", "timeliness", "Duties", "Late, and why"),
        UPLOADS(
                "Uploads to MSIX",
                "Is what was rejected repaired and sent again?",
                "uploads",
                "Children sent, by region",
                "Rejected now, by age"),
        RECORD_USE(
                "Use of records",
                "Is the consolidated record used for enrollment, placement and credit accrual?",
                "use-of-records",
                "Use after arrival",
                "Guides finished",
                "Daily queries"),
        TRAINING(
                "Trainings",
                "Were director and data specialist at the trainings, and is the yearly training in force?",
                "training",
                "Attendance by METS",
                "Yearly training"),
        DISCLOSURES(
                "Disclosures",
                "Who saw, printed and passed on records, and what for?",
                "use-of-records",
                "Views and exports"),
        MEDIA("Paper and storage media", "Are media with data registered, encrypted and disposed of?", ""),
        GENERAL("Other", "What else was seen?", "");

        private final String label;
        private final String question;
        private final String report;
        private final List<String> tables;

        Area(String label, String question, String report, String... tables) {
            this.label = label;
            this.question = question;
            this.report = report;
            this.tables = List.of(tables);
        }

        public String label() {
            return label;
        }

        public String question() {
            return question;
        }

        static Optional<Area> of(String name) {
            return Arrays.stream(values())
                    .filter(area -> area.name().equals(name))
                    .findFirst();
        }
    }

    /**
     * A table of a report, cut to what a page holds.
     *
     * @param more how many rows it has besides
     */
    record Sheet(String title, List<String> columns, List<List<String>> rows, int more) {}

    /**
     * A point of the checklist.
     *
     * @param report address of the whole report; empty where there is none
     */
    record Point(Area area, String label, String question, String report, List<Sheet> sheets) {}

    private final ObjectProvider<Report> reports;
    private final JdbcTemplate jdbc;

    /** @param reports asked for late: some of them stand on the processes, which know this one */
    Checklist(ObjectProvider<Report> reports, JdbcTemplate jdbc) {
        this.reports = reports;
        this.jdbc = jdbc;
    }

    /** The points as the reports have them now. */
    List<Point> of(String region, int year) {
        var from = ReportingYear.begin(year);
        var to = ReportingYear.end(year);
        var points = new ArrayList<Point>();
        for (var area : Area.values()) {
            var sheets = area == Area.MEDIA ? List.of(media(region, from, to)) : sheets(area, region, from, to);
            var link = area.report.isEmpty()
                    ? ""
                    : "/reports/%s?from=%s&to=%s&region=%s".formatted(area.report, from, to, region);
            points.add(new Point(area, area.label(), area.question(), link, sheets));
        }
        return points;
    }

    private List<Sheet> sheets(Area area, String region, LocalDate from, LocalDate to) {
        if (area.report.isEmpty()) {
            return List.of();
        }
        var report = reports.stream()
                .filter(each -> each.key().equals(area.report))
                .findFirst()
                .orElseThrow();
        var tables = report.run(new Report.Question(from, to, region, Optional.of(List.of(region))))
                .tables();
        return area.tables.stream()
                .map(title -> tables.stream()
                        .filter(table -> table.title().equals(title))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(
                                "The report %s has no table %s".formatted(area.report, title))))
                .map(Checklist::sheet)
                .toList();
    }

    private static Sheet sheet(Table table) {
        var kept = IntStream.range(0, table.columns().size())
                .filter(column -> !KNOWN.contains(table.columns().get(column)))
                .toArray();
        return new Sheet(
                table.title(),
                Arrays.stream(kept).mapToObj(table.columns()::get).toList(),
                table.rows().stream()
                        .limit(LONGEST)
                        .map(row -> Arrays.stream(kept)
                                .mapToObj(column -> Objects.toString(row.get(column), ""))
                                .toList())
                        .toList(),
                Math.max(0, table.rows().size() - LONGEST));
    }

    private Sheet media(String region, LocalDate from, LocalDate to) {
        var row = jdbc.queryForList(
                """
                select count(*) filter (where disposed_on is null) as kept,
                    count(*) filter (where disposed_on is null and not encrypted and kind <> 'PAPER') as open,
                    count(*) filter (where (registered_at at time zone ?)::date between ? and ?) as registered,
                    count(*) filter (where disposed_on between ? and ?) as disposed
                from media where region = ?
                """,
                Time.ZONE.getId(),
                Date.valueOf(from),
                Date.valueOf(to),
                Date.valueOf(from),
                Date.valueOf(to),
                region);
        return new Sheet(
                "Register of media",
                List.of("Kept now", "Of these not encrypted", "Registered in the year", "Disposed of in the year"),
                row.stream()
                        .map(each -> List.of("kept", "open", "registered", "disposed").stream()
                                .map(column -> String.valueOf(each.get(column)))
                                .toList())
                        .toList(),
                0);
    }
}
