package org.msixcasework.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Violations;
import org.msixcasework.record.ChildSnapshot.Kind;

/** Reads the data elements of one child against the dictionary, and names everything that does not fit. */
final class StudentRules {

    private static final int MOST_RECORDS = 999;
    private static final Set<String> INTERPRETED_TYPES = Set.of("09", "10", "11");

    /** Lists of records in the body. */
    private static final Map<String, Kind> LISTS = lists();

    /** One record as it was sent: null clears an element. */
    record Sent(Kind kind, Map<String, @Nullable Object> elements) {}

    /** What was sent about one child. */
    record Student(@Nullable String type, List<Sent> records) {}

    private final Dictionary dictionary;
    private final Violations violations = new Violations();

    private StudentRules(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    private static Map<String, Kind> lists() {
        var lists = new LinkedHashMap<String, Kind>();
        lists.put("alternateIds", Kind.ALTERNATE_ID);
        lists.put("enrollments", Kind.ENROLLMENT);
        lists.put("courses", Kind.COURSE);
        lists.put("assessments", Kind.ASSESSMENT);
        return lists;
    }

    /** Name of the list of records of a kind, as it is sent and shown. */
    static String listOf(Kind kind) {
        return LISTS.entrySet().stream()
                .filter(list -> list.getValue() == kind)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(kind == Kind.QUALIFYING_MOVE ? "qualifyingMoves" : "demographics");
    }

    /** @throws org.msixcasework.core.Rejected INVALID naming every element that is unknown or does not fit */
    static Student read(Dictionary dictionary, String stateStudentId, JsonNode body) {
        var rules = new StudentRules(dictionary);
        var student = rules.read(stateStudentId, body);
        rules.violations.refuseIfAny("record.bad-student", "Nothing of the child was stored.");
        return student;
    }

    private Student read(String stateStudentId, JsonNode body) {
        if (!body.isObject()) {
            violations.add("body", "has to be a JSON object");
            return new Student(null, List.of());
        }
        var records = new ArrayList<Sent>();
        for (var field : fields(body)) {
            var value = body.get(field);
            var kind = LISTS.get(field);
            if (kind != null) {
                list(field, kind, value, records);
            } else if (field.equals("stateStudentIdType")) {
                check(field, dictionary.identifier(field), value);
            } else if (field.equals("stateStudentId")) {
                violations.unless(
                        value.isTextual() && value.textValue().equals(stateStudentId),
                        field,
                        "has to be the identifier in the address");
            } else {
                violations.add(Text.cut(field), "is unknown");
            }
        }
        var type = body.get("stateStudentIdType");
        return new Student(type == null || type.isNull() ? null : type.asText(), records);
    }

    private void list(String field, Kind kind, JsonNode list, List<Sent> records) {
        if (!list.isArray() || list.size() > MOST_RECORDS) {
            violations.add(field, "has to be a list of at most %d records".formatted(MOST_RECORDS));
            return;
        }
        for (var i = 0; i < list.size(); i++) {
            var path = "%s[%d]".formatted(field, i);
            if (list.get(i).isObject()) {
                records.add(sent(path, kind, list.get(i)));
            } else {
                violations.add(path, "has to be a JSON object");
            }
        }
    }

    private Sent sent(String path, Kind kind, JsonNode record) {
        var elements = new LinkedHashMap<String, @Nullable Object>();
        for (var name : fields(record)) {
            var value = record.get(name);
            if (name.equals("gradeLevel") && value.isTextual()) {
                value = TextNode.valueOf(dictionary.grade(value.textValue()));
            }
            var element = dictionary.find(kind, name);
            if (element.isEmpty()) {
                violations.add(path + "." + Text.cut(name), "is unknown");
            } else if (value.isNull()) {
                elements.put(name, null);
            } else if (check(path + "." + name, element.get(), value)) {
                elements.put(name, value(element.get(), value));
            }
        }
        rules(path, kind, record, elements);
        return new Sent(kind, elements);
    }

    private void rules(String path, Kind kind, JsonNode record, Map<String, @Nullable Object> elements) {
        var key = NaturalKey.elements(kind);
        var needed = kind == Kind.ENROLLMENT ? key : key.subList(0, 1);
        for (var element : needed) {
            violations.unless(
                    record.hasNonNull(element), path + "." + element, "is needed to tell one record from another");
        }
        if (elements.get("enrollmentDate") instanceof String entered
                && elements.get("withdrawalDate") instanceof String left) {
            violations.unless(
                    left.compareTo(entered) >= 0,
                    path + ".withdrawalDate",
                    "has to be on or after the Enrollment Date");
        }
        if (elements.get("interpretation") instanceof String interpretation
                && INTERPRETED_TYPES.contains(String.valueOf(elements.get("assessmentType")))) {
            var codes = dictionary.codes("interpretation").keySet();
            violations.unless(
                    codes.contains(interpretation),
                    path + ".interpretation",
                    "has to be one of " + String.join(", ", codes) + " for this type");
        }
    }

    private boolean check(String path, Element element, JsonNode value) {
        var problem = value.isNull() ? "cannot be cleared" : element.problem(value);
        if (problem != null) {
            violations.add(path, problem);
        }
        return problem == null;
    }

    private static Object value(Element element, JsonNode value) {
        return switch (element.type()) {
            case TEXT, DATE, MONTH -> value.textValue();
            case FLAG -> value.booleanValue();
            case INTEGER -> value.longValue();
            case DECIMAL -> value.doubleValue();
        };
    }

    private static Set<String> fields(JsonNode object) {
        var names = new LinkedHashSet<String>();
        for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
            names.add(each.next());
        }
        return names;
    }
}
