/**
 * Data quality: how complete, accurate and timely the records are, measured each night, followed up each quarter with the regions
 * (DQ-1 to DQ-5, DQ-11), and looked at in the yearly monitoring visit (DQ-6).
 *
 * <p>Diagrams {@code processes/quality.bpmn} and {@code processes/monitoring.bpmn}, which come in through {@code QualityTasks} and
 * {@code MonitoringTasks}; people come in through the pages at {@code /quality}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Data quality",
        allowedDependencies = {"core", "process", "sla", "identity", "record", "report"})
package org.msixcasework.quality;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
