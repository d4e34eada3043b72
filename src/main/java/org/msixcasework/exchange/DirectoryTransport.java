package org.msixcasework.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.msixcasework.core.Rejected;

/** Exchanges files through folders that somebody else empties and fills; the default. */
final class DirectoryTransport implements Transport {

    private final Path outbox;
    private final Path inbox;
    private final Path done;
    private final Path rejected;

    /** @param msix the folder {@code <data>/msix} */
    DirectoryTransport(Path msix) {
        outbox = msix.resolve("outbox");
        inbox = msix.resolve("inbox");
        done = inbox.resolve("done");
        rejected = inbox.resolve("rejected");
    }

    @Override
    public void send(String name, Content content) {
        attempt(() -> {
            Files.createDirectories(outbox);
            var part = outbox.resolve("." + name + ".part");
            try (var in = content.open()) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            return Files.move(part, outbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        });
    }

    @Override
    public List<Incoming> incoming() {
        return attempt(() -> {
            Files.createDirectories(inbox);
            try (var files = Files.list(inbox)) {
                return files.filter(Files::isRegularFile)
                        .filter(file -> isMeantForUs(file.getFileName().toString()))
                        .sorted()
                        .map(DirectoryTransport::incoming)
                        .toList();
            }
        });
    }

    /** Whoever writes a file step by step does so under a hidden name or one that ends in {@code .part}. */
    static boolean isMeantForUs(String name) {
        return !name.startsWith(".") && !name.endsWith(".part") && !name.contains("/");
    }

    private static Incoming incoming(Path file) {
        return new Incoming(file.getFileName().toString(), file.toFile().length());
    }

    @Override
    public boolean fetch(String name, Path target) {
        return attempt(() -> {
            try {
                Files.copy(inbox.resolve(name), target, StandardCopyOption.REPLACE_EXISTING);
                return true;
            } catch (NoSuchFileException taken) {
                return false;
            }
        });
    }

    @Override
    public void done(String name) {
        attempt(() -> move(name, done));
    }

    @Override
    public void setAside(String name, String reason) {
        attempt(() -> {
            var moved = move(name, rejected);
            return Files.writeString(rejected.resolve(moved + ".reason.txt"), reason + "\n");
        });
    }

    private String move(String name, Path folder) throws IOException {
        Files.createDirectories(folder);
        var free = name;
        for (var copy = 2; Files.exists(folder.resolve(free)); copy++) {
            free = name + "." + copy;
        }
        Files.move(inbox.resolve(name), folder.resolve(free), StandardCopyOption.ATOMIC_MOVE);
        return free;
    }

    private interface FileWork<T> {
        T run() throws IOException;
    }

    private static <T> T attempt(FileWork<T> work) {
        try {
            return work.run();
        } catch (AccessDeniedException denied) {
            throw Rejected.refused(
                    REFUSED, "The application may not use a folder of the exchange; somebody has to grant it access");
        } catch (IOException failed) {
            throw new UncheckedIOException("The folders of the exchange cannot be used now", failed);
        }
    }
}
