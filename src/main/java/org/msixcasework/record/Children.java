package org.msixcasework.record;

import org.msixcasework.core.NotFound;
import org.springframework.stereotype.Component;

/** The children of the record store. */
@Component
public class Children {

    /** Everything known about a child now. */
    public ChildSnapshot snapshot(String stateStudentId) {
        throw new NotFound("There is no child " + stateStudentId);
    }

    /** Notes the MSIX ID that MSIX assigned. */
    public void assignMsixId(String stateStudentId, String msixId) {
        throw new NotFound("There is no child " + stateStudentId);
    }
}
