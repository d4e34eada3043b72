/**
 * What supervisors look at (COE-15): the SLA board and what leads from it down to a case, the certificates that are pending, and
 * the path that a case took through its diagram. It reads the register, the ledger of the clocks and the path of the cases; the
 * engine's tables are asked only who has the open tasks of the page that is shown.
 */
@NullMarked
@ApplicationModule(
        displayName = "Board",
        allowedDependencies = {"core", "process", "identity", "sla"})
package org.msixcasework.board;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
