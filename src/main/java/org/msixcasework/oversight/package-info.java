/**
 * Oversight: what the State lead keeps besides the cases. Documents that people acknowledge, who answers for which duty, what is
 * configured and since when, references, contacts with other States, meetings, and issues with the contractor of MSIX (GOV-1 to
 * GOV-5, COL-1 to COL-7, UPL-11).
 */
@NullMarked
@ApplicationModule(
        displayName = "Oversight",
        allowedDependencies = {"core", "process", "record", "sla", "mail", "identity", "audit", "report"})
package org.msixcasework.oversight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
