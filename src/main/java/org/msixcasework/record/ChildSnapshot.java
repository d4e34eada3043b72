package org.msixcasework.record;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything the State knows about one child at one moment, by kind of record. */
public record ChildSnapshot(
        String stateStudentId, @Nullable String msixId, String region, String action, List<Item> items) {

    /** Kinds of record of the minimum data elements. */
    public enum Kind {
        DEMOGRAPHICS,
        ALTERNATE_ID,
        QUALIFYING_MOVE,
        ENROLLMENT,
        COURSE,
        ASSESSMENT
    }

    /** One record; elements by their camelCase name, ISO values. */
    public record Item(Kind kind, int recordId, Map<String, Object> elements) {}
}
