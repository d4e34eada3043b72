package org.msixcasework.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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

/** What went to MSIX and what became of it (RPT-9), and when each region last had something to send (UPL-10). */
@Component
class UploadReport implements Report {

    private static final String RUNS = """
            select r.run_id, r.built_at, r.sent_at, r.students, r.records, r.refused,
                coalesce(s.accepted, 0) as accepted, coalesce(s.rejected, 0) as rejected, coalesce(s.waiting, 0) as waiting
            from upload_run r left join (
                select run_id, count(*) filter (where state = 'ACCEPTED') as accepted,
                    count(*) filter (where state = 'REJECTED') as rejected,
                    count(*) filter (where state in ('BUILT', 'SENT')) as waiting
                from submission where run_id in (select run_id from upload_run where built_at >= ? and built_at < ?)
                    and (cast(? as text[]) is null or region = any (cast(? as text[])))
                group by run_id) s on s.run_id = r.run_id
            where r.built_at >= ? and r.built_at < ? order by r.built_at desc, r.run_id
            """;

    private static final String REGIONS = """
            select region, count(*) filter (where state = 'ACCEPTED'), count(*) filter (where state = 'REJECTED'),
                count(*) filter (where state in ('PENDING', 'BUILT', 'SENT')), count(*) filter (where state = 'SUPERSEDED'),
                count(*)
            from submission where queued_at >= ? and queued_at < ?
                and (cast(? as text[]) is null or region = any (cast(? as text[])))
            group by region order by region
            """;

    private static final String REJECTS = """
            select region, count(*) filter (where days <= 1), count(*) filter (where days > 1 and days <= 5),
                count(*) filter (where days > 5 and days <= 14), count(*) filter (where days > 14), count(*)
            from (
                select s.region, extract(epoch from cast(? as timestamptz) - s.answered_at) / 86400 as days
                from submission s
                where s.state = 'REJECTED' and (cast(? as text[]) is null or s.region = any (cast(? as text[])))
                    and not exists (
                        select 1 from submission later
                        where later.state_student_id = s.state_student_id and later.id > s.id)) rejects
            group by region order by region
            """;

    private static final String FRESHNESS = """
            select r.key, (select max(queued_at) from submission where region = r.key) as queued,
                (select max(sent_at) from submission where region = r.key) as sent,
                (select max(answered_at) from submission where region = r.key and state = 'ACCEPTED') as accepted
            from region r
            where r.enabled and (cast(? as text[]) is null or r.key = any (cast(? as text[])))
            order by queued nulls first, r.key
            """;

    private final JdbcTemplate jdbc;
    private final Time time;

    UploadReport(JdbcTemplate jdbc, Time time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    @Override
    public String key() {
        return "uploads";
    }

    @Override
    public String name() {
        return "Uploads to MSIX";
    }

    @Override
    public String about() {
        return "The nightly files, what MSIX accepted and rejected, how old the rejects are, and how fresh the data of each region is.";
    }

    @Override
    public Set<String> readers() {
        return Set.of(
                Roles.STATE_DATA_ADMINISTRATOR,
                Roles.MSIX_STATE_LEAD,
                Roles.TECHNICAL,
                Roles.REGIONAL_DIRECTOR,
                Roles.DATA_SPECIALIST);
    }

    @Override
    public boolean aggregate() {
        return true;
    }

    @Override
    public Result run(Question question) {
        var regions = regions(question);
        return new Result(
                List.of(chart(regions)), List.of(regions, rejects(question), freshness(question), runs(question)));
    }

    @Override
    public Result summary(Question question) {
        var regions = regions(question);
        return new Result(List.of(chart(regions)), List.of(regions));
    }

    private static Timestamp begin(Question question) {
        return Timestamp.from(question.from().atStartOfDay(Time.ZONE).toInstant());
    }

    private static Timestamp end(Question question) {
        return Timestamp.from(question.to().plusDays(1).atStartOfDay(Time.ZONE).toInstant());
    }

    private Table regions(Question question) {
        var rows = new ArrayList<>(jdbc.query(
                REGIONS, UploadReport::counts, begin(question), end(question), question.regions(), question.regions()));
        if (rows.size() > 1) {
            var total = new ArrayList<Object>(List.of(TOTAL));
            for (var column = 1; column < rows.get(0).size(); column++) {
                var at = column;
                total.add(rows.stream().mapToLong(row -> (Long) row.get(at)).sum());
            }
            rows.add(total);
        }
        return new Table(
                "Children sent, by region",
                List.of("Region", "Accepted", "Rejected", "Waiting", "Overtaken", TOTAL),
                List.copyOf(rows));
    }

    private Table rejects(Question question) {
        return new Table(
                "Rejected now, by age",
                List.of("Region", "Up to 1 day", "2 to 5 days", "6 to 14 days", "Older", TOTAL),
                List.copyOf(jdbc.query(
                        REJECTS,
                        UploadReport::counts,
                        Timestamp.from(time.instant()),
                        question.regions(),
                        question.regions())));
    }

    private static List<?> counts(ResultSet row, int number) throws SQLException {
        return Table.row(
                row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
    }

    private Table freshness(Question question) {
        return new Table(
                "Region freshness",
                List.of("Region", "Last change", "Days ago", "Last sent", "Last accepted"),
                List.copyOf(jdbc.query(
                        FRESHNESS,
                        (row, number) -> {
                            var queued = day(row.getTimestamp("queued"));
                            return Table.row(
                                    row.getString("key"),
                                    queued == null ? "never" : queued,
                                    queued == null ? null : ChronoUnit.DAYS.between(queued, time.today()),
                                    day(row.getTimestamp("sent")),
                                    day(row.getTimestamp("accepted")));
                        },
                        question.regions(),
                        question.regions())));
    }

    private static @Nullable LocalDate day(@Nullable Timestamp at) {
        return at == null ? null : LocalDate.ofInstant(at.toInstant(), Time.ZONE);
    }

    private Table runs(Question question) {
        return new Table(
                "Nightly files",
                List.of("Run", "Built", "Sent", "Children", "Records", "Refused", "Accepted", "Rejected", "Unanswered"),
                List.copyOf(jdbc.query(
                        RUNS,
                        (row, number) -> Table.row(
                                row.getString("run_id"),
                                day(row.getTimestamp("built_at")),
                                day(row.getTimestamp("sent_at")),
                                row.getLong("students"),
                                row.getLong("records"),
                                row.getLong("refused"),
                                row.getLong("accepted"),
                                row.getLong("rejected"),
                                row.getLong("waiting")),
                        begin(question),
                        end(question),
                        question.regions(),
                        question.regions(),
                        begin(question),
                        end(question))));
    }

    private static Chart chart(Table regions) {
        return new Chart(
                "Children sent in the period, by region",
                List.of(
                        new Chart.Part("Accepted", "met"),
                        new Chart.Part("Rejected", "late"),
                        new Chart.Part("Waiting", "running")),
                regions.rows().stream()
                        .filter(row -> !TOTAL.equals(row.get(0)))
                        .map(row -> new Chart.Bar(
                                String.valueOf(row.get(0)), null, List.of((Long) row.get(1), (Long) row.get(2), (Long)
                                        row.get(3))))
                        .toList());
    }
}
