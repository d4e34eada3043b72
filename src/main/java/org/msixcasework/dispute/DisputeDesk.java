package org.msixcasework.dispute;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the Privacy Act Administrator does with statements besides the task, from the page of a case or over the API (PRV-6). */
@Component
class DisputeDesk {

    private final DisputeService disputes;

    DisputeDesk(DisputeService disputes) {
        this.disputes = disputes;
    }

    /**
     * Chooses the elements that the statement is going to dispute; what was chosen before is forgotten.
     *
     * @param elements such as {@code enrollments/NY/1/gradeLevel}
     * @throws Rejected INVALID naming every one that is not in the child's record, REFUSED once the case has its answer
     */
    @Transactional
    public void choose(String number, Collection<String> elements) {
        DisputeService.requireAdministrator();
        disputes.choose(refOf(number), elements);
    }

    /**
     * Replaces the statement that stands by a later one; past readers are told, and the earlier one is kept.
     *
     * @throws Rejected INVALID as in the task, REFUSED where no statement was entered
     */
    @Transactional
    public void replace(String number, @Nullable String statement, Collection<String> elements) {
        DisputeService.requireAdministrator();
        disputes.replace(refOf(number), statement, elements);
    }

    /**
     * Withdraws the statement that stands: its marks end, past readers are told, and it is kept.
     *
     * @throws Rejected REFUSED if none stands
     */
    @Transactional
    public void withdraw(String number) {
        DisputeService.requireAdministrator();
        disputes.withdraw(refOf(number));
    }

    private static CaseRef refOf(String number) {
        return DisputeService.ref(number);
    }
}
