/**
 * Request of a parent to correct data: acknowledged, classified, investigated, decided and answered within thirty calendar days,
 * or sent within four working days to the State whose data they are (COR-2 to COR-8, COR-12 to COR-16).
 *
 * <p>Diagram {@code processes/correction.bpmn}, forms {@code forms/correction-*.form}, letters {@code letters/*.txt}. The process
 * comes in through {@code CorrectionTasks}; everything ends in {@code CorrectionService}, and what is written to parents in
 * {@code ParentLetters}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Correction",
        allowedDependencies = {"core", "process", "record", "exchange", "sla", "mail", "identity", "disclosure", "audit"
        })
package org.msixcasework.correction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
