/**
 * What those look at who oversee: the audit log and its verification (SEC-4), legal holds and what is handed over under them
 * (SEC-13), packs that prove what was done in a case or in a quarter (RPT-4). The log and the holds themselves are kept by
 * {@code audit}; here is known which cases a hold reaches.
 */
@NullMarked
@ApplicationModule(
        displayName = "Evidence",
        allowedDependencies = {"core", "report", "process", "identity", "sla", "audit", "disclosure"})
package org.msixcasework.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
