/**
 * Who may do what: sign-in, roles and regions, rights of groups, the guards in front of the engine's REST roots (SEC-3,
 * SEC-4, SEC-12). Users and groups live in the engine's identity service.
 */
@NullMarked
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {"core", "process", "audit"})
package org.msixcasework.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
