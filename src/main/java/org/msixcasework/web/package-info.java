/** The doors: every failure as an RFC 9457 problem on every REST root, OpenAPI, the plugin of Tasklist, the demo's clock. */
@NullMarked
@ApplicationModule(
        displayName = "Web",
        allowedDependencies = {"core", "process", "identity"})
package org.msixcasework.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
