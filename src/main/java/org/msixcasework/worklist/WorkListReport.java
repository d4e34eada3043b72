package org.msixcasework.worklist;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Table;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Roles;
import org.msixcasework.report.Report;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The work-list items of MSIX (near matches, merges, splits): first contact, resolution, and how old the open ones are, by kind and
 * by who has them (RPT-5).
 */
@Component
class WorkListReport implements Report {

    private static final List<String> STATES = List.of("On time", "Late", "Open", "Overdue", TOTAL);

    private static final List<String> AGES = List.of("Up to 1 day", "2 to 5 days", "6 to 14 days", "Older", TOTAL);

    private static final List<Chart.Part> PARTS = List.of(
            new Chart.Part("On time", "met"),
            new Chart.Part("Late", "soon"),
            new Chart.Part("Open", "running"),
            new Chart.Part("Overdue", "late"));

    private static final List<Chart.Part> AGE_PARTS = List.of(
            new Chart.Part("Up to 1 day", "met"),
            new Chart.Part("2 to 5 days", "running"),
            new Chart.Part("6 to 14 days", "soon"),
            new Chart.Part("Older", "late"));

    private static final String CLOCKS = """
            select coalesce(c.region, 'the State') as name,
                count(*) filter (where c.state = 'MET'), count(*) filter (where c.state = 'MISSED'),
                count(*) filter (where c.state = 'RUNNING' and c.due_at >= ?),
                count(*) filter (where c.state = 'RUNNING' and c.due_at < ?), count(*)
            from clock c
            where c.due_on between ? and ? and c.deadline = ? and c.state <> 'CANCELLED' and c.process_key = 'merge'
                and (cast(? as text[]) is null or c.region = any (cast(? as text[])))
            group by 1 order by 1
            """;

    private static final String AGEING = """
            select name, count(*) filter (where days <= 1), count(*) filter (where days > 1 and days <= 5),
                count(*) filter (where days > 5 and days <= 14), count(*) filter (where days > 14), count(*)
            from (
                select %s as name, extract(epoch from cast(? as timestamptz) - f.opened_at) / 86400 as days
                from case_file f %s
                where f.process_key = 'merge' and f.closed_at is null
                    and (cast(? as text[]) is null or f.region = any (cast(? as text[])))) items
            group by 1 order by 1
            """;

    private static final String KIND = "case m.kind when 'NEAR_MATCH' then 'near match' else lower(m.kind) end";
    private static final String OF_ITEM = "join merge_item m on m.id = f.business_key";
    private static final String HOLDER = "coalesce(t.assignee_, 'nobody yet')";
    private static final String OF_TASK = "join act_ru_task t on t.proc_inst_id_ = f.process_instance_id";

    private final JdbcTemplate jdbc;
    private final Time time;

    WorkListReport(JdbcTemplate jdbc, Time time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    @Override
    public String key() {
        return "work-list";
    }

    @Override
    public String name() {
        return "Work list of MSIX";
    }

    @Override
    public String about() {
        return "Near matches, merges and splits: first contact within 24 hours, resolution within 10 working days, and how old the"
                + " open ones are now, by kind and by who has them.";
    }

    @Override
    public Set<String> readers() {
        return Set.of(
                Roles.STATE_DATA_ADMINISTRATOR, Roles.MSIX_STATE_LEAD, Roles.REGIONAL_DIRECTOR, Roles.DATA_SPECIALIST);
    }

    @Override
    public boolean aggregate() {
        return false;
    }

    @Override
    public Result run(Question question) {
        var contact = clocks(question, "WORKLIST_CONTACT");
        var resolved = clocks(question, "WORKLIST_RESOLVE");
        var byKind = ageing(question, KIND, OF_ITEM);
        return new Result(
                List.of(
                        chart("First contact within 24 hours, by region", PARTS, contact),
                        chart("Resolved within 10 working days, by region", PARTS, resolved),
                        chart("Open items by age", AGE_PARTS, byKind)),
                List.of(
                        table("First contact, 24 hours", "Region", STATES, contact),
                        table("Resolution, 10 working days", "Region", STATES, resolved),
                        table("Open items by kind and age", "Kind", AGES, byKind),
                        table("Open tasks by user and age", "User", AGES, ageing(question, HOLDER, OF_TASK))));
    }

    private List<List<?>> clocks(Question question, String deadline) {
        var now = Timestamp.from(time.instant());
        return rows(
                CLOCKS,
                now,
                now,
                Date.valueOf(question.from()),
                Date.valueOf(question.to()),
                deadline,
                question.regions(),
                question.regions());
    }

    private List<List<?>> ageing(Question question, String name, String from) {
        return rows(
                AGEING.formatted(name, from), Timestamp.from(time.instant()), question.regions(), question.regions());
    }

    private List<List<?>> rows(String query, @Nullable Object... values) {
        var rows = new ArrayList<List<?>>();
        jdbc.query(
                query,
                row -> {
                    rows.add(Table.row(
                            row.getString(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getLong(5),
                            row.getLong(6)));
                },
                values);
        return rows;
    }

    private static Table table(String title, String first, List<String> counts, List<List<?>> rows) {
        var columns = new ArrayList<>(List.of(first));
        columns.addAll(counts);
        return new Table(title, columns, rows);
    }

    private static Chart chart(String title, List<Chart.Part> parts, List<List<?>> rows) {
        return new Chart(
                title,
                parts,
                rows.stream()
                        .map(row -> new Chart.Bar(
                                String.valueOf(row.get(0)),
                                null,
                                row.subList(1, 1 + parts.size()).stream()
                                        .map(Long.class::cast)
                                        .toList()))
                        .toList());
    }
}
