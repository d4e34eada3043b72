/**
 * Move alert: another State says that a child moves here, and the region is told within 24 hours; a child leaves, and the
 * receiving State is told without personal data (MOV-1 to MOV-15).
 *
 * <p>Diagram {@code processes/movealert.bpmn}, forms {@code forms/movealert-*.form}. The process comes in through
 * {@code MovealertTasks}; everything ends in {@code MovealertService}. Mail of other States comes in through
 * {@code AlertMailbox}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Move alert",
        allowedDependencies = {"core", "report", "process", "record", "sla", "mail", "identity", "disclosure", "audit"})
package org.msixcasework.movealert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
