package org.msixcasework.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

    @TempDir
    Path folder;

    private static final List<List<?>> ROWS =
            List.of(Table.row("=1+1", 3, LocalDate.of(2026, 9, 4)), Table.row(null, 0, null));

    @Test
    void textOfAWorkbookStaysTextAndNumbersAndDaysAreSuch() throws Exception {
        var book = Workbook.of(
                List.of(new Table("Counts", List.of("what", "how many", "since"), ROWS)), HandlingNotice.TEXT);

        var sheet = part(book, "xl/worksheets/sheet1.xml");
        assertThat(sheet).doesNotContain("<f>").contains("<v>3</v>", "<v>46269").contains("frozen");
        assertThat(part(book, "xl/sharedStrings.xml")).contains("=1+1", "CONFIDENTIAL");
        assertThat(part(book, "xl/workbook.xml")).contains("name=\"Counts\"");
    }

    @Test
    void aTableRefusesRowsThatDoNotFitAndTitlesThatNameNoSheet() {
        assertThatThrownBy(() -> new Table("Counts", List.of("one"), ROWS))
                .hasMessageContaining("3 cells for 1 columns");
        assertThatThrownBy(() -> new Table("Late/early", List.of(), List.of())).hasMessageContaining("Late/early");
    }

    @Test
    void theLongestBarOfAChartFillsItAndPartsFollowOneAnother() {
        var parts = List.of(new Chart.Part("met", "met"), new Chart.Part("missed", "late"));
        var longest = new Chart.Bar("oswego", null, List.of(3L, 1L));
        var shorter = new Chart.Bar("metro", null, List.of(0L, 2L));
        var chart = new Chart("Ended", parts, List.of(longest, shorter));

        assertThat(chart.blocks(longest))
                .containsExactly(
                        new Chart.Block("met", "met", 3, 0, 750), new Chart.Block("missed", "late", 1, 750, 250));
        assertThat(chart.blocks(shorter)).containsExactly(new Chart.Block("missed", "late", 2, 0, 500));
    }

    private String part(byte[] book, String name) throws Exception {
        var file = Files.write(folder.resolve("book.xlsx"), book);
        try (var zip = new ZipFile(file.toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
