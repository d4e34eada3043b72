package org.msixcasework.record;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.msixcasework.record.ChildSnapshot.Kind;

/**
 * An element of one record of a child, as a statement of dispute names it. Its text is
 * {@code enrollments/NY/1/gradeLevel}.
 *
 * @param section name of the list in the consolidated record that the record stands in
 * @param recordId number of the record in its section and State
 */
public record DisputedElement(String section, String sourceState, int recordId, String element) {

    private static final int PARTS = 4;

    static DisputedElement of(Kind kind, String sourceState, int recordId, String element) {
        return new DisputedElement(StudentRules.listOf(kind), sourceState, recordId, element);
    }

    /** Reads its text; empty if it has another form. */
    public static Optional<DisputedElement> read(String text) {
        var parts = text.strip().split("/", -1);
        if (parts.length != PARTS
                || !parts[2].matches("[1-9][0-9]{0,2}")
                || Arrays.stream(parts).anyMatch(String::isBlank)) {
            return Optional.empty();
        }
        return Optional.of(new DisputedElement(parts[0], parts[1], Integer.parseInt(parts[2]), parts[3]));
    }

    Map<String, Object> shown() {
        return Map.of("section", section, "sourceState", sourceState, "recordId", recordId, "element", element);
    }

    @Override
    public String toString() {
        return "%s/%s/%d/%s".formatted(section, sourceState, recordId, element);
    }
}
