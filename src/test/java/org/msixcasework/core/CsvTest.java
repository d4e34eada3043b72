package org.msixcasework.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void whatASpreadsheetWouldRunIsText() {
        for (var formula : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1")) {
            assertThat(Csv.of(List.of("why"), List.of(Table.row(formula))))
                    .as(formula)
                    .isEqualTo("\"why\"\r\n\"'" + formula + "\"\r\n");
        }
    }

    @Test
    void quotesLinesAndNumbersStayWhatTheyAre() {
        assertThat(Csv.of(List.of("a", "b"), List.of(Table.row("say \"no\",\nplease", -3))))
                .isEqualTo("\"a\",\"b\"\r\n\"say \"\"no\"\",\nplease\",\"-3\"\r\n");
        assertThat(Csv.of(List.of("a"), List.of(Table.row((Object) null)))).isEqualTo("\"a\"\r\n\"\"\r\n");
    }
}
