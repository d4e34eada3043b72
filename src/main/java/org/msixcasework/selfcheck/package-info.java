/**
 * Self-check: register, ledger, timers, tasks, outbox and records held against each other every night, and by hand.
 *
 * <p>What is compared stands in the {@code *Checks}, one {@link org.msixcasework.selfcheck.Check} each; {@code SelfCheck} runs
 * them, keeps what they found and repairs.
 */
@NullMarked
@ApplicationModule(
        displayName = "Self-check",
        allowedDependencies = {"core", "process", "sla", "identity", "exchange", "record", "mail", "audit"})
package org.msixcasework.selfcheck;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
