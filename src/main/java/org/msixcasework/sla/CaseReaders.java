package org.msixcasework.sla;

import org.msixcasework.identity.Access;
import org.msixcasework.process.CaseFile;
import org.msixcasework.process.OpenTasks;
import org.springframework.stereotype.Component;

/**
 * Who may read a case, on its page and over the API alike: whoever reads its region, the regions it is shared with, whoever was given
 * a task of it, whatever his region.
 */
@Component
public class CaseReaders {

    private final Access access;
    private final OpenTasks tasks;

    CaseReaders(Access access, OpenTasks tasks) {
        this.access = access;
        this.tasks = tasks;
    }

    /**
     * Refuses the case to those who may not read it.
     *
     * @throws org.msixcasework.core.Rejected FORBIDDEN for the case of another region
     * @throws org.msixcasework.core.NotFound for a case that is concealed from the current user
     */
    public void require(CaseFile file) {
        if (!access.readsAsReporter(file)
                && !access.mayRead(file.region())
                && !access.mayReadOneOf(file.sharedWith())
                && !access.processes().contains(file.ref().process())
                && !(access.readsRecords() && tasks.isOffered(file.ref()))) {
            access.requireRead(file.region());
        }
    }
}
