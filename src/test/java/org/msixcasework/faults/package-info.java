/**
 * Two nodes on one PostgreSQL under load while something fails, each time counted against a ledger of what the clients were told.
 * Takes minutes and runs by itself: {@code ./mvnw test-compile surefire:test@faults} (see {@code docs/reliability.md}).
 */
package org.msixcasework.faults;
