package org.msixcasework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.msixcasework.sla.Deadline;

/** Holds {@code docs/policy.md} against the code: what it points at exists. */
class PolicyTest {

    record Row(String requirement, String deadline, String element, String test) {
        @Override
        public String toString() {
            return requirement;
        }
    }

    static List<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("docs/policy.md")).stream()
                .filter(line -> line.matches("\\| [A-Z]+-\\d+ .*"))
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .map(cells -> new Row(cells.get(1), cells.get(3), cells.get(4), cells.get(5)))
                .toList();
    }

    @Test
    void everyRequirementHasOneRow() throws IOException {
        assertThat(rows()).extracting(Row::requirement).isNotEmpty().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatARowPointsAtExists(Row row) throws IOException {
        if (!row.deadline().equals("-")) {
            assertThat(Deadline.values()).extracting(Enum::name).contains(row.deadline());
        }
        if (!row.element().equals("-")) {
            var parts = row.element().split(":");
            var model = Bpmn.readModelFromFile(new File("processes/" + parts[0] + ".bpmn"));
            assertThat((Object) model.getModelElementById(parts[1]))
                    .as(row.element())
                    .isNotNull();
        }
        assertThat(testExists(row.test())).as(row.test()).isTrue();
    }

    static boolean testExists(String test) throws IOException {
        var parts = test.split("#");
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            var source = files.filter(file -> file.getFileName().toString().equals(parts[0] + ".java"))
                    .findFirst();
            return source.isPresent()
                    && (parts.length == 1 || Files.readString(source.get()).contains("void " + parts[1] + "("));
        }
    }
}
