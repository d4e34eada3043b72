package org.msixcasework.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of a record first (REC-6, REC-10, REC-15, REC-17). */
class RecordOverviewTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 9, 11);

    private static Map<String, Object> item(String state, Object... elements) {
        var item = new HashMap<String, Object>(
                Map.of("sourceState", state, "recordId", 1, "changedAt", "2026-01-05T12:00:00Z"));
        for (var i = 0; i < elements.length; i += 2) {
            item.put((String) elements[i], elements[i + 1]);
        }
        return item;
    }

    private static Map<String, Object> enrollment(String state, String date, String grade, Object... more) {
        var item = item(
                state, "enrollmentDate", date, "gradeLevel", grade, "schoolOrProjectName", "Sample School " + state);
        item.putAll(item(state, more));
        return item;
    }

    private static Map<String, Object> move(String date) {
        return item("NY", "qualifyingArrivalDate", date, "qmToCity", "Oswego", "qmToState", "NY");
    }

    private static RecordOverview overview(Map<String, Object> view) {
        return RecordOverview.of(view, new Dictionary(), TODAY);
    }

    private static String fact(RecordOverview overview, String label) {
        return overview.facts().stream()
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow()
                .text();
    }

    @Test
    void anEmptyRecordSaysSo() {
        var overview = overview(Map.of());

        assertThat(fact(overview, "Grade")).isEqualTo("not known");
        assertThat(fact(overview, "Immunization record")).isEqualTo("not known");
        assertThat(overview.lanes()).isEmpty();
    }

    @Test
    void theStripTellsTheLatestOfEverything() {
        var overview = overview(Map.of(
                "enrollments",
                List.of(enrollment("NY", "2026-09-01", "09"), enrollment("FL", "2025-10-01", "08")),
                "qualifyingMoves",
                List.of(move("2026-08-20")),
                "courses",
                List.of(item("FL", "creditsGranted", "0.5"), item("FL", "creditsGranted", "1"), item("NY"))));

        assertThat(fact(overview, "Grade")).startsWith("09");
        assertThat(fact(overview, "School")).isEqualTo("Sample School NY");
        assertThat(fact(overview, "Last move")).isEqualTo("2026-08-20 to Oswego, NY");
        assertThat(fact(overview, "Credits granted")).isEqualTo("1.5 in 3 courses");
        assertThat(overview.facts()).anyMatch(each -> each.label().equals("Newest data") && each.old());
    }

    @Test
    void theMonthsOfEarlierMovesAreCounted() {
        var overview = overview(
                Map.of("qualifyingMoves", List.of(move("2025-05-02"), move("2024-05-20"), move("2025-10-01"))));

        assertThat(overview.months()).containsExactly("May (2 times)", "October (once)");
    }

    @Test
    void aHigherGradeInALaterSchoolYearIsAPromotion() {
        var overview = overview(Map.of(
                "enrollments",
                List.of(
                        enrollment("FL", "2024-10-01", "08"),
                        enrollment("NY", "2025-05-01", "08"),
                        enrollment("FL", "2025-10-01", "08"),
                        enrollment("NY", "2026-09-01", "09"))));

        assertThat(overview.grades())
                .extracting(grade -> grade.schoolYear() + " " + grade.change())
                .containsExactly("2024/25 ", "2025/26 retained", "2026/27 promoted");
    }

    @Test
    void immunizationAndProgrammeFlagsAreShownByEnrollment() {
        var overview = overview(Map.of(
                "enrollments",
                List.of(
                        enrollment("FL", "2025-10-01", "08", "immunizationRecordFlag", true, "iepIndicator", true),
                        enrollment(
                                "NY",
                                "2026-09-01",
                                "09",
                                "immunizationRecordFlag",
                                false,
                                "disputed",
                                List.of("immunizationRecordFlag")))));

        assertThat(fact(overview, "Immunization record")).isEqualTo("yes, in FL");
        assertThat(overview.flags())
                .extracting(RecordOverview.Flags::sourceState)
                .containsExactly("NY", "FL");
        assertThat(overview.flags().get(0).immunization().disputed()).isTrue();
        assertThat(overview.flags().get(1).specialEducation().text()).isEqualTo("yes");
        assertThat(overview.flags().get(0).lep().text()).isEqualTo("not known");
    }

    @Test
    void movesAndEnrollmentsStandOnOneLineOfTime() {
        var lanes = overview(Map.of(
                        "enrollments",
                        List.of(enrollment("NY", "2026-03-01", "09")),
                        "qualifyingMoves",
                        List.of(move("2025-09-11"))))
                .lanes();

        assertThat(lanes).extracting(RecordOverview.Lane::style).containsExactly("move", "enrollment");
        assertThat(lanes.get(0).from()).isZero();
        assertThat(lanes.get(1).from() + lanes.get(1).length()).isEqualTo(1000);
        assertThat(lanes.get(1).dates()).isEqualTo("2026-03-01 to now");
    }
}
