package org.msixcasework.process;

import java.util.Map;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.springframework.stereotype.Component;

/** What the application tells the engine. Every case type speaks through it, in its {@code *Process} class. */
@Component
public class Processes {

    private final RuntimeService runtime;

    Processes(RuntimeService runtime) {
        this.runtime = runtime;
    }

    /**
     * Starts a case, with the rights of the current user.
     *
     * @throws Rejected as at every other door: INVALID with the fields, CONFLICT if the case exists
     */
    public void start(CaseRef ref, Map<String, String> fields) {
        runtime.startProcessInstanceByKey(ref.process(), ref.businessKey(), Map.copyOf(fields));
    }

    /**
     * Tells a waiting case what happened.
     *
     * @param answers flags and keys that the diagram reads
     * @throws Rejected REFUSED if the case does not wait for this
     */
    public void tell(String message, CaseRef ref, Map<String, Object> answers) {
        try {
            runtime.createMessageCorrelation(message)
                    .processInstanceBusinessKey(ref.businessKey())
                    .setVariables(answers)
                    .correlateWithResult();
        } catch (MismatchingMessageCorrelationException notWaiting) {
            throw Rejected.refused("process.not-waiting", "Case %s does not wait for %s".formatted(ref, message));
        }
    }
}
