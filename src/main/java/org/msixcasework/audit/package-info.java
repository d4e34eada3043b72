/** Append-only log of who did what (SEC-4). Personal data never stands in it, only keys. */
@NullMarked
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {"core"})
package org.msixcasework.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
