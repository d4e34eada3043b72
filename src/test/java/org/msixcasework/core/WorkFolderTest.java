package org.msixcasework.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {

    @TempDir
    Path data;

    private WorkFolder node() {
        return new WorkFolder(new CaseworkProperties(data, "NY", "http://localhost", "help desk"));
    }

    @Test
    void whatAKilledApplicationLeftIsDeletedByTheNext() throws IOException {
        var left = Files.createDirectories(data.resolve("work/node-killed"));
        Files.createFile(left.resolve("lock"));
        Files.writeString(left.resolve("students.part"), "Sampla Ejemplo");

        try (var next = node()) {
            assertThat(left).doesNotExist();
            assertThat(next.file("a", ".xml")).isEmptyFile();
        }
    }

    @Test
    void whatAnotherRunningNodeWorksOnStays() throws IOException {
        try (var first = node()) {
            var file = first.file("answer", ".xml");
            var folder = first.folder("run");
            try (var second = node()) {
                assertThat(file).exists();
                assertThat(folder).isEmptyDirectory();
                assertThat(second.folder("run").getParent()).isNotEqualTo(folder.getParent());
            }
            assertThat(file).exists();
        }
        try (var folders = Files.newDirectoryStream(data.resolve("work"), Files::isDirectory)) {
            assertThat(folders).isEmpty();
        }
    }
}
