/**
 * Data quality: how complete, accurate and timely the records are, measured each night, followed up each quarter with the regions
 * (DQ-1 to DQ-5, DQ-10, DQ-11), signed off each month by
 * the data specialists (DQ-2), and looked at in the yearly monitoring visit (DQ-6).
 *
 * <p>Diagrams {@code processes/quality.bpmn}, {@code processes/mdereview.bpmn} and {@code processes/monitoring.bpmn}, which come in
 * through {@code QualityTasks}, {@code MdereviewTasks} and {@code MonitoringTasks}; people come in through the pages at
 * {@code /quality} and {@code /monitoring}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Data quality",
        allowedDependencies = {"core", "process", "sla", "identity", "record", "report", "mail"})
package org.msixcasework.quality;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
