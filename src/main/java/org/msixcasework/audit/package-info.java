/**
 * Append-only log of who did what, chained by hashes, and legal holds (SEC-4, SEC-13). Personal data never stands in it, only keys.
 *
 * <p>The log is never deleted, whatever its age (PRV-4). What a State deletes elsewhere asks {@link
 * org.msixcasework.audit.LegalHolds} first.
 */
@NullMarked
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {"core"})
package org.msixcasework.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
