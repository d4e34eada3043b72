package org.msixcasework.audit;

import java.time.Instant;

/**
 * One line of the log.
 *
 * @param actor who did it, as {@link org.msixcasework.core.Actor#current()} names him
 * @param action {@code <module>.<participle>}
 * @param subject key of what it was done to
 * @param detail keys that explain it; may be empty
 */
public record Entry(long id, Instant at, String actor, String action, String subject, String detail) {}
