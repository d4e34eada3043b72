package org.msixcasework.record;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.record.ChildSnapshot.Kind;

/** What tells one record of a child from another of its kind, so that a sender need not know our numbers. */
final class NaturalKey {

    private static final Map<Kind, List<String>> ELEMENTS = Map.of(
            Kind.ALTERNATE_ID, List.of("alternateStateStudentId"),
            Kind.ENROLLMENT, List.of("enrollmentDate", "enrollmentType", "schoolOrProjectName"),
            Kind.COURSE, List.of("courseTitle", "beginAcademicYear", "endAcademicYear", "courseSection", "termType"),
            Kind.ASSESSMENT, List.of("assessmentTitle", "assessmentContent", "administrationDate", "assessmentType"));

    private NaturalKey() {}

    /** The elements that make the key; none where the certificate makes it. */
    static List<String> elements(Kind kind) {
        return ELEMENTS.getOrDefault(kind, List.of());
    }

    /** The key of a record with these elements. */
    static String of(Kind kind, Map<String, ? extends @Nullable Object> record) {
        return elements(kind).stream()
                .map(element -> part(record, element).replace("\\", "\\\\").replace("|", "\\|"))
                .collect(Collectors.joining("|"));
    }

    /** Whether two records may be one of which some elements of the key are not known yet: nothing contradicts it. */
    static boolean fits(
            Kind kind, Map<String, ? extends @Nullable Object> one, Map<String, ? extends @Nullable Object> other) {
        return !elements(kind).isEmpty()
                && elements(kind).stream().allMatch(element -> {
                    var a = part(one, element);
                    var b = part(other, element);
                    return a.isEmpty() || b.isEmpty() || a.equals(b);
                });
    }

    private static String part(Map<String, ? extends @Nullable Object> record, String element) {
        return Objects.toString(record.get(element), "");
    }
}
