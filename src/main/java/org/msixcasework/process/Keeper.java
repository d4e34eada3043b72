package org.msixcasework.process;

import org.msixcasework.core.CaseRef;

/** Knows which cases must not lose anything, whatever their age (SEC-13). Who deletes what belongs to a case asks it first. */
public interface Keeper {

    /** Whether the case is under a hold; asked in the transaction that deletes or decides when to. */
    boolean keeps(CaseRef ref);
}
