package org.msixcasework.process;

import java.util.function.Consumer;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;

/** Turns a method of a service into what a diagram can call. */
public final class Step {

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

    /** The case that {@code task} belongs to. */
    public static CaseRef caseOf(DelegateTask task) {
        return caseOf(task.getExecution());
    }
}
