package org.msixcasework.identity;

import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Grants a task to the groups it is offered to, and to nobody else; the director of a region reads what the region does. No
 * grant ever goes to a single user: thousands of them slow the task list, and they outlive the person.
 */
class GroupGrants extends DefaultAuthorizationProvider {

    private static final AuthorizationEntity[] NONE = {};

    @Override
    public AuthorizationEntity[] newTaskGroupIdentityLink(Task task, String groupId, String type) {
        var candidates = createOrUpdateAuthorizationsByGroupId(task, groupId);
        // the engine asks for it where a claimed task is given back; the guard lets nobody assign it to others
        candidates[0].addPermission(Permissions.TASK_ASSIGN);
        var point = groupId.indexOf('.');
        if (point < 0 || groupId.startsWith(Roles.REGIONAL_DIRECTOR)) {
            return candidates;
        }
        var director = Roles.REGIONAL_DIRECTOR + groupId.substring(point);
        var known = getGrantAuthorizationByGroupId(director, Resources.TASK, task.getId());
        return known != null
                ? candidates
                : new AuthorizationEntity[] {
                    candidates[0],
                    createGrantAuthorization(null, director, Resources.TASK, task.getId(), Permissions.READ)
                };
    }

    @Override
    public AuthorizationEntity[] newUser(User user) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newFilter(Filter filter) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newDeployment(Deployment deployment) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskAssignee(
            Task task, @Nullable String oldAssignee, @Nullable String newAssignee) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskOwner(Task task, @Nullable String oldOwner, @Nullable String newOwner) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskUserIdentityLink(Task task, String userId, String type) {
        return NONE;
    }
}
