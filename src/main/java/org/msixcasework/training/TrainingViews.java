package org.msixcasework.training;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.ReportingYear;
import org.msixcasework.core.Time;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.sla.ClockView;
import org.msixcasework.sla.Clocks;
import org.msixcasework.sla.Deadline;
import org.springframework.stereotype.Component;

/** Training events as people see them; all methods run in the caller's transaction. */
@Component
class TrainingViews {

    /**
     * A duty of the year.
     *
     * @param state in words
     * @param overdue whether it is late, or was met late
     * @param dueOn null while its time has not begun
     */
    public record DutyLine(
            String name,
            String state,
            boolean done,
            boolean overdue,
            @Nullable LocalDate dueOn) {}

    /**
     * One cell of the grid.
     *
     * @param missing who was missing, in words; empty where nobody was
     * @param closed whether a gap was followed up
     */
    public record Cell(List<String> present, String missing, boolean closed) {}

    /** One METS with a cell for each statewide event that was held. */
    public record GridLine(String region, List<Cell> cells) {}

    /**
     * A reporting year.
     *
     * @param held the statewide events that were held, the columns of the grid
     * @param today part of the year that has passed, in percent
     */
    public record YearView(
            int year,
            LocalDate begin,
            LocalDate end,
            List<DutyLine> duties,
            List<TrainingEvent> events,
            List<TrainingEvent> held,
            List<GridLine> grid,
            int today) {

        /** Where in the year a day lies, in percent. */
        public int percent(LocalDate day) {
            return TrainingViews.percent(begin, end, day);
        }
    }

    /**
     * One event.
     *
     * @param attendance people whom the reader may know of
     * @param others how many more were there
     * @param mayEnter whether the reader enters attendance
     */
    public record EventView(
            TrainingEvent event, List<Attendance> attendance, int others, List<Gap> gaps, boolean mayEnter) {}

    private static final Set<String> KNOWS_ALL = Set.of(
            Roles.MSIX_STATE_LEAD, Roles.STATE_USER_ADMINISTRATOR, Roles.STATE_DATA_ADMINISTRATOR, Roles.ADMINISTRATOR);

    private final TrainingEvents events;
    private final Regions regions;
    private final Clocks clocks;
    private final Time time;

    TrainingViews(TrainingEvents events, Regions regions, Clocks clocks, Time time) {
        this.events = events;
        this.regions = regions;
        this.clocks = clocks;
        this.time = time;
    }

    YearView year(int year) {
        var all = events.ofYear(year);
        var held = all.stream()
                .filter(event ->
                        event.kind() == TrainingEvent.Kind.STATEWIDE && event.state() == TrainingEvent.State.HELD)
                .toList();
        var begin = ReportingYear.begin(year);
        var end = ReportingYear.end(year);
        return new YearView(year, begin, end, duties(year), all, held, grid(held), percent(begin, end, time.today()));
    }

    private static int percent(LocalDate begin, LocalDate end, LocalDate day) {
        var passed = ChronoUnit.DAYS.between(begin, day);
        return (int) Math.max(0, Math.min(100, passed * 100 / ChronoUnit.DAYS.between(begin, end)));
    }

    private List<DutyLine> duties(int year) {
        var started = clocks.of(TrainingYearProcess.ref(year));
        var halves = of(started, Deadline.TRAINING_STATEWIDE);
        var lines = new ArrayList<DutyLine>();
        for (var half = 0; half < 2; half++) {
            lines.add(line(
                    half == 0 ? "First statewide training" : "Second statewide training",
                    half < halves.size() ? halves.get(half) : null));
        }
        var uses = of(started, Deadline.TRAINING_RECORD_USE);
        lines.add(line("Review of the uses of the record", uses.isEmpty() ? null : uses.get(0)));
        return lines;
    }

    private static List<ClockView> of(List<ClockView> clocks, Deadline deadline) {
        return clocks.stream().filter(clock -> clock.deadline() == deadline).toList();
    }

    private static DutyLine line(String name, @Nullable ClockView clock) {
        if (clock == null) {
            return new DutyLine(name, "has not begun", false, false, null);
        }
        var metAt = clock.metAt();
        if (metAt == null) {
            return new DutyLine(name, clock.overdue() ? "overdue" : "open", false, clock.overdue(), clock.dueOn());
        }
        var isLate = metAt.isAfter(clock.dueAt());
        return new DutyLine(name, isLate ? "done late" : "done in time", true, isLate, clock.dueOn());
    }

    private List<GridLine> grid(List<TrainingEvent> held) {
        return regions.keys().stream()
                .map(region -> new GridLine(
                        region, held.stream().map(event -> cell(event, region)).toList()))
                .toList();
    }

    private Cell cell(TrainingEvent event, String region) {
        var present = events.attendance(event.id()).stream()
                .filter(each -> region.equals(each.region()))
                .map(each -> each.capacity().label())
                .sorted()
                .toList();
        var gap = events.gaps(event.id()).stream()
                .filter(each -> each.region().equals(region))
                .findFirst();
        return new Cell(
                present,
                gap.map(Gap::missing).orElse(""),
                gap.filter(each -> !each.isOpen()).isPresent());
    }

    EventView event(String id) {
        var event = events.get(id);
        var all = events.attendance(id);
        var known = all.stream().filter(TrainingViews::mayKnow).toList();
        return new EventView(
                event,
                known,
                all.size() - known.size(),
                events.gaps(id),
                event.state() == TrainingEvent.State.PLANNED
                        && event.heldOn() != null
                        && !event.heldOn().isAfter(time.today())
                        && Actor.holds(
                                group -> group.equals(Roles.MSIX_STATE_LEAD) || group.equals(Roles.REGIONAL_DIRECTOR)));
    }

    private static boolean mayKnow(Attendance attendance) {
        var region = attendance.region();
        return attendance.userId().equals(Actor.user())
                || Actor.uses(group -> KNOWS_ALL.contains(group)
                        || (region != null && group.equals(Roles.in(Roles.REGIONAL_DIRECTOR, region))));
    }
}
