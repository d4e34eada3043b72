package org.msixcasework.board;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Time;
import org.msixcasework.process.Routing;
import org.msixcasework.sla.ClockScope;
import org.msixcasework.sla.ClockSummary;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Duty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The numbers of the SLA board and their drawings (COE-15): from the ledger and its tally, within the regions of the reader. */
@Component
class SlaBoard {

    /** The whole in short. {@code met} and {@code missed} are those that ended in the last four weeks. */
    record Figures(long open, long soon, long overdue, long met, long missed) {

        /** How many of a hundred that ended were met; null if none ended. */
        public @Nullable Long share() {
            return met + missed == 0 ? null : Math.round(100.0 * met / (met + missed));
        }
    }

    /** How many clocks of a region will be late within a week, and how many are due. */
    record Outlook(@Nullable String region, long due, long late) {}

    /** How many clocks ended in a month. */
    record Month(YearMonth month, long met, long missed) {}

    /** How many clocks that are overdue have climbed how far. */
    record Level(int level, long overdue) {}

    /** All that the board shows. */
    record View(
            Figures figures,
            List<ClockSummary.Row> rows,
            List<Level> levels,
            List<Month> months,
            List<Outlook> outlook) {}

    private static final int MONTHS = 12;

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yy", Locale.US);

    private static final List<Chart.Part> WHEN = List.of(
            new Chart.Part("overdue", "late"),
            new Chart.Part("due within 3 days", "soon"),
            new Chart.Part("later", "running"));

    private final JdbcTemplate jdbc;
    private final ClockSummary summary;
    private final ClockScope scope;
    private final Time time;

    SlaBoard(JdbcTemplate jdbc, ClockSummary summary, ClockScope scope, Time time) {
        this.jdbc = jdbc;
        this.summary = summary;
        this.scope = scope;
        this.time = time;
    }

    /** @throws org.msixcasework.core.Rejected FORBIDDEN for a region that the current user may not read */
    View of(ClockScope.Filter filter) {
        var rows = summary.of(filter);
        var ended = ended(filter);
        var figures = new Figures(
                sum(rows, ClockSummary.Row::running),
                sum(rows, ClockSummary.Row::dueSoon),
                sum(rows, ClockSummary.Row::overdue),
                ended.stream().mapToLong(Ended::met).sum(),
                ended.stream().mapToLong(Ended::missed).sum());
        return new View(figures, rows, levels(filter), months(filter), outlook(filter, ended));
    }

    private static long sum(List<ClockSummary.Row> rows, ToLongFunction<ClockSummary.Row> number) {
        return rows.stream().mapToLong(number).sum();
    }

    /** What ended lately, which is the pace too. */
    private record Ended(@Nullable String region, String deadline, long met, long missed) {}

    private List<Ended> ended(ClockScope.Filter filter) {
        var where = scope.tally(filter)
                .and("day > ?", java.sql.Date.valueOf(time.today().minusDays(Forecast.PACE_DAYS)));
        return jdbc.query(
                """
                select nullif(region, '') as region, deadline, sum(met) as met, sum(missed) as missed
                from clock_tally where %s group by region, deadline
                """.formatted(where.text()),
                (row, number) -> new Ended(
                        row.getString("region"), row.getString("deadline"), row.getLong("met"), row.getLong("missed")),
                where.values());
    }

    private List<Level> levels(ClockScope.Filter filter) {
        var where = scope.tally(filter).and("due_at < ?", Timestamp.from(time.instant()));
        return jdbc.query(
                """
                select level, sum(running) as n from clock_load where %s
                group by level having sum(running) > 0 order by level
                """.formatted(where.text()),
                (row, number) -> new Level(row.getInt("level"), row.getLong("n")),
                where.values());
    }

    private List<Month> months(ClockScope.Filter filter) {
        var first = YearMonth.from(time.today()).minusMonths(MONTHS - 1L);
        var where = scope.tally(filter).and("day >= ?", java.sql.Date.valueOf(first.atDay(1)));
        var counted = new HashMap<YearMonth, Month>();
        jdbc.query(
                """
                select to_char(day, 'YYYY-MM') as month, sum(met) as met, sum(missed) as missed
                from clock_tally where %s group by 1
                """.formatted(where.text()),
                row -> {
                    var month = YearMonth.parse(row.getString("month"));
                    counted.put(month, new Month(month, row.getLong("met"), row.getLong("missed")));
                },
                where.values());
        return IntStream.range(0, MONTHS)
                .mapToObj(first::plusMonths)
                .map(month -> counted.getOrDefault(month, new Month(month, 0, 0)))
                .toList();
    }

    private record Stretch(String region, String deadline) {}

    private List<Outlook> outlook(ClockScope.Filter filter, List<Ended> ended) {
        var now = Timestamp.from(time.instant());
        var where = scope.tally(filter)
                .and("due_at <= ?", Timestamp.from(time.instant().plus(Duration.ofDays(Forecast.DAYS))));
        var due = new HashMap<Stretch, Long[]>();
        jdbc.query(
                """
                select region, deadline,
                    greatest(0, ceil(extract(epoch from due_at - ?) / 86400))::integer as day, sum(running) as n
                from clock_load where %s group by 1, 2, 3
                """.formatted(where.text()),
                row -> {
                    var days = due.computeIfAbsent(
                            new Stretch(row.getString("region"), row.getString("deadline")), stretch -> noDays());
                    days[row.getInt("day")] += row.getLong("n");
                },
                where.values(List.of(now)));
        var pace = ended.stream()
                .collect(Collectors.toMap(
                        each -> new Stretch(each.region() == null ? "" : each.region(), each.deadline()),
                        each -> (double) (each.met() + each.missed()) / Forecast.PACE_DAYS));
        var byRegion = new TreeMap<String, Outlook>();
        due.forEach((stretch, days) -> byRegion.merge(
                stretch.region(),
                new Outlook(
                        stretch.region().isEmpty() ? null : stretch.region(),
                        Arrays.stream(days).skip(1).mapToLong(Long::longValue).sum(),
                        Forecast.late(List.of(days), pace.getOrDefault(stretch, 0.0))),
                (one, other) -> new Outlook(one.region(), one.due() + other.due(), one.late() + other.late())));
        return List.copyOf(byRegion.values());
    }

    private static Long[] noDays() {
        var days = new Long[Forecast.DAYS + 1];
        Arrays.fill(days, 0L);
        return days;
    }

    /** What runs in each region. */
    static Chart byRegion(View view, Selection selection) {
        return open("Open clocks by region", view.rows(), row -> keyOf(row.region()), SlaBoard::nameOf, selection::in);
    }

    /** What runs of each duty of some kinds. */
    static Chart byDeadline(String title, View view, Selection selection, List<Duty.Kind> kinds) {
        var rows =
                view.rows().stream().filter(row -> kinds.contains(row.kind())).toList();
        return open(title, rows, ClockSummary.Row::deadline, Deadline::label, selection::of);
    }

    /** Only what is overdue, by region. */
    static Chart overdueByRegion(View view, Selection selection) {
        var late = new TreeMap<String, Long>();
        view.rows().stream()
                .filter(row -> row.overdue() > 0)
                .forEach(row -> late.merge(keyOf(row.region()), row.overdue(), Long::sum));
        return new Chart(
                "Overdue by region",
                List.of(new Chart.Part("overdue", "late")),
                late.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .map(each -> new Chart.Bar(
                                nameOf(each.getKey()),
                                selection
                                        .in(each.getKey())
                                        .show(Selection.Show.OVERDUE)
                                        .link(),
                                List.of(each.getValue())))
                        .toList());
    }

    static Chart byLevel(View view, Selection selection) {
        return new Chart(
                "Overdue by level of escalation",
                List.of(new Chart.Part("overdue", "late")),
                view.levels().stream()
                        .map(each -> new Chart.Bar(
                                each.level() == 0 ? "not escalated yet" : "level " + each.level(),
                                selection
                                        .show(Selection.Show.OVERDUE)
                                        .at(each.level())
                                        .link(),
                                List.of(each.overdue())))
                        .toList());
    }

    static Chart byMonth(View view, Selection selection) {
        return new Chart(
                "Met and missed by month",
                List.of(new Chart.Part("met", "met"), new Chart.Part("missed", "late")),
                view.months().stream()
                        .map(each -> new Chart.Bar(
                                MONTH.format(each.month()),
                                selection
                                        .show(Selection.Show.ENDED)
                                        .during(each.month())
                                        .link(),
                                List.of(each.met(), each.missed())))
                        .toList());
    }

    static Chart forecast(View view, Selection selection) {
        return new Chart(
                "Due in the next 7 days",
                List.of(new Chart.Part("will be late", "late"), new Chart.Part("in time", "met")),
                view.outlook().stream()
                        .filter(each -> each.due() > 0)
                        .sorted(Comparator.comparingLong(Outlook::late).reversed())
                        .map(each -> new Chart.Bar(
                                nameOf(keyOf(each.region())),
                                selection
                                        .in(keyOf(each.region()))
                                        .show(Selection.Show.WEEK)
                                        .link(),
                                List.of(each.late(), each.due() - each.late())))
                        .toList());
    }

    /** What runs, with the latest first. */
    private static <K> Chart open(
            String title,
            List<ClockSummary.Row> rows,
            Function<ClockSummary.Row, K> by,
            Function<K, String> label,
            Function<K, Selection> at) {
        var counted = new LinkedHashMap<K, Running>();
        rows.stream()
                .filter(row -> row.running() > 0)
                .forEach(row -> counted.merge(
                        by.apply(row),
                        new Running(row.overdue(), row.dueSoon(), row.running() - row.overdue() - row.dueSoon()),
                        Running::plus));
        return new Chart(
                title,
                WHEN,
                counted.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue(Comparator.comparing(Running::overdue)
                                .thenComparing(Running::total)
                                .reversed()))
                        .map(each -> new Chart.Bar(
                                label.apply(each.getKey()),
                                at.apply(each.getKey()).link(),
                                List.of(
                                        each.getValue().overdue(),
                                        each.getValue().soon(),
                                        each.getValue().later())))
                        .toList());
    }

    private record Running(long overdue, long soon, long later) {

        Running plus(Running other) {
            return new Running(overdue + other.overdue, soon + other.soon, later + other.later);
        }

        long total() {
            return overdue + soon + later;
        }
    }

    private static String keyOf(@Nullable String region) {
        return region == null ? Routing.STATE : region;
    }

    private static String nameOf(String key) {
        return key.equals(Routing.STATE) ? "the State" : key;
    }
}
