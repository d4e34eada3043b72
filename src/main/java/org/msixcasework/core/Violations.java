package org.msixcasework.core;

import java.util.ArrayList;
import java.util.List;

/** Collects every broken rule of one input, so that the caller hears of all of them at once. */
public final class Violations {

    private final List<Violation> found = new ArrayList<>();

    /** Notes {@code why} for {@code field}. */
    public Violations add(String field, String why) {
        found.add(new Violation(field, why));
        return this;
    }

    /** Notes {@code why} for {@code field} unless {@code holds}. */
    public Violations unless(boolean holds, String field, String why) {
        if (!holds) {
            add(field, why);
        }
        return this;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Violation> list() {
        return List.copyOf(found);
    }

    /**
     * Refuses the input if anything was found.
     *
     * @throws Rejected of kind {@link Rejected.Kind#INVALID} with all violations
     */
    public void refuseIfAny(String code, String sentence) {
        if (!found.isEmpty()) {
            throw Rejected.invalid(code, sentence, found);
        }
    }
}
