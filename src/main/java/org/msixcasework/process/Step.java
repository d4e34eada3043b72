package org.msixcasework.process;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;

/** Turns a method of a service into what a diagram can call. */
public final class Step {

    private static final Pattern DUTY = Pattern.compile("\\$\\{sla\\.due\\(execution, *'([A-Z_]+)'\\)}");

    private Step() {}

    /** Runs {@code work} with the case; a {@link Rejected} leaves the task as the BPMN error of its code. */
    public static JavaDelegate of(Consumer<CaseRef> work) {
        return execution -> {
            try {
                work.accept(caseOf(execution));
            } catch (Rejected no) {
                throw new BpmnError(no.code(), no.reason());
            }
        };
    }

    /** The case that {@code execution} belongs to. */
    public static CaseRef caseOf(DelegateExecution execution) {
        return new CaseRef(processOf(execution), execution.getProcessBusinessKey());
    }

    /** Key of the process that {@code execution} runs. */
    static String processOf(DelegateExecution execution) {
        return ((ExecutionEntity) execution).getProcessDefinition().getKey();
    }

    /** Name of the duty that counts the time of {@code task}: the one its due date asks for; null if it asks for none. */
    static @Nullable String dutyOf(TaskEntity task) {
        var due = task.getTaskDefinition().getDueDateExpression();
        return dutyOf(due == null ? null : due.getExpressionText());
    }

    /** Name of the duty that a due date asks for; null if it asks for none. */
    static @Nullable String dutyOf(@Nullable String dueDate) {
        var duty = DUTY.matcher(dueDate == null ? "" : dueDate);
        return duty.find() ? duty.group(1) : null;
    }

    /** The case that {@code task} belongs to. */
    public static CaseRef caseOf(DelegateTask task) {
        return caseOf(task.getExecution());
    }
}
