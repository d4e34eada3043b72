/**
 * Clocks: every duty of the policy that counts days, its due date explained day by day, its reminders and levels.
 *
 * <p>How long a duty lasts stands in {@code processes/deadlines.dmn}, which days count in {@code calendars/}; only this
 * module reads them. A clock's due date follows from its append-only ledger.
 */
@NullMarked
@ApplicationModule(
        displayName = "Clocks",
        allowedDependencies = {"core", "report", "process", "identity", "disclosure", "mail", "audit"})
package org.msixcasework.sla;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
