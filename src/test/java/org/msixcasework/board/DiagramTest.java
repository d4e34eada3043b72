package org.msixcasework.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every diagram of ours can be drawn, element by element. */
class DiagramTest {

    static Stream<Path> diagrams() throws IOException {
        return Files.list(Path.of("processes"))
                .filter(file -> file.toString().endsWith(".bpmn"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyElementHasItsPlaceWithinTheFrame(Path file) throws IOException {
        var diagram = Diagram.read(Files.readString(file));

        assertThat(diagram.nodes()).hasSizeGreaterThan(5).allSatisfy(node -> {
            assertThat(node.name()).isNotBlank();
            assertThat(node.texts()).isNotEmpty();
            assertThat(node.box().x()).isGreaterThan(diagram.frame().x());
            assertThat(node.box().right()).isLessThan(diagram.frame().right());
            assertThat(node.box().bottom()).isLessThan(diagram.frame().bottom());
        });
        assertThat(diagram.flows())
                .isNotEmpty()
                .allSatisfy(flow -> assertThat(flow.points()).contains(" "));
    }

    @Test
    void whatLiesAroundOthersIsDrawnBeforeThem() throws IOException {
        var nodes =
                Diagram.read(Files.readString(Path.of("processes/coe.bpmn"))).nodes();

        assertThat(nodes).extracting(Diagram.Node::id).startsWith("coeUpload").contains("review", "enterRecord");
    }

    @Test
    void aFlowIsTakenWhereTheEngineSaidSoOrNothingElseCanHaveBeen() throws IOException {
        var diagram = Diagram.read(Files.readString(Path.of("processes/coe.bpmn")));
        var toReview = diagram.flows().stream()
                .filter(flow -> flow.source().equals("isApprovedElsewhere")
                        && flow.target().equals("review"))
                .findFirst()
                .orElseThrow()
                .id();
        var visited = Set.of("received", "isApprovedElsewhere", "review");

        assertThat(diagram.taken(visited, Set.of())).contains(toReview).hasSize(2);
        assertThat(diagram.taken(visited, Set.of(toReview))).contains(toReview).hasSize(2);
        assertThat(diagram.taken(Set.of("received"), Set.of())).isEmpty();
    }

    @Test
    void whatIsNoDiagramIsNotDrawn() {
        assertThatThrownBy(() -> Diagram.read("<nothing/>")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Diagram.read("<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
