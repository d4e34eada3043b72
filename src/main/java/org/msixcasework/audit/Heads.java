package org.msixcasework.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseworkProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends of the chain as they once were, kept where no user of the database reaches: in {@code <data>/audit-heads.log} and in the
 * application's log. Whoever cuts the log's tail, or writes it anew with a chain that fits, does not change these.
 */
@Component
class Heads {

    /** The end of the chain at a time. */
    record Head(Instant at, long seq, String hash) {

        static Head read(String line) {
            var cells = line.split(" ");
            if (cells.length != 3 || !cells[1].matches("\\d{1,18}") || !cells[2].matches("[0-9a-f]{64}")) {
                throw new IllegalStateException("A line of the file of heads is not one: " + line);
            }
            return new Head(Instant.parse(cells[0]), Long.parseLong(cells[1]), cells[2]);
        }

        @Override
        public String toString() {
            return "%s %d %s".formatted(at, seq, hash);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Heads.class);

    /** What was added since the last head could be cut without a trace, so there is more than one a night. */
    private static final Duration PAUSE = Duration.ofHours(1);

    private final Path file;
    private final Clock clock;
    private volatile @Nullable Instant last;

    Heads(CaseworkProperties casework, Clock clock) {
        this.file = casework.data().resolve("audit-heads.log");
        this.clock = clock;
    }

    /** The chain has grown up to here; keeps that if the last head is an hour old. */
    void grown(long seq, byte[] hash) {
        var now = clock.instant();
        var before = last;
        if (before == null || Duration.between(before, now).abs().compareTo(PAUSE) >= 0) {
            keep(new Head(now, seq, HexFormat.of().formatHex(hash)));
            last = now;
        }
    }

    private void keep(Head head) {
        log.info("Head of the audit chain: {}", head);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, head + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Every head that was kept, oldest first. */
    List<Head> all() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(Head::read).toList()
                    : List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
