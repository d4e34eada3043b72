/**
 * The record store: certificates of eligibility and the minimum data elements of children. Everything about a person
 * stands here and nowhere else; this module is the only writer of it.
 */
@NullMarked
@ApplicationModule(
        displayName = "Record store",
        allowedDependencies = {"core", "process", "report", "audit", "identity", "disclosure"})
package org.msixcasework.record;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
