package org.msixcasework.mail;

import java.util.Set;
import org.msixcasework.core.CaseRef;

/**
 * Which cases' mail began or ceased to wait for a server. Published in the transaction that notes it was told; if a listener
 * fails, it is told again at the next round.
 *
 * @param cases the cases with a mail that could not be sent and was not told of before; it is tried again
 * @param delivered the cases that were told of before and none of whose mails waits any longer
 */
public record MailDelayed(Set<CaseRef> cases, Set<CaseRef> delivered) {}
