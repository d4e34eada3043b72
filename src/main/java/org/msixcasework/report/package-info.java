/** Reports: the catalogue, each with charts and tables, to be read, saved and printed (RPT-1 to RPT-12). */
@NullMarked
@ApplicationModule(
        displayName = "Reports",
        allowedDependencies = {"core"})
package org.msixcasework.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
