/**
 * Security incident: from the report, one click away on every page, to what follows from it (SEC-6 to SEC-8).
 *
 * <p>Diagram {@code processes/secincident.bpmn}, forms {@code forms/secincident-*.form}. People report on {@code SecincidentPages};
 * the process comes in through {@code SecincidentTasks}; everything ends in {@code SecincidentService}. Accounts in doubt are
 * frozen and opened again by {@code identity}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Security incident",
        allowedDependencies = {"core", "process", "sla", "identity", "audit"})
package org.msixcasework.secincident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
