/**
 * Account: from the training certificate to the first sign-in (ACC-1 to ACC-10).
 *
 * <p>Diagram {@code processes/account.bpmn}, forms {@code forms/account-*.form}. The process comes in through
 * {@code AccountTasks}; everything ends in {@code AccountService}, which tells the process through {@code AccountProcess}. What
 * holds for an account once it is there, its passwords and locks, is the matter of {@code identity}; {@code AccountMails} tells
 * people of it.
 */
@NullMarked
@ApplicationModule(
        displayName = "Account",
        allowedDependencies = {"core", "report", "process", "sla", "mail", "identity", "audit"})
package org.msixcasework.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
