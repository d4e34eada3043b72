package org.msixcasework.process;

import java.util.List;
import java.util.Map;

/**
 * What a module below or beside the case types shows of every case, on the page of a case and in Tasklist beside its tasks. Each
 * supplies its own as beans. Whoever sees it may read the case; what needs more than that is for the part to check.
 */
public interface CasePart {

    /** Where it stands: what one needs for the work comes first. */
    enum Place {
        /** Between the clocks and what the case type shows. */
        BEFORE_SECTION,
        /** Between what the case type shows and the journal. */
        AFTER_SECTION
    }

    /** Name of the template that holds the fragment {@code part}. */
    String template();

    Place place();

    /**
     * What the fragment reads; called within a transaction.
     *
     * @param children whom the case type shows and whose disclosure is written down already, by State student id
     */
    Map<String, Object> model(CaseFile file, List<String> children);
}
