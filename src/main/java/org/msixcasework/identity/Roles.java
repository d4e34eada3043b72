package org.msixcasework.identity;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The roles of the policy (Table 1.1 and the job table). A group is a role, or a role in a region. */
public final class Roles {

    public static final String IDR_REVIEWER = "idr-reviewer";
    public static final String STATE_DATA_ADMINISTRATOR = "state-data-administrator";
    public static final String STATE_USER_ADMINISTRATOR = "state-user-administrator";
    public static final String STATE_REGION_ADMINISTRATOR = "state-region-administrator";
    public static final String MSIX_STATE_LEAD = "msix-state-lead";
    public static final String PRIVACY_ACT_ADMINISTRATOR = "privacy-act-administrator";
    public static final String GOVERNMENT_ADMINISTRATOR = "government-administrator";
    public static final String TECHNICAL = "technical";
    public static final String ADMINISTRATOR = "camunda-admin";
    public static final String RECRUITER = "recruiter";
    public static final String DATA_SPECIALIST = "data-specialist";
    public static final String REGIONAL_DIRECTOR = "regional-director";
    public static final String TUTOR = "tutor";

    /** Roles that a person holds for the whole State. */
    public static final List<String> STATE = List.of(
            IDR_REVIEWER,
            STATE_DATA_ADMINISTRATOR,
            STATE_USER_ADMINISTRATOR,
            STATE_REGION_ADMINISTRATOR,
            MSIX_STATE_LEAD,
            PRIVACY_ACT_ADMINISTRATOR,
            GOVERNMENT_ADMINISTRATOR,
            TECHNICAL);

    /** Roles that a person holds in one region or several. */
    public static final List<String> REGIONAL = List.of(RECRUITER, DATA_SPECIALIST, REGIONAL_DIRECTOR, TUTOR);

    /** Roles that may see records of children; of the regional ones each those of its regions (role matrix, PRV-5). */
    public static final Set<String> RECORD_READERS = Set.of(
            DATA_SPECIALIST,
            RECRUITER,
            TUTOR,
            REGIONAL_DIRECTOR,
            STATE_DATA_ADMINISTRATOR,
            IDR_REVIEWER,
            MSIX_STATE_LEAD,
            PRIVACY_ACT_ADMINISTRATOR,
            TECHNICAL);

    /** Roles that may save records to a file (REC-2). */
    public static final Set<String> RECORD_EXPORTERS = Set.of(DATA_SPECIALIST, STATE_DATA_ADMINISTRATOR);

    /** Roles that write corrections, inquiries, merges and move alerts. */
    public static final Set<String> CASE_WRITERS = Set.of(DATA_SPECIALIST, STATE_DATA_ADMINISTRATOR);

    /** Roles that lead a child through a guide to the use of its record (REC-4, REC-8). */
    public static final Set<String> RECORD_USERS = Set.of(DATA_SPECIALIST, RECRUITER, TUTOR, STATE_DATA_ADMINISTRATOR);

    /** Roles that may read to whom records were disclosed (PRV-4). */
    public static final Set<String> DISCLOSURE_READERS =
            Set.of(DATA_SPECIALIST, STATE_DATA_ADMINISTRATOR, PRIVACY_ACT_ADMINISTRATOR);

    private Roles() {}

    /** The role of a group, such as {@code data-specialist} of {@code data-specialist.oswego}. */
    public static String roleOf(String group) {
        return group.contains(".") ? group.substring(0, group.indexOf('.')) : group;
    }

    /** The regions that groups such as {@code data-specialist.oswego} are of; State roles have none. */
    public static Stream<String> regionsOf(Collection<String> groups) {
        return groups.stream()
                .filter(group -> group.contains("."))
                .map(group -> group.substring(group.indexOf('.') + 1));
    }

    /** Every role, without regions. */
    public static List<String> all() {
        return Stream.concat(STATE.stream(), REGIONAL.stream()).toList();
    }

    /** Every group of a State with these regions, the administrators' included. */
    static List<String> groups(Collection<String> regions) {
        return Stream.concat(all().stream().flatMap(role -> groups(role, regions).stream()), Stream.of(ADMINISTRATOR))
                .toList();
    }

    /** The groups of one role: one for each region, or the one of the State. */
    static List<String> groups(String role, Collection<String> regions) {
        return REGIONAL.contains(role)
                ? regions.stream().map(region -> in(role, region)).toList()
                : List.of(role);
    }

    /** The group of a role in a region, such as {@code data-specialist.oswego}; a State role is its own group. */
    public static String in(String role, @Nullable String region) {
        return REGIONAL.contains(role) && region != null ? role + "." + region : role;
    }
}
