/**
 * The use of the consolidated record: the guides for enrollment, placement, credit accrual and recruitment, the evidence that a
 * record was used, expected arrivals, the daily query and how fresh records are (REC-4 to REC-8, REC-11 to REC-15).
 */
@NullMarked
@ApplicationModule(
        displayName = "Use of records",
        allowedDependencies = {"core", "process", "record", "sla", "mail", "identity", "disclosure", "audit", "report"})
package org.msixcasework.guide;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
