package org.msixcasework.oversight;

import org.msixcasework.identity.Roles;

/** The support roles of the job table, and the role of this system in which somebody does such work (GOV-2). */
enum SupportRole {
    LEAD("State MSIX Lead", Roles.MSIX_STATE_LEAD),
    TECHNICAL("Technical Lead", Roles.ADMINISTRATOR),
    USER_ADMIN("User Administrator", Roles.STATE_USER_ADMINISTRATOR),
    DATA_ADMIN("Data Administrator", Roles.STATE_DATA_ADMINISTRATOR),
    IDR_COORDINATOR("ID&R Coordinator", Roles.IDR_REVIEWER),
    /** State staff of the programme; Table 1.1 gives them the regions. */
    MEP_SPECIALIST("MEP Specialist", Roles.STATE_REGION_ADMINISTRATOR);

    private final String title;
    private final String group;

    SupportRole(String title, String group) {
        this.title = title;
        this.group = group;
    }

    /** As the policy names it. */
    public String title() {
        return title;
    }

    /** The group that is told. */
    public String group() {
        return group;
    }
}
