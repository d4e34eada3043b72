package org.msixcasework.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Carries files to MSIX and answers back. A failure that may pass is an {@link java.io.UncheckedIOException}; one that
 * needs a person is a {@link org.msixcasework.core.Rejected} with code {@link #REFUSED}.
 */
interface Transport {

    /** Code of the refusal that no repetition cures. */
    String REFUSED = "exchange.refused";

    /** A file in the inbox. */
    record Incoming(String name, long size) {}

    /** Something that can be read from its beginning. */
    interface Content {
        InputStream open() throws IOException;
    }

    /**
     * Puts a file into MSIX's reach. Under {@code name} it is either absent or complete, at every moment; the same name
     * always means the same content, so that a repetition does no harm.
     */
    void send(String name, Content content);

    /** The answers that wait in the inbox, in the order of their names. */
    List<Incoming> incoming();

    /** Copies a waiting answer to {@code target}; false if it is no longer there. */
    boolean fetch(String name, Path target);

    /** Takes an answer that was read out of the inbox. */
    void done(String name);

    /** Takes an answer out of the inbox that could not be used, or not wholly, and leaves the reason beside it. */
    void setAside(String name, String reason);
}
