package org.msixcasework.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PrioritiesTest {

    private final Duties duties = new Duties();
    private final Priorities priorities = new Priorities(duties);

    @Test
    void everyStatutoryDutyComesBeforeEveryServiceTargetHoweverLate() {
        for (var statutory : Deadline.values()) {
            for (var service : Deadline.values()) {
                if (duties.get(statutory).kind() == Duty.Kind.STATUTORY
                        && duties.get(service).kind() == Duty.Kind.SERVICE) {
                    var highest = duties.get(service).escalations().size();
                    assertThat(priorities.of(statutory.name(), 0))
                            .as("%s before %s", statutory, service)
                            .isGreaterThan(priorities.of(service.name(), highest));
                }
            }
        }
    }

    @Test
    void eachLevelOfEscalationRaisesATask() {
        assertThat(Arrays.stream(Deadline.values()).map(Enum::name))
                .allSatisfy(duty -> assertThat(priorities.of(duty, 1)).isGreaterThan(priorities.of(duty, 0)));
    }

    @Test
    void whatNoClockCountsComesLast() {
        assertThat(priorities.of(null, 0)).isEqualTo(priorities.of("WORKLIST_RESOLVE", 0));
    }

    @Test
    void theRulesHaveAVersion() {
        assertThat(priorities.version()).isEqualTo("1");
    }

    @Test
    void workingDaysAreCountedWithTheCalendarOfTheClocks() {
        var days = new WorkingDays(new Calendars());
        var friday = LocalDate.of(2026, 9, 4);

        assertThat(days.between(friday, friday)).isZero();
        assertThat(days.between(friday, LocalDate.of(2026, 9, 9)))
                .as("Labor Day is none")
                .isEqualTo(2);
        assertThat(days.next(friday)).isEqualTo(LocalDate.of(2026, 9, 8));
        assertThat(days.before(LocalDate.of(2026, 9, 9), 2)).isEqualTo(friday);
        assertThat(days.between(LocalDate.of(2026, 9, 9), friday)).isZero();
    }
}
