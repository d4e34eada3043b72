package org.msixcasework.mail;

import java.util.Set;
import org.msixcasework.core.CaseRef;

/**
 * Which cases have mail that a server refused; it waits in the outbox and is tried again. Published after each round in
 * which that changed, also when nothing waits any longer.
 *
 * @param cases the cases whose mail waits now
 * @param delivered the cases whose mail went out in this round
 */
public record MailDelayed(Set<CaseRef> cases, Set<CaseRef> delivered) {}
