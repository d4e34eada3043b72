/**
 * Records request: official records of a former school are asked for and tracked (REC-9); what the law asks for secondary-age
 * children reaches MSIX within ten working days (COE-7, COE-8).
 *
 * <p>Diagram {@code processes/recordsrequest.bpmn}, forms {@code forms/recordsrequest-*.form}. The process comes in through
 * {@code RecordsRequestTasks}; everything ends in {@code RecordsRequestService}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Records request",
        allowedDependencies = {"core", "process", "record", "exchange", "sla", "identity", "disclosure", "audit"})
package org.msixcasework.recordsrequest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
