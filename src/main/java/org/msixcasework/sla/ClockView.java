package org.msixcasework.sla;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clock as the API shows it.
 *
 * @param name of the duty, as people read it
 * @param length of the duty, such as {@code 10 working days}
 * @param citation the policy it serves
 * @param kind STATUTORY, SERVICE... shown in different words and colours
 * @param state RUNNING, MET, MISSED (ended after its due date) or CANCELLED
 * @param overdue running past its due date
 * @param level highest level of escalation reached, 0 before the due date
 * @param calendar profile the days were counted with
 */
public record ClockView(
        Deadline deadline,
        String name,
        String length,
        String citation,
        Duty.Kind kind,
        LocalDate startedOn,
        LocalDate dueOn,
        Instant dueAt,
        @Nullable Instant metAt,
        Clock.State state,
        boolean overdue,
        int level,
        String calendar,
        String calendarVersion,
        List<Day> explanation) {}
