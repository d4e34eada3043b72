/** The record store: facts about children, the only writer of student records. */
@NullMarked
@ApplicationModule(
        displayName = "Record store",
        allowedDependencies = {"core", "audit"})
package org.msixcasework.record;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
