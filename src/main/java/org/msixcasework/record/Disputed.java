package org.msixcasework.record;

import java.util.List;

/**
 * The elements of a child's record that standing statements dispute, for whoever shows some of the record (PRV-8).
 *
 * @param state the State that is served
 */
public record Disputed(String state, List<Disputes.Named> elements) {

    /** Names of the disputed elements of one record; empty if there are none. */
    public List<String> in(String section, String sourceState, int recordId) {
        return elements.stream()
                .map(Disputes.Named::element)
                .filter(each -> each.section().equals(section)
                        && each.sourceState().equals(sourceState)
                        && each.recordId() == recordId)
                .map(DisputedElement::element)
                .distinct()
                .toList();
    }

    /** Whether an element of a record that this State keeps is disputed. */
    public boolean marks(String section, int recordId, String element) {
        return in(section, state, recordId).contains(element);
    }

    public boolean isEmpty() {
        return elements.isEmpty();
    }
}
