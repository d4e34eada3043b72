/**
 * Training: the events and duties of a year, each person's yearly refresher, and the help page (ACC-7, ACC-24, TRN-1 to TRN-9,
 * HLP-1 to HLP-3).
 *
 * <p>Diagrams {@code processes/training.bpmn}, {@code processes/trainingyear.bpmn} and {@code processes/refresher.bpmn}. Each
 * comes in through its {@code *Tasks}; events end in {@code TrainingService}, refreshers in {@code RefresherWork}. What a person
 * was trained in stands in the register of {@code identity}, which also suspends whoever lapses.
 */
@NullMarked
@ApplicationModule(
        displayName = "Training",
        allowedDependencies = {"core", "report", "process", "sla", "mail", "identity", "audit"})
package org.msixcasework.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
