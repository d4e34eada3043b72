package org.msixcasework.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.HandlingNotice;
import org.msixcasework.support.CaseworkTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** How a record is written, disputes included (PRV-8). */
@CaseworkTest
class ConsolidatedRecordTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 9, 11);

    @Autowired
    Dictionary dictionary;

    @Autowired
    ITemplateEngine templates;

    private ConsolidatedRecord record() {
        var enrollment = Map.of(
                "sourceState",
                "GA",
                "recordId",
                3,
                "changedAt",
                "2026-09-01T12:00:00Z",
                "schoolOrProjectName",
                "Muestrario School",
                "gradeLevel",
                "09",
                "disputed",
                List.of("gradeLevel"));
        var dispute = Map.of(
                "number",
                "D-2026-1",
                "statement",
                "The grade is wrong: Sampla was in the tenth.",
                "by",
                "the mother",
                "receivedOn",
                "2026-09-10",
                "elements",
                List.of(Map.of("section", "enrollments", "recordId", 3, "element", "gradeLevel")));
        return ConsolidatedRecord.of(
                Map.of(
                        "stateStudentId",
                        "NYX1",
                        "region",
                        "oswego",
                        "serviceEligible",
                        true,
                        "enrollments",
                        List.of(enrollment),
                        "disputes",
                        List.of(dispute)),
                dictionary,
                TODAY);
    }

    @Test
    void eachItemSaysFromWhichStateItIsAndHowOldItIs() {
        var item = record().sections().get(0).items().get(0);

        assertThat(item.sourceState()).isEqualTo("GA");
        assertThat(item.changedOn()).isEqualTo("2026-09-01");
        assertThat(item.daysAgo()).isEqualTo(10);
    }

    @Test
    void aDisputedElementIsMarkedOnTheScreenAndTheStatementIsAttached() {
        var page = templates.process(
                "record-content", Set.of("content"), new Context(Locale.US, Map.of("record", record())));

        assertThat(page).containsPattern("<mark><span>09[^<]*</span> <strong>disputed</strong></mark>");
        assertThat(page).contains("<span>Muestrario School</span>").doesNotContain("<mark><span>Muestrario School");
        assertThat(page)
                .contains("Statement D-2026-1", "The grade is wrong: Sampla was in the tenth.", "Enrollments 3: ");
    }

    @Test
    void aFileMarksWhatIsDisputedAttachesTheStatementAndEndsWithTheNotice() {
        var lines = record().csv().split("\r\n");

        assertThat(lines).anyMatch(line -> line.contains("\"GA\",\"3\"") && line.endsWith("\"DISPUTED\""));
        assertThat(lines).anyMatch(line -> line.contains("Muestrario School") && line.endsWith("\"\""));
        assertThat(lines).anyMatch(line -> line.startsWith("\"Statement of dispute D-2026-1\""));
        assertThat(lines[lines.length - 1]).isEqualTo('"' + HandlingNotice.TEXT + '"');
    }

    @Test
    void aRecordWithoutDisputesSaysNothingOfThem() {
        var plain =
                ConsolidatedRecord.of(Map.of("stateStudentId", "NYX1", "serviceEligible", false), dictionary, TODAY);

        assertThat(plain.statements()).isEmpty();
        assertThat(templates.process(
                        "record-content", Set.of("content"), new Context(Locale.US, Map.of("record", plain))))
                .doesNotContain("disputed");
    }
}
