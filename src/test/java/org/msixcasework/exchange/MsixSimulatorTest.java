package org.msixcasework.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MsixSimulatorTest {

    private ExchangeFixture exchange;

    @BeforeEach
    void start(@TempDir Path data) {
        exchange = new ExchangeFixture(data);
    }

    @Test
    void aStudentKeepsItsMsixIdAlsoIfTheMemoryOfTheSimulatorIsLost() throws IOException {
        exchange.submit("NY-1", "NYX1");
        exchange.night("R1");
        var first = exchange.msixIds.remove("NYX1");
        Files.delete(exchange.data.resolve("msix/simulator/students.tsv"));

        exchange.submit("NY-1", "NYX1");
        exchange.night("R2");

        assertThat(first).matches("[0-9]{12}");
        assertThat(exchange.msixIds).isEqualTo(Map.of("NYX1", first));
    }

    @Test
    void badChildrenAreRejectedInWords() {
        exchange.store.put("NYX1", SampleChildren.child("NYX1", SampleChildren.demographics("NYX1")));
        exchange.store.put(
                "NYX2",
                SampleChildren.child(
                        "NYX2",
                        SampleChildren.demographics("NYX2"),
                        SampleChildren.move(),
                        SampleChildren.enrollment("The Unknown School of Oswego")));
        var ref = exchange.submit("NY-1", "NYX1", "NYX2");

        exchange.night("R1");

        assertThat(exchange.events)
                .containsExactly(new CaseAnswered(
                        ref,
                        false,
                        List.of(
                                "NYX1: The child has no qualifying move (Q01)",
                                "NYX2: School is not in MSIX's NCES table (S01)")));
    }

    @Test
    void theSameNameAndBirthDateUnderAnotherIdIsANearMatch() {
        exchange.store.put(
                "NYX1", SampleChildren.child("NYX1", SampleChildren.demographics("twin"), SampleChildren.move()));
        exchange.store.put(
                "NYX2", SampleChildren.child("NYX2", SampleChildren.demographics("twin"), SampleChildren.move()));
        exchange.submit("NY-1", "NYX1");
        exchange.night("R1");

        exchange.submit("NY-2", "NYX2");
        exchange.night("R2");

        assertThat(exchange.events)
                .contains(new NearMatchReported("NYX2", List.of(exchange.msixIds.getOrDefault("NYX1", ""))));
    }

    @Test
    void aFileWithWrongTotalsOrOutsideTheLayoutIsRefused() throws IOException {
        exchange.submit("NY-1", "NYX1");
        exchange.upload("R1");
        var file = exchange.outbox().resolve("NY-R1-001.xml");
        Files.writeString(
                file,
                Files.readString(file).replace("<totalStudents>1</totalStudents>", "<totalStudents>2</totalStudents>"));
        Files.writeString(exchange.outbox().resolve("other.xml"), "<submission/>");

        exchange.simulator.answer();

        assertThat(exchange.outbox().resolve("refused")).isDirectoryContaining("glob:**NY-R1-001.xml");
        assertThat(exchange.outbox().resolve("refused")).isDirectoryContaining("glob:**other.xml");
        assertThat(exchange.filesIn(null)).isEmpty();
    }

    @Test
    void itsMemoryHoldsNoName() throws IOException {
        exchange.submit("NY-1", "NYX1");
        exchange.night("R1");

        assertThat(Files.readString(exchange.data.resolve("msix/simulator/students.tsv")))
                .contains("NYNYX1")
                .doesNotContainIgnoringCase("Maquetta")
                .doesNotContain("20120309");
    }
}
