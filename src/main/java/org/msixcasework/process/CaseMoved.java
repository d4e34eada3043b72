package org.msixcasework.process;

import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;

/**
 * An open case went to another region, with its tasks; published in that transaction.
 *
 * @param from region it left
 * @param to region it belongs to now; null is the State
 */
public record CaseMoved(CaseRef ref, String from, @Nullable String to) {}
