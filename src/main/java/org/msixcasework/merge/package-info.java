/**
 * Near matches, merges and splits of records: contacted within 24 hours and resolved within ten working days, when possible;
 * decided by a State data administrator who did not ask for it (MRG-1 to MRG-13, WRK-3, WRK-4).
 *
 * <p>Diagram {@code processes/merge.bpmn}, forms {@code forms/merge-*.form}. The process comes in through {@code MergeTasks};
 * everything ends in {@code MergeService}; the records themselves are joined and taken apart by {@code record.Merging}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Merge",
        allowedDependencies = {"core", "process", "record", "exchange", "sla", "identity", "disclosure", "audit"})
package org.msixcasework.merge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
