package org.msixcasework.process;

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

    /** What the fragment reads; called within a transaction. */
    Map<String, Object> model(CaseRef ref);
}
