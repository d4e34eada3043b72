package org.msixcasework.report;

import java.util.Set;
import org.msixcasework.identity.Roles;

/** Who takes evidence packs away: those who answer for a region or the State before others. */
public final class EvidenceReaders {

    public static final Set<String> ROLES = Set.of(
            Roles.STATE_DATA_ADMINISTRATOR,
            Roles.MSIX_STATE_LEAD,
            Roles.PRIVACY_ACT_ADMINISTRATOR,
            Roles.REGIONAL_DIRECTOR);

    private EvidenceReaders() {}
}
