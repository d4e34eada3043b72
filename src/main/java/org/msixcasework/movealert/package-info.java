/** Move alerts: what other States tell of a child who moves here, and what is told to them (MOV-1 to MOV-15). */
@NullMarked
@ApplicationModule(
        displayName = "Move alert",
        allowedDependencies = {"core"})
package org.msixcasework.movealert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
