package org.msixcasework.training;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.msixcasework.core.Chart;
import org.msixcasework.core.ReportingYear;
import org.msixcasework.core.Table;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.report.Report;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Events a year, attendance by METS, and whose yearly training is in force (RPT-11). */
@Component
class TrainingReport implements Report {

    private static final List<String> REFRESHERS = List.of("In force", "Ends within 60 days", "Lapsed", "None", TOTAL);

    private static final String STATUS = """
            select m.region, count(*) filter (where t.expires_on > cast(? as date) + 60),
                count(*) filter (where t.expires_on between ? and cast(? as date) + 60),
                count(*) filter (where t.expires_on < ?), count(*) filter (where t.expires_on is null), count(*)
            from (
                select distinct user_id_ as user_id,
                    case when group_id_ like '%.%' then split_part(group_id_, '.', 2) else 'the State' end as region
                from act_id_membership) m
                join account a on a.user_id = m.user_id and a.disabled_at is null
                left join (
                    select user_id, max(expires_on) as expires_on from training_record group by user_id) t
                    on t.user_id = m.user_id
            where cast(? as text[]) is null or m.region = any (cast(? as text[]))
            group by 1 order by 1
            """;

    private final JdbcTemplate jdbc;
    private final TrainingEvents events;
    private final Regions regions;
    private final Time time;

    TrainingReport(JdbcTemplate jdbc, TrainingEvents events, Regions regions, Time time) {
        this.jdbc = jdbc;
        this.events = events;
        this.regions = regions;
        this.time = time;
    }

    @Override
    public String key() {
        return "training";
    }

    @Override
    public String name() {
        return "Training";
    }

    @Override
    public String about() {
        return "Trainings of the reporting years that the period touches, who was there from each METS, and whose yearly training is in"
                + " force now.";
    }

    @Override
    public Set<String> readers() {
        return Set.of(
                Roles.MSIX_STATE_LEAD,
                Roles.STATE_DATA_ADMINISTRATOR,
                Roles.STATE_USER_ADMINISTRATOR,
                Roles.REGIONAL_DIRECTOR);
    }

    @Override
    public boolean aggregate() {
        return false;
    }

    @Override
    public Result run(Question question) {
        var years = new ArrayList<List<?>>();
        var held = new ArrayList<List<?>>();
        var attendance = new ArrayList<List<?>>();
        for (var year = ReportingYear.of(question.from()); year <= ReportingYear.of(question.to()); year++) {
            var all = events.ofYear(year).stream()
                    .filter(event -> event.heldOn() != null)
                    .toList();
            years.add(Table.row(
                    "%d to %d".formatted(year, year + 1),
                    held(all, TrainingEvent.Kind.STATEWIDE),
                    held(all, TrainingEvent.Kind.REGIONAL)));
            for (var event : all) {
                held.add(line(event));
                if (event.kind() == TrainingEvent.Kind.STATEWIDE && event.state() == TrainingEvent.State.HELD) {
                    attendance.addAll(attendance(question, event));
                }
            }
        }
        var status = status(question);
        return new Result(
                List.of(new Chart(
                        "Yearly training of staff with access, by region",
                        List.of(
                                new Chart.Part("In force", "met"),
                                new Chart.Part("Ends within 60 days", "soon"),
                                new Chart.Part("Lapsed", "late"),
                                new Chart.Part("None", "other")),
                        status.stream()
                                .map(row -> new Chart.Bar(
                                        String.valueOf(row.get(0)),
                                        null,
                                        row.subList(1, REFRESHERS.size()).stream()
                                                .map(Long.class::cast)
                                                .toList()))
                                .toList())),
                List.of(
                        new Table("Trainings a year", List.of("Reporting year", "Statewide", "Regional"), years),
                        new Table("Events", List.of("Event", "Day", "Kind", "Topics", "State", "People"), held),
                        new Table(
                                "Attendance by METS",
                                List.of("Event", "Day", "METS", "Was there", "Missing", "Followed up on"),
                                attendance),
                        new Table("Yearly training", refresherColumns(), status)));
    }

    private static List<String> refresherColumns() {
        var columns = new ArrayList<>(List.of("Region"));
        columns.addAll(REFRESHERS);
        return columns;
    }

    private static long held(List<TrainingEvent> events, TrainingEvent.Kind kind) {
        return events.stream()
                .filter(event -> event.kind() == kind && event.state() == TrainingEvent.State.HELD)
                .count();
    }

    private List<?> line(TrainingEvent event) {
        return Table.row(
                event.id(),
                event.heldOn(),
                word(event.kind()) + (event.region() == null ? "" : ", " + event.region()),
                event.topics().stream().map(TrainingReport::word).collect(Collectors.joining(", ")),
                word(event.state()),
                events.attendance(event.id()).size());
    }

    private List<List<?>> attendance(Question question, TrainingEvent event) {
        var there = events.attendance(event.id());
        var gaps = events.gaps(event.id());
        var asked = question.regions();
        return regions.keys().stream()
                .filter(region -> asked == null || List.of(asked).contains(region))
                .<List<?>>map(region -> {
                    var gap = gaps.stream()
                            .filter(each -> each.region().equals(region))
                            .findFirst();
                    return Table.row(
                            event.id(),
                            event.heldOn(),
                            region,
                            there.stream()
                                    .filter(each -> region.equals(each.region()))
                                    .map(each -> each.capacity().label())
                                    .sorted()
                                    .collect(Collectors.joining(", ")),
                            gap.map(Gap::missing).orElse(""),
                            gap.map(Gap::caughtUpOn).orElse(null));
                })
                .toList();
    }

    private List<List<?>> status(Question question) {
        var today = Date.valueOf(time.today());
        return List.copyOf(jdbc.query(
                STATUS,
                (row, number) -> Table.row(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)),
                today,
                today,
                today,
                today,
                question.regions(),
                question.regions()));
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
