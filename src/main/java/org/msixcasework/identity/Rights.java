package org.msixcasework.identity;

import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.ALL;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE_INSTANCE;
import static org.camunda.bpm.engine.authorization.Permissions.READ;
import static org.camunda.bpm.engine.authorization.Permissions.READ_HISTORY;
import static org.camunda.bpm.engine.authorization.Permissions.READ_INSTANCE;
import static org.camunda.bpm.engine.authorization.Permissions.READ_TASK;
import static org.camunda.bpm.engine.authorization.Permissions.UPDATE_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.RETRY_JOB;
import static org.camunda.bpm.engine.authorization.Resources.APPLICATION;
import static org.camunda.bpm.engine.authorization.Resources.FILTER;
import static org.camunda.bpm.engine.authorization.Resources.GROUP;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_INSTANCE;
import static org.camunda.bpm.engine.authorization.Resources.USER;
import static org.msixcasework.identity.Roles.ADMINISTRATOR;
import static org.msixcasework.identity.Roles.DATA_SPECIALIST;
import static org.msixcasework.identity.Roles.GOVERNMENT_ADMINISTRATOR;
import static org.msixcasework.identity.Roles.IDR_REVIEWER;
import static org.msixcasework.identity.Roles.MSIX_STATE_LEAD;
import static org.msixcasework.identity.Roles.PRIVACY_ACT_ADMINISTRATOR;
import static org.msixcasework.identity.Roles.RECRUITER;
import static org.msixcasework.identity.Roles.REGIONAL_DIRECTOR;
import static org.msixcasework.identity.Roles.STATE_DATA_ADMINISTRATOR;
import static org.msixcasework.identity.Roles.STATE_REGION_ADMINISTRATOR;
import static org.msixcasework.identity.Roles.STATE_USER_ADMINISTRATOR;
import static org.msixcasework.identity.Roles.TECHNICAL;
import static org.msixcasework.identity.Roles.TUTOR;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;

/**
 * What each role may do in the engine: the role matrix of the policy (Table 1.1, SEC-3), read line by line. Which tasks a role
 * sees follows from their tenants. What is not in it, nobody has: rights go to groups
 * only, and every start brings the groups back to this table.
 *
 * @param roles who; a regional role stands for its group in every region
 * @param on key of one process, application or group, or {@code *}
 */
record Rights(List<String> roles, Set<Permission> permissions, Resource resource, String on) {

    private static final String EVERY = "*";

    private static final List<String> STAFF = List.of(
            IDR_REVIEWER,
            STATE_DATA_ADMINISTRATOR,
            STATE_USER_ADMINISTRATOR,
            STATE_REGION_ADMINISTRATOR,
            MSIX_STATE_LEAD,
            PRIVACY_ACT_ADMINISTRATOR,
            GOVERNMENT_ADMINISTRATOR,
            RECRUITER,
            DATA_SPECIALIST,
            REGIONAL_DIRECTOR,
            TUTOR);

    /**
     * Whose tenant a task has, sees it and works on it; see {@link Tenants}. Giving a claimed task back takes the right to
     * assign; the case guard lets nobody assign a task to others.
     */
    private static final Permission[] WORK = {
        READ_TASK, ProcessDefinitionPermissions.TASK_WORK, ProcessDefinitionPermissions.TASK_ASSIGN
    };

    /** Every case, also across regions; completing stays with those whom a task is offered to. */
    private static final Permission[] SUPERVISE = {READ, READ_INSTANCE, READ_TASK, READ_HISTORY};

    private static final List<Rights> MATRIX = List.of(
            // applications and saved filters
            roles(STAFF).may(ACCESS).to(APPLICATION, "welcome"),
            roles(STAFF).may(ACCESS).to(APPLICATION, "tasklist"),
            roles(STATE_DATA_ADMINISTRATOR, MSIX_STATE_LEAD, IDR_REVIEWER)
                    .may(ACCESS)
                    .to(APPLICATION, "cockpit"),
            roles(STATE_USER_ADMINISTRATOR).may(ACCESS).to(APPLICATION, "admin"),
            roles(STAFF).may(READ).to(FILTER, EVERY),
            // the directory of staff: names of colleagues on tasks, whom to ask (ACC-28)
            roles(STAFF).may(READ).to(USER, EVERY),
            roles(STATE_USER_ADMINISTRATOR).may(READ).to(GROUP, EVERY),
            // diagrams and starts
            roles(STAFF).may(READ).to(PROCESS_DEFINITION, EVERY),
            roles(TECHNICAL).may(READ).to(PROCESS_DEFINITION, EVERY),
            roles(RECRUITER, TECHNICAL).may(CREATE_INSTANCE).to(PROCESS_DEFINITION, "coe"),
            roles(STATE_DATA_ADMINISTRATOR, TECHNICAL).may(CREATE_INSTANCE).to(PROCESS_DEFINITION, "upload"),
            roles(STATE_DATA_ADMINISTRATOR, TECHNICAL).may(CREATE_INSTANCE).to(PROCESS_DEFINITION, "term"),
            roles(STATE_DATA_ADMINISTRATOR, TECHNICAL).may(CREATE_INSTANCE).to(PROCESS_DEFINITION, "termstart"),
            roles(DATA_SPECIALIST, STATE_DATA_ADMINISTRATOR, TECHNICAL)
                    .may(CREATE_INSTANCE)
                    .to(PROCESS_DEFINITION, "residency"),
            // tells parked cases that new data were obtained (RES-4)
            roles(TECHNICAL).may(UPDATE_INSTANCE).to(PROCESS_DEFINITION, "residency"),
            roles(DATA_SPECIALIST, STATE_DATA_ADMINISTRATOR, TECHNICAL)
                    .may(CREATE_INSTANCE)
                    .to(PROCESS_DEFINITION, "correction"),
            roles(DATA_SPECIALIST, STATE_DATA_ADMINISTRATOR, TECHNICAL)
                    .may(CREATE_INSTANCE)
                    .to(PROCESS_DEFINITION, "inquiry"),
            roles(DATA_SPECIALIST, STATE_DATA_ADMINISTRATOR, TECHNICAL)
                    .may(CREATE_INSTANCE)
                    .to(PROCESS_DEFINITION, "merge"),
            roles(DATA_SPECIALIST, STATE_DATA_ADMINISTRATOR, TECHNICAL)
                    .may(CREATE_INSTANCE)
                    .to(PROCESS_DEFINITION, "movealert"),
            roles(DATA_SPECIALIST, STATE_DATA_ADMINISTRATOR, TECHNICAL)
                    .may(CREATE_INSTANCE)
                    .to(PROCESS_DEFINITION, "recordsrequest"),
            roles(STATE_USER_ADMINISTRATOR, REGIONAL_DIRECTOR, TECHNICAL)
                    .may(CREATE_INSTANCE)
                    .to(PROCESS_DEFINITION, "account"),
            roles(MSIX_STATE_LEAD, REGIONAL_DIRECTOR).may(CREATE_INSTANCE).to(PROCESS_DEFINITION, "training"),
            roles(STATE_USER_ADMINISTRATOR, MSIX_STATE_LEAD, REGIONAL_DIRECTOR)
                    .may(CREATE_INSTANCE)
                    .to(PROCESS_DEFINITION, "closing"),
            // statements of dispute and requests to inspect a record come to whoever is asked (PRV-6, PRV-13)
            roles(DATA_SPECIALIST, STATE_DATA_ADMINISTRATOR, PRIVACY_ACT_ADMINISTRATOR)
                    .may(CREATE_INSTANCE)
                    .to(PROCESS_DEFINITION, "dispute"),
            roles(DATA_SPECIALIST, STATE_DATA_ADMINISTRATOR, PRIVACY_ACT_ADMINISTRATOR)
                    .may(CREATE_INSTANCE)
                    .to(PROCESS_DEFINITION, "inspection"),
            roles(
                            MSIX_STATE_LEAD,
                            RECRUITER,
                            DATA_SPECIALIST,
                            PRIVACY_ACT_ADMINISTRATOR,
                            TECHNICAL,
                            STATE_DATA_ADMINISTRATOR,
                            STATE_USER_ADMINISTRATOR,
                            MSIX_STATE_LEAD,
                            REGIONAL_DIRECTOR)
                    .may(CREATE)
                    .to(PROCESS_INSTANCE, EVERY),
            // tasks
            roles(STATE_DATA_ADMINISTRATOR, MSIX_STATE_LEAD, RECRUITER, DATA_SPECIALIST, REGIONAL_DIRECTOR, TUTOR)
                    .may(WORK)
                    .to(PROCESS_DEFINITION, EVERY),
            roles(IDR_REVIEWER).may(WORK).to(PROCESS_DEFINITION, "coe"),
            roles(STATE_USER_ADMINISTRATOR).may(WORK).to(PROCESS_DEFINITION, "account"),
            roles(STATE_USER_ADMINISTRATOR).may(WORK).to(PROCESS_DEFINITION, "refresher"),
            roles(STATE_USER_ADMINISTRATOR).may(WORK).to(PROCESS_DEFINITION, "closing"),
            roles(STATE_USER_ADMINISTRATOR).may(WORK).to(PROCESS_DEFINITION, "accessreview"),
            roles(PRIVACY_ACT_ADMINISTRATOR).may(WORK).to(PROCESS_DEFINITION, "dispute"),
            roles(STATE_USER_ADMINISTRATOR).may(WORK).to(PROCESS_DEFINITION, "secincident"),
            // supervision
            roles(STATE_DATA_ADMINISTRATOR, MSIX_STATE_LEAD).may(SUPERVISE).to(PROCESS_DEFINITION, EVERY),
            roles(IDR_REVIEWER).may(SUPERVISE).to(PROCESS_DEFINITION, "coe"),
            roles(PRIVACY_ACT_ADMINISTRATOR).may(SUPERVISE).to(PROCESS_DEFINITION, "dispute"),
            roles(PRIVACY_ACT_ADMINISTRATOR).may(SUPERVISE).to(PROCESS_DEFINITION, "inspection"),
            roles(STATE_DATA_ADMINISTRATOR).may(RETRY_JOB).to(PROCESS_DEFINITION, EVERY));

    /** One right of one group. */
    record Key(String group, Resource resource, String on) {}

    /** Everything that every group may do, in a State with these regions. */
    static Map<Key, Set<Permission>> ofGroups(Collection<String> regions) {
        var rights = new LinkedHashMap<Key, Set<Permission>>();
        for (var resource : Resources.values()) {
            rights.put(new Key(ADMINISTRATOR, resource, EVERY), Set.of(ALL));
        }
        for (var group : Roles.groups(regions)) {
            rights.put(new Key(group, GROUP, group), new LinkedHashSet<>(Set.of(READ)));
        }
        for (var line : MATRIX) {
            for (var role : line.roles()) {
                for (var group : Roles.groups(role, regions)) {
                    rights.computeIfAbsent(new Key(group, line.resource(), line.on()), key -> new LinkedHashSet<>())
                            .addAll(line.permissions());
                }
            }
        }
        return rights;
    }

    private static Whose roles(String... roles) {
        return new Whose(List.of(roles));
    }

    private static Whose roles(List<String> roles) {
        return new Whose(roles);
    }

    private record Whose(List<String> roles) {

        What may(Permission... permissions) {
            return new What(roles, new LinkedHashSet<>(Arrays.asList(permissions)));
        }
    }

    private record What(List<String> roles, Set<Permission> permissions) {

        Rights to(Resource resource, String on) {
            return new Rights(roles, permissions, resource, on);
        }
    }
}
