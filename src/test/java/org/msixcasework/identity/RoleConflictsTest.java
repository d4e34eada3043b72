package org.msixcasework.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The setting {@code casework.accounts.conflicts}, and what it does. */
class RoleConflictsTest {

    @Test
    void aPairForbidsBothOrdersInEveryRegion() {
        var conflicts = new RoleConflicts(List.of("recruiter+idr-reviewer"));

        assertThat(conflicts.between(List.of("recruiter.oswego"), "idr-reviewer"))
                .contains("recruiter.oswego");
        assertThat(conflicts.between(List.of("idr-reviewer"), "recruiter.metro"))
                .contains("idr-reviewer");
        assertThat(conflicts.between(List.of("recruiter.oswego"), "recruiter.metro"))
                .isEmpty();
    }

    @Test
    void whatIsNotConfiguredIsAllowed() {
        var conflicts = new RoleConflicts(List.of());

        assertThat(conflicts.between(List.of("recruiter.oswego"), "idr-reviewer"))
                .isEmpty();
    }

    @Test
    void aStarStandsForEveryOtherRole() {
        var conflicts = new RoleConflicts(List.of("technical+*"));

        assertThat(conflicts.between(List.of("technical"), "tutor.oswego")).contains("technical");
        assertThat(conflicts.between(List.of("tutor.oswego"), "technical")).contains("tutor.oswego");
        assertThat(conflicts.between(List.of("tutor.oswego"), "recruiter.oswego"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"recruiter", "recruiter+recruters", "*+recruiter", "recruiter+idr-reviewer+tutor", ""})
    void aPairThatNobodyCouldBreakIsRefusedAtTheStart(String pair) {
        assertThatThrownBy(() -> new RoleConflicts(List.of(pair))).isInstanceOf(IllegalArgumentException.class);
    }
}
