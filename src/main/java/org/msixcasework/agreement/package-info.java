/** Interconnection agreements: with whom, which paper, and when it has to be renewed (SEC-16). */
@NullMarked
@ApplicationModule(
        displayName = "Agreement",
        allowedDependencies = {"core", "mail", "identity", "audit"})
package org.msixcasework.agreement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
