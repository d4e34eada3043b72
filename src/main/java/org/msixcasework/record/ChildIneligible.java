package org.msixcasework.record;

import java.time.LocalDate;

/**
 * A child is no longer a migratory child: it was found ineligible, or a correction took its last move (COE-17). Published in
 * the transaction of the finding.
 *
 * @param source what found it: a certificate number, or a key such as {@code reinterview-2026}
 * @param on the day of the finding
 */
public record ChildIneligible(String stateStudentId, String source, LocalDate on) {}
