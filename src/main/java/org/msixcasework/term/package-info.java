/**
 * End of term: a term of a region or district ends, and the updates of every child who was eligible in it have to reach MSIX
 * within thirty calendar days (EOT-1 to EOT-10).
 *
 * <p>Diagram {@code processes/term.bpmn}, forms {@code forms/term-*.form}. The process comes in through {@code TermTasks};
 * terms are kept by {@code Terms}, closed and counted anew in the background by {@code TermWork}; what becomes of a child is
 * {@code TermService}'s, which tells the process through {@code TermProcess}.
 */
@NullMarked
@ApplicationModule(
        displayName = "End of term",
        allowedDependencies = {"core", "process", "record", "exchange", "sla", "identity", "audit"})
package org.msixcasework.term;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
