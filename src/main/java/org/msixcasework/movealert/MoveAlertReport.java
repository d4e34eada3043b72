package org.msixcasework.movealert;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.msixcasework.core.Table;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Roles;
import org.msixcasework.report.Report;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The log of move alerts, in and out, by region and period (RPT-6); of the children it holds nothing. */
@Component
class MoveAlertReport implements Report {

    private static final List<String> OUTCOMES =
            List.of("Certificate begun", "Found", "Not found", "Sent", "No alert", "Open");

    private static final String COUNTS = """
            select coalesce(region, 'the State'), direction,
                count(*) filter (where %1$s = 'COE_STARTED'), count(*) filter (where %1$s = 'FOUND'),
                count(*) filter (where %1$s = 'NOT_FOUND'), count(*) filter (where %1$s = 'SENT'),
                count(*) filter (where %1$s = 'NO_ALERT'), count(*) filter (where %1$s = 'OPEN'), count(*)
            from move_alert where noticed_at >= ? and noticed_at < ?
                and (cast(? as text[]) is null or region = any (cast(? as text[])))
            group by 1, 2 order by 2, 1
            """;

    private final JdbcTemplate jdbc;
    private final Alerts alerts;

    MoveAlertReport(JdbcTemplate jdbc, Alerts alerts) {
        this.jdbc = jdbc;
        this.alerts = alerts;
    }

    @Override
    public String key() {
        return "move-alerts";
    }

    @Override
    public String name() {
        return "Move alerts";
    }

    @Override
    public String about() {
        return "Alerts about families that arrived or left, in and out, by region, and what came of each.";
    }

    @Override
    public Set<String> readers() {
        return Set.of(
                Roles.DATA_SPECIALIST, Roles.REGIONAL_DIRECTOR, Roles.STATE_DATA_ADMINISTRATOR, Roles.MSIX_STATE_LEAD);
    }

    @Override
    public boolean aggregate() {
        return true;
    }

    @Override
    public Result run(Question question) {
        var summary = summary(question);
        return new Result(
                List.of(alerts.byMonth(filter(question), question.readable())),
                List.of(summary.tables().get(0), log(question)));
    }

    @Override
    public Result summary(Question question) {
        var rows = new ArrayList<List<?>>();
        jdbc.query(
                COUNTS.formatted(Alerts.OUTCOME),
                row -> {
                    var cells = new ArrayList<Object>();
                    cells.add(row.getString(2).toLowerCase(Locale.ROOT));
                    cells.add(row.getString(1));
                    for (var column = 3; column <= 3 + OUTCOMES.size(); column++) {
                        cells.add(row.getLong(column));
                    }
                    rows.add(cells);
                },
                Timestamp.from(question.from().atStartOfDay(Time.ZONE).toInstant()),
                Timestamp.from(question.to().plusDays(1).atStartOfDay(Time.ZONE).toInstant()),
                question.regions(),
                question.regions());
        var columns = new ArrayList<>(List.of("Direction", "Region"));
        columns.addAll(OUTCOMES);
        columns.add(TOTAL);
        return new Result(List.of(), List.of(new Table("By direction and region", columns, rows)));
    }

    private Alerts.Filter filter(Question question) {
        return new Alerts.Filter(null, question.region(), null, null, question.from(), question.to());
    }

    private Table log(Question question) {
        return new Table(
                "Log",
                List.of("Alert", "Direction", "Noticed", "Region", "Other State", "Told or sent on", "By", "Outcome"),
                alerts.find(filter(question), question.readable(), null).stream()
                        .<List<?>>map(alert -> {
                            var told = alert.contactedAt() == null ? alert.sentAt() : alert.contactedAt();
                            return Table.row(
                                    alert.id(),
                                    alert.direction().name().toLowerCase(Locale.ROOT),
                                    alert.noticedAt().atZone(Time.ZONE).toLocalDate(),
                                    alert.region() == null ? "the State" : alert.region(),
                                    alert.otherState(),
                                    told == null ? null : told.atZone(Time.ZONE).toLocalDate(),
                                    alert.contactedBy() == null ? alert.sentBy() : alert.contactedBy(),
                                    alert.outcome()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', ' '));
                        })
                        .toList());
    }
}
