/**
 * Certificate of Eligibility: a certificate is approved, and MSIX has to accept its children within ten working days
 * (COE-1 to COE-14).
 *
 * <p>Diagram {@code processes/coe.bpmn}, forms {@code forms/coe-*.form}. The process comes in through {@code CoeTasks};
 * everything ends in {@code CoeService}, which tells the process through {@code CoeProcess}. The facts stand in the record
 * store: {@link org.msixcasework.record.Certificates}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Certificate of Eligibility",
        allowedDependencies = {"core", "process", "record", "exchange", "sla", "identity", "disclosure"})
package org.msixcasework.coe;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
