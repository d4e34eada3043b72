package org.msixcasework.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Where files lie while they are made or read, which may hold data of children. Each running application has a folder of its own in
 * {@code <data>/work}, locked while it lives; what one that was killed has left behind is deleted when the next one starts, also by
 * another node that shares the folder (PRV-14).
 */
@Component
public class WorkFolder implements AutoCloseable {

    private static final String LOCK = "lock";

    private final Path own;
    private final FileChannel lock;

    /** @throws UncheckedIOException if the folder cannot be made or written to */
    public WorkFolder(CaseworkProperties casework) {
        var all = casework.data().resolve("work");
        try {
            Files.createDirectories(all);
            // one start at a time, so that none deletes a folder that another has not locked yet
            try (var starting = channel(all.resolve(LOCK))) {
                starting.lock();
                sweep(all);
                own = Files.createTempDirectory(all, "node");
                lock = channel(own.resolve(LOCK));
                lock.lock();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("No place to work in at " + all, failed);
        }
    }

    private static FileChannel channel(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void sweep(Path all) throws IOException {
        try (var nodes = Files.newDirectoryStream(all, Files::isDirectory)) {
            for (var node : nodes) {
                if (isLeft(node)) {
                    FileSystemUtils.deleteRecursively(node);
                }
            }
        }
    }

    private static boolean isLeft(Path node) throws IOException {
        try (var channel = channel(node.resolve(LOCK));
                var free = channel.tryLock()) {
            return free != null;
        } catch (OverlappingFileLockException ofThisJvm) {
            return false;
        }
    }

    /** A new empty file; whoever asked for it deletes it. */
    public Path file(String prefix, String suffix) throws IOException {
        return Files.createTempFile(own, prefix, suffix);
    }

    /** A new empty folder; whoever asked for it deletes it. */
    public Path folder(String prefix) throws IOException {
        return Files.createTempDirectory(own, prefix);
    }

    @Override
    public void close() throws IOException {
        lock.close();
        FileSystemUtils.deleteRecursively(own);
    }
}
