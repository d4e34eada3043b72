package org.msixcasework.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.msixcasework.exchange.FileFormat.Header;
import org.msixcasework.exchange.FileFormat.Totals;
import org.msixcasework.record.ChildSnapshot;
import org.msixcasework.record.ChildSnapshot.Item;
import org.msixcasework.record.ChildSnapshot.Kind;

class XmlFormatTest {

    private static final Header HEADER = new Header(
            "NY",
            Instant.parse("2026-09-14T03:00:00.123Z"),
            Instant.parse("2026-09-13T03:00:00Z"),
            Instant.parse("2026-09-14T03:00:00Z"));

    private final XmlFormat format = new XmlFormat();

    @Property(tries = 60)
    void controlTotalsAreWhatTheFileHolds(
            @ForAll @Size(max = 12) List<@IntRange(max = 9) Integer> children,
            @ForAll @StringLength(max = 60) String name)
            throws IOException {
        var folder = Files.createTempDirectory("format");
        var whole = folder.resolve("whole.xml");
        var written = 0;
        var records = 0;
        Totals totals;
        try (var draft = format.begin(folder, HEADER)) {
            for (var courses : children) {
                var items = new ArrayList<Item>(SampleChildren.many(courses));
                items.add(SampleChildren.with(SampleChildren.demographics("x"), "firstName", name));
                var child = new ChildSnapshot("NYX" + written, null, "oswego", "U", items);
                if (Layout.problems(child).isEmpty()) {
                    assertThat(draft.add(child, "I")).isEqualTo(++written);
                    records += 2 + courses;
                }
            }
            totals = draft.finish(whole);
        }

        assertThat(totals).isEqualTo(new Totals(written, records));
        assertThat(Files.readString(whole))
                .contains(
                        "<totalStudents>%d</totalStudents><totalRecords>%d</totalRecords>".formatted(written, records));
        Files.delete(whole);
        Files.delete(folder);
    }

    @Test
    void valuesAreSpelledAsTheLayoutWants(@TempDir Path folder) throws IOException {
        var file = write(folder, SampleChildren.withMsixId(SampleChildren.complete("NYX1"), "123456789012"), "U");

        assertThat(file)
                .contains("<submittingState>NY</submittingState><submissionDate>20260913230000123</submissionDate>")
                .contains("<beginningEffectiveDate>20260912230000000</beginningEffectiveDate>")
                .contains("<studentRecordId>0000001</studentRecordId><msixId>123456789012</msixId>")
                .contains("<stateStudentIdType>02</stateStudentIdType><actionCode>U</actionCode>")
                .contains("<demographics><recordId>001</recordId><firstName>Maquetta &lt;NYX1&gt;</firstName>")
                .contains("<birthDate>20120309</birthDate><multipleBirthFlag>No</multipleBirthFlag>")
                .contains("<lepIndicator>Yes</lepIndicator>")
                .contains("<creditsGranted>0.5</creditsGranted>")
                .contains("<administrationDate>052026</administrationDate>");
    }

    @Test
    void aDeletionCarriesTheIdentifiersOnly(@TempDir Path folder) throws IOException {
        assertThat(write(folder, SampleChildren.complete("NYX1"), "D"))
                .contains("<actionCode>D</actionCode></student>")
                .contains("<totalRecords>1</totalRecords>")
                .doesNotContain("Maquetta");
    }

    @Test
    void aChildMaySayWhoAssignedItsIdentifier(@TempDir Path folder) throws IOException {
        var child = SampleChildren.child(
                "NYX1", SampleChildren.with(SampleChildren.demographics("NYX1"), "stateStudentIdType", "01"));

        assertThat(write(folder, child, "I")).contains("<stateStudentIdType>01</stateStudentIdType>");
    }

    @Test
    void whatDoesNotConformNeverLeavesAndIsNotQuoted(@TempDir Path folder) throws IOException {
        var tooLong = SampleChildren.child(
                "NYX1", new Item(Kind.DEMOGRAPHICS, 1, Map.of("firstName", "Maquetta", "sex", "Female")));
        try (var draft = format.begin(folder, HEADER)) {
            draft.add(tooLong, "I");

            assertThatThrownBy(() -> draft.finish(folder.resolve("whole")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("line 2 breaks the layout (cvc-complex-type.2.4.a)")
                    .hasMessageNotContaining("Maquetta");
        }
    }

    @Test
    void workingFilesDisappear(@TempDir Path folder) throws IOException {
        write(folder, SampleChildren.complete("NYX1"), "I");

        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    private String write(Path folder, ChildSnapshot child, String action) throws IOException {
        var whole = folder.resolve("whole.xml");
        try (var draft = format.begin(folder, HEADER)) {
            draft.add(child, action);
            draft.finish(whole);
        }
        return Files.readString(whole);
    }
}
