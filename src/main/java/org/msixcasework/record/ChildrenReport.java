package org.msixcasework.record;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Table;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Roles;
import org.msixcasework.report.Report;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Eligible children as they are counted today, and who was recruited in the period (RPT-8). */
@Component
class ChildrenReport implements Report {

    /** One pass over the children; a line is a count by region and priority, or by grade, age or end of eligibility. */
    private static final String CHILDREN = """
            with move as (
                select student_id, max(eligible_until) as expires
                from record_item where kind = 'QUALIFYING_MOVE' group by student_id),
            enrolled as (
                select student_id, max(enrolled_on || ' ' || coalesce(grade, '') || ' ' || coalesce(priority, '')) as latest
                from record_item where kind = 'ENROLLMENT' group by student_id),
            eligible as (
                select c.region, coalesce(split_part(e.latest, ' ', 3) = 'true', false) as priority,
                    coalesce(nullif(split_part(e.latest, ' ', 2), ''), 'not known') as grade,
                    case when c.birth_date is null then 'not known'
                        when c.birth_date > cast(? as date) - interval '3 years' then ' 0 to 2'
                        when c.birth_date > cast(? as date) - interval '6 years' then ' 3 to 5'
                        when c.birth_date > cast(? as date) - interval '12 years' then ' 6 to 11'
                        when c.birth_date > cast(? as date) - interval '15 years' then '12 to 14'
                        when c.birth_date > cast(? as date) - interval '19 years' then '15 to 18'
                        else '19 to 21' end as age,
                    case when i.expires <= ? then '1 within 30 days' when i.expires <= ? then '2 in 31 to 90 days'
                        when i.expires <= ? then '3 in 91 to 365 days' else '4 later' end as ends
                from child c join move i on i.student_id = c.state_student_id
                    left join enrolled e on e.student_id = c.state_student_id
                where c.approved and c.ineligible_on is null and not c.merged and i.expires >= ?
                    and (cast(? as text[]) is null or c.region = any (cast(? as text[]))))
            select region, grade, age, ends, count(*) filter (where priority), count(*) filter (where not priority), count(*)
            from eligible group by grouping sets ((region), (grade), (age), (ends)) order by 1, 2, 3, 4
            """;

    private static final String RECRUITED = """
            select c.region, count(*), sum((select count(*) from certificate_child k where k.number = c.number))
            from certificate c
            where c.status = 'APPROVED' and c.approved_on between ? and ?
                and (cast(? as text[]) is null or c.region = any (cast(? as text[])))
            group by 1 order by 1
            """;

    private static final List<String> DIMENSIONS = List.of("Region", "Grade", "Age", "Eligibility ends");

    private static final String CHILDREN_COLUMN = "Children";

    private static final int MONTH = 30;
    private static final int THREE_MONTHS = 90;
    private static final int YEAR = 365;

    private final JdbcTemplate jdbc;
    private final Time time;

    ChildrenReport(JdbcTemplate jdbc, Time time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    @Override
    public String key() {
        return "children";
    }

    @Override
    public String name() {
        return "Counts of children and recruitment";
    }

    @Override
    public String about() {
        return "Children who are eligible today by region, priority for services, grade, age and end of eligibility, and the"
                + " certificates approved in the period.";
    }

    @Override
    public Set<String> readers() {
        return Set.of(
                Roles.STATE_DATA_ADMINISTRATOR,
                Roles.MSIX_STATE_LEAD,
                Roles.IDR_REVIEWER,
                Roles.REGIONAL_DIRECTOR,
                Roles.DATA_SPECIALIST);
    }

    @Override
    public boolean aggregate() {
        return true;
    }

    @Override
    public Result run(Question question) {
        var counts = List.of(
                new ArrayList<List<?>>(), new ArrayList<List<?>>(), new ArrayList<List<?>>(), new ArrayList<List<?>>());
        var today = time.today();
        var day = Date.valueOf(today);
        jdbc.query(
                CHILDREN,
                row -> {
                    if (row.getString("region") != null) {
                        counts.get(0)
                                .add(Table.row(
                                        row.getString("region"), row.getLong(5), row.getLong(6), row.getLong(7)));
                    }
                    if (row.getString("grade") != null) {
                        counts.get(1).add(Table.row(row.getString("grade"), row.getLong(7)));
                    }
                    if (row.getString("age") != null) {
                        counts.get(2).add(Table.row(row.getString("age").strip(), row.getLong(7)));
                    }
                    if (row.getString("ends") != null) {
                        counts.get(3).add(Table.row(row.getString("ends").substring(2), row.getLong(7)));
                    }
                },
                day,
                day,
                day,
                day,
                day,
                today.plusDays(MONTH).toString(),
                today.plusDays(THREE_MONTHS).toString(),
                today.plusDays(YEAR).toString(),
                today.toString(),
                question.regions(),
                question.regions());
        var byRegion = counts.get(0);
        if (byRegion.size() > 1) {
            byRegion.add(Table.row(TOTAL, sum(byRegion, 1), sum(byRegion, 2), sum(byRegion, 3)));
        }
        var tables = new ArrayList<Table>();
        tables.add(new Table(
                "Eligible by region",
                List.of("Region", "Priority for services", "No priority", TOTAL),
                List.copyOf(byRegion)));
        for (var dimension = 1; dimension < DIMENSIONS.size(); dimension++) {
            tables.add(new Table(
                    dimension == 3
                            ? "When eligibility ends"
                            : "Eligible by " + DIMENSIONS.get(dimension).toLowerCase(Locale.ROOT),
                    List.of(DIMENSIONS.get(dimension), CHILDREN_COLUMN),
                    List.copyOf(counts.get(dimension))));
        }
        tables.add(recruited(question));
        return new Result(
                List.of(
                        regions(byRegion),
                        chart("Eligible children by grade", counts.get(1)),
                        chart("When eligibility ends", counts.get(3))),
                tables);
    }

    private static long sum(List<List<?>> rows, int column) {
        return rows.stream().mapToLong(row -> (Long) row.get(column)).sum();
    }

    private Table recruited(Question question) {
        var rows = jdbc.query(
                RECRUITED,
                (row, number) -> Table.row(row.getString(1), row.getLong(2), row.getLong(3)),
                Date.valueOf(question.from()),
                Date.valueOf(question.to()),
                question.regions(),
                question.regions());
        return new Table(
                "Recruited in the period",
                List.of("Region", "Certificates approved", "Children on them"),
                List.copyOf(rows));
    }

    private static Chart regions(List<List<?>> rows) {
        return new Chart(
                "Eligible children by region",
                List.of(new Chart.Part("Priority for services", "soon"), new Chart.Part("No priority", "running")),
                rows.stream()
                        .filter(row -> !TOTAL.equals(row.get(0)))
                        .map(row -> new Chart.Bar(
                                String.valueOf(row.get(0)), null, List.of((Long) row.get(1), (Long) row.get(2))))
                        .toList());
    }

    private static Chart chart(String title, List<List<?>> rows) {
        return Chart.simple(
                title,
                CHILDREN_COLUMN,
                rows.stream()
                        .map(row -> new Chart.Bar(String.valueOf(row.get(0)), null, List.of((Long) row.get(1))))
                        .toList());
    }
}
