package org.msixcasework.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.msixcasework.core.Rejected;

class DirectoryTransportTest {

    @TempDir
    private Path msix;

    @Test
    void aFileThatBreaksOffIsNeverVisibleUnderItsName() {
        var transport = new DirectoryTransport(msix);
        var start = new ByteArrayInputStream("half".getBytes(StandardCharsets.UTF_8));
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk full");
            }
        };

        assertThatThrownBy(() -> transport.send("a.xml", () -> new SequenceInputStream(start, broken)))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(msix.resolve("outbox/a.xml")).doesNotExist();

        transport.send("a.xml", () -> new ByteArrayInputStream("whole".getBytes(StandardCharsets.UTF_8)));
        assertThat(msix.resolve("outbox").toFile().list()).containsExactly("a.xml");
    }

    @Test
    void aFolderWithoutAccessNeedsAPerson() {
        var transport = new DirectoryTransport(msix);

        assertThatThrownBy(() -> transport.send("a.xml", () -> {
                    throw new AccessDeniedException("outbox");
                }))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("exchange.refused"));
    }

    @Test
    void anInboxThatDoesNotExistYetIsEmpty() {
        assertThat(new DirectoryTransport(msix).incoming()).isEmpty();
    }

    @Test
    void anAnswerThatAnotherNodeTookIsNotThere() {
        assertThat(new DirectoryTransport(msix).fetch("a.xml", msix.resolve("copy")))
                .isFalse();
    }
}
