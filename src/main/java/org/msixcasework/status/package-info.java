/** Whether the system is there when it is needed: its state and its record of uptime, for everybody (SEC-15). */
@NullMarked
@ApplicationModule(
        displayName = "Status",
        allowedDependencies = {"core"})
package org.msixcasework.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
