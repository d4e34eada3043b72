package org.msixcasework.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel has to know of a process to guard its door. Each case type supplies one as a bean.
 */
public interface CaseType {

    /** Key of the process. */
    String process();

    /** The variables a start may carry; every other one is refused. */
    List<StartField> startFields();

    /** Names of the further variables that delegates and gateways of this process use. */
    Set<String> variables();

    /** Business key of a case that is started without one, or null where the caller has to give it. */
    default @Nullable String newBusinessKey() {
        return null;
    }

    /**
     * Checks a start whose fields are well formed against the record store.
     *
     * @param given text of each start field that was given
     * @throws org.msixcasework.core.Rejected if this case must not start; nothing is stored then
     */
    Opening open(String businessKey, Map<String, String> given);

    /**
     * Where the case belongs.
     *
     * @param region key of the region, or null for a case of the State
     * @param subjectKey key of what the case is about, such as a state student id, or null
     * @param answers what gateways of the diagram read before the first task
     */
    record Opening(@Nullable String region, @Nullable String subjectKey, Map<String, Object> answers) {}
}
