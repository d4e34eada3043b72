package org.msixcasework.record;

import java.util.List;

/**
 * How complete and how accurate the record of one child is (DQ-11).
 *
 * @param expected each applicable element, once for each record it is expected in
 * @param hits what a check found
 */
public record Measured(String stateStudentId, List<Expected> expected, List<Hit> hits) {

    /** An applicable element; whether it is there. */
    public record Expected(String element, boolean there) {}

    /** What a check found in an element. */
    public record Hit(String element, Rule rule) {}

    /** The checks. */
    public enum Rule {
        MISSING("is missing"),
        FORMAT("has a form that MSIX does not take"),
        CODE("is none of the codes"),
        DATE_ORDER("comes before a day that it has to follow"),
        DUPLICATE("another child has the same name and birth date");

        private final String label;

        Rule(String label) {
            this.label = label;
        }

        /** How people read it. */
        public String label() {
            return label;
        }
    }

    /** Whether no check of accuracy found anything; what is missing is a matter of completeness. */
    public boolean isClean() {
        return hits.stream().allMatch(hit -> hit.rule() == Rule.MISSING);
    }
}
