/**
 * Closing: accounts that are no longer needed end and are kept (ACC-21 to ACC-23, ACC-26), and who has which access is reviewed
 * (ACC-27, ACC-32).
 *
 * <p>Diagrams {@code processes/closing.bpmn} and {@code processes/accessreview.bpmn}. The processes come in through
 * {@code ClosingTasks} and {@code AccessreviewTasks}, people through the pages of accounts, of their own profile, of the directory
 * and of reviews. What ends with an account is the matter of {@code identity}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Closing",
        allowedDependencies = {"core", "process", "sla", "identity", "audit"})
package org.msixcasework.closing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
