package org.msixcasework.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HandoverTest {

    private static final List<String> SPECIALISTS = List.of("data-specialist.oswego");

    @Test
    void whoIsOfferedItAlreadyGetsItAsItIs() {
        assertThat(Handover.group(SPECIALISTS, Set.of("tutor.oswego", "data-specialist.oswego"), "oswego"))
                .contains("data-specialist.oswego");
    }

    @Test
    void sidewaysIsTheSameRoleInAnotherRegion() {
        assertThat(Handover.group(SPECIALISTS, Set.of("data-specialist.metro"), "oswego"))
                .contains("data-specialist.metro");
        assertThat(Handover.group(List.of("idr-reviewer"), Set.of("idr-reviewer"), ""))
                .contains("idr-reviewer");
    }

    @Test
    void downIsARoleBelow() {
        assertThat(Handover.group(List.of("state-data-administrator"), Set.of("data-specialist.metro"), "oswego"))
                .contains("data-specialist.metro");
        assertThat(Handover.group(SPECIALISTS, Set.of("tutor.oswego"), "oswego"))
                .contains("tutor.oswego");
        assertThat(Handover.group(List.of("msix-state-lead"), Set.of("state-data-administrator"), "oswego"))
                .contains("state-data-administrator");
    }

    @Test
    void ofSeveralGroupsTheHighestAndTheOneOfTheRegionComesFirst() {
        assertThat(Handover.group(
                        List.of("state-data-administrator"),
                        Set.of("tutor.oswego", "data-specialist.genesee", "data-specialist.oswego"),
                        "oswego"))
                .contains("data-specialist.oswego");
    }

    @Test
    void upAndAcrossIsRefused() {
        assertThat(Handover.group(SPECIALISTS, Set.of("regional-director.oswego"), "oswego"))
                .isEmpty();
        assertThat(Handover.group(SPECIALISTS, Set.of("recruiter.oswego"), "oswego"))
                .isEmpty();
        assertThat(Handover.group(SPECIALISTS, Set.of("state-data-administrator"), "oswego"))
                .isEmpty();
        assertThat(Handover.group(List.of("idr-reviewer"), Set.of("data-specialist.oswego"), "oswego"))
                .isEmpty();
        assertThat(Handover.group(List.of("state-data-administrator"), Set.of("idr-reviewer", "technical"), "oswego"))
                .isEmpty();
    }
}
