package org.msixcasework.sla;

import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Roles;
import org.msixcasework.process.CaseFile;
import org.msixcasework.process.OpenTasks;
import org.msixcasework.report.EvidenceReaders;
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

    /**
     * Whether the current user, who may read a case, may take away all that is known of it: the directors of its regions, those
     * who answer for the State, and for cases about staff the State User Administrator.
     */
    public boolean mayTake(CaseFile file) {
        var state = EvidenceReaders.ROLES;
        return Actor.uses(group -> state.contains(group) && !Roles.REGIONAL.contains(group))
                || directs(file.region())
                || file.sharedWith().stream().anyMatch(CaseReaders::directs)
                || access.processes().contains(file.ref().process());
    }

    private static boolean directs(@Nullable String region) {
        return region != null && Actor.uses(Roles.in(Roles.REGIONAL_DIRECTOR, region)::equals);
    }
}
