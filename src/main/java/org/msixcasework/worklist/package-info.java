/**
 * The work list: what is open in which region and how long, who it is given to, and which clocks were missed and why (WRK-1 to
 * WRK-10). It knows no case type; what it shows stands in the register, the clocks and the engine's open tasks.
 */
@NullMarked
@ApplicationModule(
        displayName = "Work list",
        allowedDependencies = {"core", "report", "process", "identity", "sla", "audit"})
package org.msixcasework.worklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
