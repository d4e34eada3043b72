package org.msixcasework.identity;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.util.EnsureUtil;
import org.camunda.bpm.engine.task.IdentityLink;

/** Refuses the task of another tenant as what it is, a lack of rights; the engine itself would report a failure. */
class TaskTenants extends TenantCommandChecker {

    private static final String NOT_YOURS = "This task belongs to somebody else.";

    @Override
    public void checkReadTask(TaskEntity task) {
        require(task);
    }

    @Override
    public void checkUpdateTaskVariable(TaskEntity task) {
        require(task);
    }

    @Override
    public void checkDeleteTask(TaskEntity task) {
        require(task);
    }

    @Override
    public void checkTaskAssign(TaskEntity task) {
        require(task);
        // a claimed task is given back without an event that the case guard could hear
        var user = Context.getCommandContext().getAuthentication();
        if (user != null
                && task.getCandidates().stream()
                        .map(IdentityLink::getGroupId)
                        .noneMatch(group -> group != null && user.getGroupIds().contains(group))) {
            throw new AuthorizationException(NOT_YOURS);
        }
    }

    @Override
    public void checkTaskWork(TaskEntity task) {
        require(task);
    }

    private void require(TaskEntity task) {
        // the command that reads a task's form asks for rights before it looks whether there is such a task
        EnsureUtil.ensureNotNull(NotFoundException.class, "There is no such task", "task", task);
        if (!getTenantManager().isAuthenticatedTenant(task.getTenantId())) {
            throw new AuthorizationException(NOT_YOURS);
        }
    }
}
