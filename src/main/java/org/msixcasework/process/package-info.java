/**
 * The engine's side of every case: the register, typed starts, what a task accepts, incidents, jobs, history without
 * values. Knows no case type; each supplies a {@link org.msixcasework.process.CaseType}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Process kernel",
        allowedDependencies = {"core"})
package org.msixcasework.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
