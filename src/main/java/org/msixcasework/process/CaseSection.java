package org.msixcasework.process;

import java.util.List;
import java.util.Map;
import org.msixcasework.core.CaseRef;

/**
 * What a case type shows of its cases on the page of a case, below the clocks. Each supplies one as a bean. Whoever sees it
 * may read the region of the case; what needs more than that is for the section to check.
 */
public interface CaseSection {

    /** Key of the process. */
    String process();

    /** Name of the template that holds the fragment {@code section}. */
    String template();

    /**
     * The children of this State about whom it shows something, by State student id. That they were looked at is kept, for the
     * purpose that the work on such a case is (PRV-4).
     */
    default List<String> children(CaseRef ref) {
        return List.of();
    }

    /** Code of the routine use that the work on such a case is. */
    default String purpose() {
        return "PARTICIPATION";
    }

    /** What the fragment reads; called within a transaction. */
    Map<String, Object> model(CaseRef ref);
}
