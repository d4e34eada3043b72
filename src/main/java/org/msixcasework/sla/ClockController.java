package org.msixcasework.sla;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers about due dates and about how the State keeps them. */
@RestController
@RequestMapping("/api")
class ClockController {

    /** A due date and how it was counted; nothing is stored. */
    record Due(
            Deadline deadline,
            LocalDate from,
            LocalDate dueOn,
            Instant dueAt,
            String calendar,
            String calendarVersion,
            String citation,
            List<Day> explanation) {}

    private static final LocalDate EARLIEST = LocalDate.of(2016, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2100, 1, 1);

    private final Duties duties;
    private final Calendars calendars;
    private final ClockSummary summary;

    ClockController(Duties duties, Calendars calendars, ClockSummary summary) {
        this.duties = duties;
        this.calendars = calendars;
        this.summary = summary;
    }

    @GetMapping("/deadlines")
    @Operation(summary = "Every duty that counts time, with its length, reminders, levels and the policy it cites")
    List<Duty> deadlines() {
        return duties.all();
    }

    /**
     * A due date with its days.
     *
     * @param from ISO date from 2016 on; a duty of hours counts from its first moment
     * @throws Rejected INVALID naming each parameter that is missing or wrong
     */
    @GetMapping("/deadlines/{deadline}/due")
    @Operation(summary = "When a duty is due that starts on a day, and which days count")
    Due due(
            @PathVariable String deadline,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(defaultValue = Calendars.DEFAULT) String calendar) {
        var violations = new Violations();
        var known = Deadline.of(deadline);
        violations.unless(known.isPresent(), "deadline", "is not a deadline, see /api/deadlines");
        var day = dayOf(from, violations);
        violations.unless(
                Calendars.PROFILES.contains(calendar),
                "calendar",
                "must be one of " + String.join(", ", Calendars.PROFILES));
        violations.refuseIfAny("sla.bad-question", "The due date was not computed.");
        var duty = duties.get(known.orElseThrow());
        var days = calendars.get(calendar);
        var start = day.atStartOfDay(Time.ZONE).toInstant();
        var dueAt = DueDates.dueAt(duty, start, days);
        return new Due(
                duty.deadline(),
                day,
                DueDates.dayOf(dueAt),
                dueAt,
                days.profile(),
                days.version(),
                duty.citation(),
                DueDates.explain(duty, start, days));
    }

    private static LocalDate dayOf(@Nullable String text, Violations violations) {
        try {
            var day = text == null ? null : LocalDate.parse(text);
            violations.unless(
                    day != null && !day.isBefore(EARLIEST) && day.isBefore(LATEST),
                    "from",
                    "must be a date from 2016-01-01 on, such as 2026-09-04");
            return day == null ? EARLIEST : day;
        } catch (DateTimeParseException notDate) {
            violations.add("from", "must be a date from 2016-01-01 on, such as 2026-09-04");
            return EARLIEST;
        }
    }

    @GetMapping("/sla/summary")
    @Operation(summary = "Clocks running, due soon, overdue, met and missed, by process, region and deadline")
    Map<String, List<ClockSummary.Row>> summary(@RequestParam(required = false) @Nullable String region) {
        return Map.of("rows", summary.of(new ClockScope.Filter(region, null, null)));
    }
}
