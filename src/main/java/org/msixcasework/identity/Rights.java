package org.msixcasework.identity;

import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE_INSTANCE;
import static org.camunda.bpm.engine.authorization.Permissions.READ;
import static org.camunda.bpm.engine.authorization.Permissions.READ_HISTORY;
import static org.camunda.bpm.engine.authorization.Permissions.READ_INSTANCE;
import static org.camunda.bpm.engine.authorization.Permissions.READ_TASK;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.RETRY_JOB;
import static org.camunda.bpm.engine.authorization.Resources.APPLICATION;
import static org.camunda.bpm.engine.authorization.Resources.FILTER;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_INSTANCE;
import static org.msixcasework.identity.Roles.IDR_REVIEWER;
import static org.msixcasework.identity.Roles.MSIX_STATE_LEAD;
import static org.msixcasework.identity.Roles.RECRUITER;
import static org.msixcasework.identity.Roles.STATE_DATA_ADMINISTRATOR;
import static org.msixcasework.identity.Roles.STATE_USER_ADMINISTRATOR;
import static org.msixcasework.identity.Roles.TECHNICAL;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Resource;

/**
 * What each role may do in the engine: the role matrix of the policy, read line by line. Tasks are not in it; they are granted
 * one by one to the groups they are offered to.
 *
 * @param resourceId key of one process or application, or {@code *}
 */
record Rights(String role, Resource resource, String resourceId, List<Permission> permissions) {

    private static final String EVERY = "*";

    /** One line per right; whoever supervises reads every case but completes only what is offered to him. */
    static List<Rights> matrix() {
        var matrix = new ArrayList<Rights>();
        for (var role : Roles.all()) {
            matrix.add(of(role, FILTER, EVERY, READ));
            matrix.add(of(role, PROCESS_DEFINITION, EVERY, READ));
            if (!role.equals(TECHNICAL)) {
                matrix.add(of(role, APPLICATION, "welcome", ACCESS));
                matrix.add(of(role, APPLICATION, "tasklist", ACCESS));
            }
        }
        for (var role : List.of(STATE_DATA_ADMINISTRATOR, MSIX_STATE_LEAD, IDR_REVIEWER)) {
            matrix.add(of(role, APPLICATION, "cockpit", ACCESS));
        }
        matrix.add(of(STATE_USER_ADMINISTRATOR, APPLICATION, "admin", ACCESS));

        supervise(matrix, STATE_DATA_ADMINISTRATOR, EVERY);
        supervise(matrix, MSIX_STATE_LEAD, EVERY);
        supervise(matrix, IDR_REVIEWER, "coe");
        matrix.add(of(STATE_DATA_ADMINISTRATOR, PROCESS_DEFINITION, "upload", CREATE_INSTANCE, RETRY_JOB));
        matrix.add(of(TECHNICAL, PROCESS_DEFINITION, "coe", CREATE_INSTANCE));
        matrix.add(of(RECRUITER, PROCESS_DEFINITION, "coe", CREATE_INSTANCE));
        for (var role : List.of(STATE_DATA_ADMINISTRATOR, TECHNICAL, RECRUITER)) {
            matrix.add(of(role, PROCESS_INSTANCE, EVERY, CREATE));
        }
        return matrix;
    }

    private static void supervise(List<Rights> matrix, String role, String process) {
        matrix.add(of(role, PROCESS_DEFINITION, process, READ, READ_INSTANCE, READ_TASK, READ_HISTORY));
    }

    private static Rights of(String role, Resource resource, String resourceId, Permission... permissions) {
        return new Rights(role, resource, resourceId, List.of(permissions));
    }
}
