/**
 * Who may be told what about a child, and who was: the purposes, the gate in front of every other use, written consents, the
 * log of disclosures, the register of media (PRV-1 to PRV-5, PRV-9 to PRV-12). It knows children by their keys only.
 */
@NullMarked
@ApplicationModule(
        displayName = "Disclosure",
        allowedDependencies = {"core", "identity", "audit"})
package org.msixcasework.disclosure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
