/**
 * Outgoing mail: an outbox, templates, and a type that cannot hold personal data (PRV-14). A mail server that is down delays
 * mail and never undoes work.
 */
@NullMarked
@ApplicationModule(
        displayName = "Mail",
        allowedDependencies = {"core", "process", "identity"})
package org.msixcasework.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
