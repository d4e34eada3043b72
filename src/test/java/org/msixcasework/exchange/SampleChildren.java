package org.msixcasework.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.msixcasework.record.ChildSnapshot;
import org.msixcasework.record.ChildSnapshot.Item;
import org.msixcasework.record.ChildSnapshot.Kind;

/** Made-up children as the record store would show them. */
final class SampleChildren {

    private SampleChildren() {}

    static ChildSnapshot complete(String id) {
        return child(id, demographics(id), move(), enrollment("Example Middle School"), course(), assessment());
    }

    static ChildSnapshot child(String id, Item... items) {
        return new ChildSnapshot(id, null, "oswego", "U", List.of(items));
    }

    static ChildSnapshot withMsixId(ChildSnapshot child, String msixId) {
        return new ChildSnapshot(child.stateStudentId(), msixId, child.region(), child.action(), child.items());
    }

    static ChildSnapshot in(String region, ChildSnapshot child) {
        return new ChildSnapshot(child.stateStudentId(), child.msixId(), region, child.action(), child.items());
    }

    static Item demographics(String id) {
        return new Item(
                Kind.DEMOGRAPHICS,
                1,
                Map.of(
                        "firstName", "Maquetta <" + id + ">",
                        "lastName1", "Ejemplo & Prueba",
                        "sex", "Female",
                        "birthDate", "2012-03-09",
                        "birthDateVerification", "1004",
                        "multipleBirthFlag", false,
                        "parent1Phone", "3155550100"));
    }

    static Item move() {
        return new Item(
                Kind.QUALIFYING_MOVE,
                1,
                Map.of(
                        "qualifyingArrivalDate", "2026-09-04",
                        "qmFromCity", "Immokalee",
                        "qmFromState", "FL",
                        "qmToCity", "Oswego",
                        "qmToState", "NY",
                        "eligibilityExpirationDate", "2029-09-04"));
    }

    static Item enrollment(String school) {
        return new Item(
                Kind.ENROLLMENT,
                1,
                Map.of(
                        "enrollmentDate", "2026-09-09",
                        "enrollmentType", "01",
                        "schoolOrProjectName", school,
                        "gradeLevel", "09",
                        "lepIndicator", true,
                        "medAlertIndicator", "None",
                        "algebra1Indicator", false));
    }

    static Item course() {
        return new Item(
                Kind.COURSE,
                1,
                Map.of(
                        "courseTitle", "Algebra I",
                        "courseType", "01",
                        "beginAcademicYear", 2026,
                        "clockHours", 12,
                        "creditsGranted", "0.50"));
    }

    static Item assessment() {
        return new Item(
                Kind.ASSESSMENT, 1, Map.of("assessmentTitle", "Grade 8 Mathematics", "administrationDate", "2026-05"));
    }

    static Item with(Item item, String element, Object value) {
        var elements = new HashMap<>(item.elements());
        elements.put(element, value);
        return new Item(item.kind(), item.recordId(), elements);
    }

    static Item without(Item item, String element) {
        var elements = new HashMap<>(item.elements());
        elements.remove(element);
        return new Item(item.kind(), item.recordId(), elements);
    }

    static List<Item> many(int count) {
        var items = new ArrayList<Item>();
        for (var number = 1; number <= count; number++) {
            items.add(new Item(Kind.COURSE, number, course().elements()));
        }
        return items;
    }
}
