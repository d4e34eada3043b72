package org.msixcasework.core;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What PostgreSQL says of a value that it can neither hold nor look for: the fault of whoever sent it. */
public final class Unstorable {

    /** Sentences by the SQL state of the "data exception" that says so. */
    private static final Map<String, String> SENTENCES = Map.of(
            "22021", "A text has a character that cannot be stored (U+0000).",
            "22003", "A number is larger or smaller than can be stored.",
            "22008", "A date is earlier or later than can be stored.",
            "2201X", "There is no such page.");

    private Unstorable() {}

    /** The refusal that is behind {@code failure}, however deep; empty if it is something else. */
    public static Optional<Rejected> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // a connection that broke has no state to tell
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && SENTENCES.containsKey(sql.getSQLState())) {
                return Optional.of(Rejected.invalid("unstorable", SENTENCES.get(sql.getSQLState()), List.of()));
            }
        }
        return Optional.empty();
    }
}
