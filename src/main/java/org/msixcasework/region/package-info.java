/**
 * Regions and their school districts, kept by the State Region Administrator, and what a change of them does to children, open
 * cases and tasks (REG-1 to REG-6).
 *
 * <p>{@code RegionDesk} checks and decides, each decision after a preview; {@code RegionWork} carries it out in chunks, on its day,
 * as often as it takes. Which district belongs where stands in {@code DistrictMap}, every change in {@code ChangeLog}. It knows
 * no case type: what hangs on a region is the register's, the engine's tasks' and the record store's.
 */
@NullMarked
@ApplicationModule(
        displayName = "Regions and districts",
        allowedDependencies = {"core", "process", "record", "identity", "mail", "audit"})
package org.msixcasework.region;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
