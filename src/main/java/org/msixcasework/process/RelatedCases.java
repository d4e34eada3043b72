package org.msixcasework.process;

import java.util.List;
import org.msixcasework.core.CaseRef;

/**
 * Cases that belong together, such as a refused request and the dispute that follows it. The case type that keeps a link supplies
 * one as a bean and answers for both ends, so that the other needs to know nothing of it.
 */
public interface RelatedCases {

    /** The cases that are linked with one, whatever its type; called within a transaction. */
    List<CaseRef> of(CaseRef ref);
}
