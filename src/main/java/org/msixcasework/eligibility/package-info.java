/**
 * Eligibility: until when children are eligible, who was interviewed again, and who was found not to be eligible (COE-16 to
 * COE-18).
 */
@NullMarked
@ApplicationModule(
        displayName = "Eligibility",
        allowedDependencies = {"core", "record", "mail", "identity", "disclosure", "audit"})
package org.msixcasework.eligibility;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
