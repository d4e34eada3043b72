package org.msixcasework.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.msixcasework.identity.Roles;
import org.msixcasework.process.DecisionTable;

class DutiesTest {

    private final Duties duties = new Duties();

    @Test
    void everyDeadlineHasExactlyOneRow() {
        assertThat(DecisionTable.rows("processes/deadlines.dmn"))
                .extracting(row -> row.get("deadline"))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(java.util.Arrays.stream(Deadline.values())
                        .map(Enum::name)
                        .toList());
    }

    @Test
    void milestonesAreOrderedAndReachKnownRoles() {
        assertThat(duties.all()).allSatisfy(duty -> {
            // A parked case and an account that nobody uses end by themselves: nobody is late.
            if (!Set.of(Deadline.RESIDENCY_PARK, Deadline.ACCOUNT_LAPSE).contains(duty.deadline())) {
                assertThat(duty.escalations()).as(duty.deadline().name()).isNotEmpty();
                assertThat(duty.escalations().get(0).offset()).isZero();
            }
            assertThat(duty.escalations())
                    .extracting(Duty.Milestone::offset)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(duty.reminders())
                    .extracting(Duty.Milestone::offset)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(duty.reminders())
                    .extracting(Duty.Milestone::role)
                    .allMatch(role -> Roles.all().contains(role) || role.equals(Duty.OWNER));
            assertThat(duty.citation()).isNotBlank();
        });
    }

    /** Whoever a task is offered to late must be able to see it, and its tenant is the group it was offered to first. */
    @Test
    void whatClimbsReachesRolesThatSeeEveryTaskBelowThem() {
        assertThat(duties.all())
                .filteredOn(duty -> Set.of(Duty.Kind.STATUTORY, Duty.Kind.SERVICE, Duty.Kind.OPERATIONAL)
                        .contains(duty.kind()))
                .flatExtracting(Duty::escalations)
                .extracting(Duty.Milestone::role)
                .isSubsetOf(Roles.REGIONAL_DIRECTOR, Roles.STATE_DATA_ADMINISTRATOR, Roles.MSIX_STATE_LEAD);
    }

    @Test
    void theClocksOfTheLawHaveTheirLength() {
        assertThat(duties.get(Deadline.COE_UPLOAD))
                .returns(10, Duty::amount)
                .returns(Duty.Unit.WORKING_DAYS, Duty::unit)
                .returns(Duty.Kind.STATUTORY, Duty::kind);
        assertThat(duties.get(Deadline.TERM_UPLOAD))
                .returns(30, Duty::amount)
                .returns(Duty.Unit.CALENDAR_DAYS, Duty::unit);
        assertThat(duties.get(Deadline.RESIDENCY_UPLOAD)).returns(4, Duty::amount);
        assertThat(duties.get(Deadline.WORKLIST_RESOLVE)).returns(Duty.Kind.SERVICE, Duty::kind);
    }
}
