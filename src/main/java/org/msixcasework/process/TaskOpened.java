package org.msixcasework.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;

/** A task of a case was opened; published before it is stored, so that it may still be offered to more people. */
public final class TaskOpened {

    private final DelegateTask task;

    TaskOpened(DelegateTask task) {
        this.task = task;
    }

    public CaseRef ref() {
        return Step.caseOf(task);
    }

    /** Name of the duty that counts the time of the task, or null. */
    public @Nullable String duty() {
        return Step.dutyOf((TaskEntity) task);
    }

    /** Sets the priority that the task opens with. */
    public void prioritize(int priority) {
        task.setPriority(priority);
    }

    /** Offers the task to {@code group} too, and raises its priority to at least {@code priority}. */
    public void widen(String group, int priority) {
        task.addCandidateGroup(group);
        task.setPriority(Math.max(task.getPriority(), priority));
    }
}
