/**
 * Rights of parents and students in their record: statements that dispute elements of it (PRV-6, PRV-8), and requests to inspect
 * it (PRV-13).
 *
 * <p>Diagrams {@code processes/dispute.bpmn} and {@code processes/inspection.bpmn}, forms {@code forms/dispute-*.form} and
 * {@code forms/inspection-*.form}, letters {@code letters/dispute_*.txt} and {@code letters/inspection_*.txt}. The statements
 * stand in the record store; the Privacy Act Administrator alone enters, replaces and withdraws them, in {@code DisputeDesk}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Dispute",
        allowedDependencies = {"core", "process", "record", "sla", "mail", "identity", "audit"})
package org.msixcasework.dispute;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
