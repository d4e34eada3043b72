package org.msixcasework.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.record.ChildSnapshot.Item;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.msixcasework.record.Measured.Expected;
import org.msixcasework.record.Measured.Hit;
import org.msixcasework.record.Measured.Rule;

/** Measures the record of one child: the elements of {@link Children#missing}, and what stands in those that are there. */
final class ElementChecks {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Pairs of a kind of record: the second must not come before the first. */
    private static final Map<Kind, List<List<String>>> ORDER = Map.of(
            Kind.ENROLLMENT,
                    List.of(
                            List.of("enrollmentDate", "withdrawalDate"),
                            List.of("residencyDate", "residencyVerificationDate")),
            Kind.QUALIFYING_MOVE, List.of(List.of("qualifyingArrivalDate", "eligibilityExpirationDate")),
            Kind.COURSE, List.of(List.of("beginAcademicYear", "endAcademicYear")));

    private final Dictionary dictionary;
    private final List<Expected> expected = new ArrayList<>();
    private final List<Hit> hits = new ArrayList<>();

    private ElementChecks(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /**
     * Measures a child.
     *
     * @param type State Student Identifier Type, or null
     * @param items the records that the State keeps of it
     * @param doubled whether another child has its name and birth date
     */
    static Measured measure(
            Dictionary dictionary, String stateStudentId, @Nullable String type, List<Item> items, boolean doubled) {
        var checks = new ElementChecks(dictionary);
        checks.expect("stateStudentIdType", type != null);
        var demographics = latest(items, Kind.DEMOGRAPHICS, "birthDate");
        checks.required(Kind.DEMOGRAPHICS, demographics);
        checks.required(Kind.QUALIFYING_MOVE, latest(items, Kind.QUALIFYING_MOVE, "qualifyingArrivalDate"));
        var enrollment = latest(items, Kind.ENROLLMENT, "enrollmentDate");
        checks.required(Kind.ENROLLMENT, enrollment);
        checks.continuation(items, enrollment);
        items.stream()
                .filter(item -> item.kind() == Kind.COURSE || item.kind() == Kind.ASSESSMENT)
                .forEach(checks::complete);
        var birth = demographics.map(item -> text(item, "birthDate")).orElse("");
        items.forEach(item -> checks.accurate(item, birth));
        if (doubled) {
            checks.hits.add(new Hit("birthDate", Rule.DUPLICATE));
        }
        return new Measured(stateStudentId, List.copyOf(checks.expected), List.copyOf(checks.hits));
    }

    private void expect(String element, boolean there) {
        expected.add(new Expected(element, there));
        if (!there) {
            hits.add(new Hit(element, Rule.MISSING));
        }
    }

    /** Of a record that is not there at all, everything is missing that every such record has. */
    private void required(Kind kind, Optional<Item> item) {
        if (item.isPresent()) {
            complete(item.get());
        } else {
            dictionary.of(kind).stream()
                    .filter(element -> element.required() == Need.ALWAYS)
                    .forEach(element -> expect(element.name(), false));
        }
    }

    private void complete(Item item) {
        for (var element : dictionary.of(item.kind())) {
            if (element.required().holds(item.elements())) {
                expect(element.name(), item.elements().containsKey(element.name()));
            }
        }
    }

    private void continuation(List<Item> items, Optional<Item> enrollment) {
        var expires = items.stream()
                .filter(item -> item.kind() == Kind.QUALIFYING_MOVE)
                .map(item -> text(item, "eligibilityExpirationDate"))
                .max(Comparator.naturalOrder())
                .orElse("");
        enrollment
                .filter(item ->
                        !expires.isEmpty() && text(item, "enrollmentDate").compareTo(expires) > 0)
                .ifPresent(item -> expect(
                        "continuationOfServicesReason", item.elements().containsKey("continuationOfServicesReason")));
    }

    private void accurate(Item item, String birth) {
        for (var value : item.elements().entrySet()) {
            var element = dictionary.find(item.kind(), value.getKey());
            if (element.isPresent() && element.get().problem(JSON.valueToTree(value.getValue())) != null) {
                hits.add(new Hit(value.getKey(), element.get().codes().isEmpty() ? Rule.FORMAT : Rule.CODE));
            }
        }
        for (var pair : ORDER.getOrDefault(item.kind(), List.of())) {
            follows(text(item, pair.get(0)), text(item, pair.get(1)), pair.get(1));
        }
        if (item.kind() == Kind.ENROLLMENT) {
            follows(birth, text(item, "enrollmentDate"), "enrollmentDate");
            follows(birth, text(item, "graduationHseDate"), "graduationHseDate");
        } else if (item.kind() == Kind.QUALIFYING_MOVE) {
            follows(birth, text(item, "qualifyingArrivalDate"), "qualifyingArrivalDate");
        }
    }

    private void follows(String first, String second, String element) {
        if (!first.isEmpty() && !second.isEmpty() && second.compareTo(first) < 0) {
            hits.add(new Hit(element, Rule.DATE_ORDER));
        }
    }

    private static Optional<Item> latest(List<Item> items, Kind kind, String date) {
        return items.stream()
                .filter(item -> item.kind() == kind)
                .max(Comparator.comparing((Item item) -> text(item, date)).thenComparing(Item::recordId));
    }

    private static String text(Item item, String element) {
        return Objects.toString(item.elements().get(element), "");
    }
}
