/** Users, roles, groups and rights. */
@NullMarked
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {"core", "audit"})
package org.msixcasework.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
