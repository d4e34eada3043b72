package org.msixcasework.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.msixcasework.record.ChildSnapshot;

/** How a State's file is spelled. Behind it because MSIX has changed its layout before and will again. */
interface FileFormat {

    /** What stands at the head of a file; the control totals are counted by the draft. */
    record Header(String state, Instant submittedAt, Instant windowBegin, Instant windowEnd) {}

    /** Control totals of a finished file: students, and records of all kinds but the header (UPL-5). */
    record Totals(int students, long records) {}

    /** Ending of the file's name, without the point. */
    String extension();

    /**
     * Starts a file.
     *
     * @param folder takes working files; the caller deletes it
     */
    Draft begin(Path folder, Header header) throws IOException;

    /** A file while it is written, student by student, so that memory does not grow with it. */
    interface Draft extends Closeable {

        /**
         * Adds a child.
         *
         * @param action I, U or D
         * @return Student Record ID: the child's position in the file, from 1
         */
        int add(ChildSnapshot child, String action) throws IOException;

        /**
         * Completes the file and checks it against its schema: what does not conform never leaves.
         *
         * @param target does not exist yet
         */
        Totals finish(Path target) throws IOException;
    }
}
