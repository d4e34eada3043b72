/** What every module may use: refusals, case references, time. Imports nothing of ours. */
@NullMarked
@ApplicationModule(
        displayName = "Core",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
package org.msixcasework.core;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
