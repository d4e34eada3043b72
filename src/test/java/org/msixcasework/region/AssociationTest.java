package org.msixcasework.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.Violation;
import org.msixcasework.core.Violations;

class AssociationTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 9, 11);

    private static final List<Association> OSWEGO =
            List.of(new Association("metro", TODAY.minusDays(20), TODAY), new Association("oswego", TODAY, null));

    private static final List<Association> LEAVING = List.of(
            new Association("oswego", TODAY.minusDays(9), TODAY.plusDays(9)),
            new Association("metro", TODAY.plusDays(9), null));

    @Test
    void aDistrictBelongsToOneRegionOnEveryDayFromItsFirstOn() {
        assertThat(Association.on(OSWEGO, TODAY.minusDays(1)))
                .map(Association::region)
                .contains("metro");
        assertThat(Association.on(OSWEGO, TODAY)).map(Association::region).contains("oswego");
        assertThat(Association.on(OSWEGO, TODAY.plusYears(9)))
                .map(Association::region)
                .contains("oswego");
        assertThat(Association.on(OSWEGO, TODAY.minusDays(21))).isEmpty();
        assertThat(Association.on(LEAVING, TODAY.plusDays(8)))
                .map(Association::region)
                .contains("oswego");
    }

    @Test
    void itGoesToAnotherRegionTodayOrLater() {
        assertThat(Association.fault(OSWEGO, "metro", TODAY, TODAY)).isEmpty();
        assertThat(Association.fault(OSWEGO, "metro", TODAY.plusYears(1), TODAY))
                .isEmpty();
        assertThat(Association.fault(List.of(), "metro", TODAY, TODAY)).isEmpty();
    }

    @Test
    void thePastIsNotRewritten() {
        assertThat(Association.fault(OSWEGO, "metro", TODAY.minusDays(1), TODAY))
                .hasValue("lies in the past; what was is not rewritten");
    }

    @Test
    void aPlannedMoveIsNotOverlapped() {
        assertThat(Association.fault(LEAVING, "cortland", TODAY, TODAY))
                .hasValueSatisfying(why -> assertThat(why).contains("metro", "2026-09-20", "withdraw"));
    }

    @Test
    void itDoesNotGoWhereItIs() {
        assertThat(Association.fault(OSWEGO, "oswego", TODAY.plusDays(3), TODAY))
                .hasValueSatisfying(why -> assertThat(why).contains("already"));
    }

    @Test
    void linesAreReadWithOrWithoutAHeadAndADay() {
        var violations = new Violations();

        var wishes = DistrictLines.read("""
                id, name, region, from
                3600001, "Example City, School District", oswego, 2026-10-01

                3600002,Sample Central,metro
                """, violations);

        assertThat(violations.isEmpty()).isTrue();
        assertThat(wishes)
                .containsExactly(
                        new DistrictWish(
                                "3600001", "Example City, School District", "oswego", LocalDate.of(2026, 10, 1)),
                        new DistrictWish("3600002", "Sample Central", "metro", null));
    }

    @Test
    void everyLineThatCannotBeReadIsNamed() {
        var violations = new Violations();

        DistrictLines.read("3600001\n3600002,Sample,metro,soon\n3600003,Sample,metro,2026-10-01,more\n", violations);

        assertThat(violations.list()).extracting(Violation::field).containsExactly("line 1", "line 2", "line 3");
    }
}
