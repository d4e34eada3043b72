/**
 * Reports: the catalogue, each with charts and tables, to be read, saved and printed (RPT-1 to RPT-12). The reports themselves are
 * beans of {@link org.msixcasework.report.Report} in the modules whose tables they count.
 */
@NullMarked
@ApplicationModule(
        displayName = "Reports",
        allowedDependencies = {"core", "identity", "audit"})
package org.msixcasework.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
