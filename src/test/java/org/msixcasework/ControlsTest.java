package org.msixcasework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code docs/controls.md} against the code: every aim has controls, and every control its test (SEC-14). */
class ControlsTest {

    private static final List<String> AIMS = List.of(
            "Only authorized users have access",
            "Users are uniquely identified",
            "Actions are tied to a user",
            "Users do only what their position requires",
            "Information is not inappropriately released",
            "The system is available when needed");

    record Row(String aim, String control, String test) {
        @Override
        public String toString() {
            return control;
        }
    }

    static List<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("docs/controls.md")).stream()
                .filter(line -> line.matches("\\| [A-Z].*"))
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .map(cells -> new Row(cells.get(1), cells.get(2), cells.get(3)))
                .toList();
    }

    @Test
    void everyAimHasItsControlsAndNoneIsToldTwice() throws IOException {
        assertThat(rows()).extracting(Row::aim).containsAll(AIMS).isSubsetOf(AIMS);
        assertThat(rows()).extracting(Row::control).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyControlHasItsTest(Row row) throws IOException {
        assertThat(PolicyTest.testExists(row.test())).as(row.test()).isTrue();
    }
}
