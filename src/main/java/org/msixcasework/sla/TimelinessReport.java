package org.msixcasework.sla;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Table;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Roles;
import org.msixcasework.report.Report;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Whether the duties were done in time, by region, for a monitoring visit (RPT-4). */
@Component
class TimelinessReport implements Report {

    /** The duties that the Department asks about, in the order of the policy. */
    private static final List<Deadline> FIRST = List.of(
            Deadline.COE_UPLOAD,
            Deadline.TERM_UPLOAD,
            Deadline.RESIDENCY_UPLOAD,
            Deadline.PARENT_DECISION,
            Deadline.PARENT_FORWARD,
            Deadline.CORRECTION_UPLOAD,
            Deadline.INQUIRY_RESPONSE);

    private static final String STATE = "the State";

    private static final List<Chart.Part> PARTS = List.of(
            new Chart.Part("On time", "met"),
            new Chart.Part("Late", "soon"),
            new Chart.Part("Open", "running"),
            new Chart.Part("Overdue", "late"));

    private static final List<String> COUNTS =
            List.of("On time", "Late", "Open", "Overdue", TOTAL, "% on time", "Median days");

    /** By the region in which a clock ended, as on the board: an index of the period answers alone. */
    private static final String LINES = """
            select c.deadline, grouping(c.region) as total, c.region,
                count(*) filter (where c.state = 'MET') as met,
                count(*) filter (where c.state = 'MISSED') as late,
                count(*) filter (where c.state = 'RUNNING' and c.due_at >= ?) as open,
                count(*) filter (where c.state = 'RUNNING' and c.due_at < ?) as overdue,
                percentile_cont(0.5) within group (order by extract(epoch from c.met_at - c.started_at) / 86400)
                    filter (where c.met_at is not null) as median
            from clock c
            where c.due_on between ? and ? and c.state <> 'CANCELLED' and c.process_key <> all (?)
                and (cast(? as text[]) is null or c.region = any (cast(? as text[])))
            group by grouping sets ((c.deadline, c.region), (c.deadline))
            """;

    private static final String REASONS = """
            select c.deadline, c.region, c.process_key, c.business_key, c.due_on, c.met_at, m.text
            from clock c left join miss m on m.clock_id = c.id
            where c.due_on between ? and ? and (c.state = 'MISSED' or (c.state = 'RUNNING' and c.due_at < ?))
                and c.process_key <> all (?) and (cast(? as text[]) is null or c.region = any (cast(? as text[])))
            order by c.due_on, c.id
            """;

    /** What was counted of a duty, in a region or in all. */
    private record Line(
            Deadline deadline,
            boolean isTotal,
            String region,
            long met,
            long late,
            long open,
            long overdue,
            @Nullable BigDecimal median) {

        List<Long> counts() {
            return List.of(met, late, open, overdue);
        }

        /** On time are what was done in time of all that should be done by now. */
        @Nullable
        BigDecimal percent() {
            var ended = met + late + overdue;
            return ended == 0
                    ? null
                    : BigDecimal.valueOf(100 * met).divide(BigDecimal.valueOf(ended), 1, RoundingMode.HALF_UP);
        }

        List<Object> cells() {
            var cells = new ArrayList<Object>(counts());
            cells.add(met + late + open + overdue);
            cells.add(percent());
            cells.add(median);
            return cells;
        }
    }

    private final JdbcTemplate jdbc;
    private final Duties duties;
    private final Access access;
    private final Time time;

    TimelinessReport(JdbcTemplate jdbc, Duties duties, Access access, Time time) {
        this.jdbc = jdbc;
        this.duties = duties;
        this.access = access;
        this.time = time;
    }

    @Override
    public String key() {
        return "timeliness";
    }

    @Override
    public String name() {
        return "Timeliness";
    }

    @Override
    public String about() {
        return "Which duties fell due in the period, whether they were done on time, by region, and why not: for a monitoring visit.";
    }

    @Override
    public Set<String> readers() {
        return Set.of(
                Roles.STATE_DATA_ADMINISTRATOR,
                Roles.MSIX_STATE_LEAD,
                Roles.PRIVACY_ACT_ADMINISTRATOR,
                Roles.REGIONAL_DIRECTOR,
                Roles.DATA_SPECIALIST);
    }

    @Override
    public boolean aggregate() {
        return true;
    }

    @Override
    public Result run(Question question) {
        var lines = lines(question);
        var tables = new ArrayList<Table>();
        tables.add(duties(lines));
        tables.add(byRegion(lines));
        tables.add(reasons(question));
        return new Result(List.of(chart(lines)), tables);
    }

    @Override
    public Result summary(Question question) {
        var lines = lines(question);
        return new Result(List.of(chart(lines)), List.of(byRegion(lines)));
    }

    private List<Line> lines(Question question) {
        var now = Timestamp.from(time.instant());
        var found = jdbc.query(
                LINES,
                TimelinessReport::line,
                now,
                now,
                Date.valueOf(question.from()),
                Date.valueOf(question.to()),
                access.concealed().toArray(String[]::new),
                question.regions(),
                question.regions());
        return found.stream()
                .sorted(Comparator.<Line>comparingInt(line -> rank(line.deadline()))
                        .thenComparing(line -> !line.isTotal())
                        .thenComparing(Line::region))
                .toList();
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        var isTotal = row.getInt("total") == 1;
        var region = row.getString("region");
        var median = row.getBigDecimal("median");
        return new Line(
                Deadline.valueOf(row.getString("deadline")),
                isTotal,
                isTotal ? TOTAL : region == null ? STATE : region,
                row.getLong("met"),
                row.getLong("late"),
                row.getLong("open"),
                row.getLong("overdue"),
                median == null ? null : median.setScale(1, RoundingMode.HALF_UP));
    }

    private static int rank(Deadline deadline) {
        var first = FIRST.indexOf(deadline);
        return first >= 0 ? first : FIRST.size() + deadline.ordinal();
    }

    private static Chart chart(List<Line> lines) {
        return new Chart(
                "How the duties of the period stand",
                PARTS,
                lines.stream()
                        .filter(Line::isTotal)
                        .map(line -> new Chart.Bar(line.deadline().label(), null, line.counts()))
                        .toList());
    }

    private Table duties(List<Line> lines) {
        return new Table(
                "Duties",
                head(List.of("Duty", "To be done within", "Policy")),
                lines.stream()
                        .filter(Line::isTotal)
                        .<List<?>>map(line -> {
                            var duty = duties.get(line.deadline());
                            return joined(
                                    List.of(
                                            line.deadline().label(),
                                            "%s (%s)"
                                                    .formatted(
                                                            duty.length(),
                                                            duty.kind().label()),
                                            duty.citation()),
                                    line.cells());
                        })
                        .toList());
    }

    private static Table byRegion(List<Line> lines) {
        return new Table(
                "By duty and region",
                head(List.of("Duty", "Region")),
                lines.stream()
                        .<List<?>>map(line -> joined(List.of(line.deadline().label(), line.region()), line.cells()))
                        .toList());
    }

    private Table reasons(Question question) {
        var now = Timestamp.from(time.instant());
        var rows = jdbc.query(
                REASONS,
                (row, number) -> {
                    var met = row.getTimestamp("met_at");
                    var text = row.getString("text");
                    return Table.row(
                            Deadline.valueOf(row.getString("deadline")).label(),
                            row.getString("region") == null ? STATE : row.getString("region"),
                            row.getString("process_key") + " " + row.getString("business_key"),
                            row.getDate("due_on").toLocalDate(),
                            met == null ? "not yet" : DueDates.dayOf(met.toInstant()),
                            text == null ? "no word yet" : text);
                },
                Date.valueOf(question.from()),
                Date.valueOf(question.to()),
                now,
                access.concealed().toArray(String[]::new),
                question.regions(),
                question.regions());
        return new Table(
                "Late, and why",
                List.of("Duty", "Region", "Case", "Due", "Done", "Reason or explanation"),
                List.copyOf(rows));
    }

    private static List<String> head(List<String> first) {
        var head = new ArrayList<>(first);
        head.addAll(COUNTS);
        return head;
    }

    private static List<?> joined(List<String> labels, List<Object> cells) {
        var row = new ArrayList<Object>(labels);
        row.addAll(cells);
        return row;
    }
}
