package org.msixcasework.evidence;

/** What stands on everything that leaves from here (PRV-9). */
final class Handling {

    static final String NOTICE =
            "Handling notice: for official purposes of the Migrant Education Program only. Give it to nobody without a need to"
                    + " know; keep it locked or encrypted, shred or wipe it when it is no longer needed.";

    private Handling() {}
}
