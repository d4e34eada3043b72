/**
 * Change of residency: a child leaves, and what the State has of it reaches MSIX within four working days, so that the next
 * school can go on where this one stopped (RES-1 to RES-8).
 *
 * <p>Diagram {@code processes/residency.bpmn}, forms {@code forms/residency-*.form}. The process comes in through
 * {@code ResidencyTasks}; everything ends in {@code ResidencyService}, which the process hears of through
 * {@code ResidencyProcess}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Change of residency",
        allowedDependencies = {"core", "process", "record", "exchange", "sla", "identity", "disclosure"})
package org.msixcasework.residency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
