package org.msixcasework.identity;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/** Refuses the task of another tenant as what it is, a lack of rights; the engine itself would report a failure. */
class TaskTenants extends TenantCommandChecker {

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
    }

    @Override
    public void checkTaskWork(TaskEntity task) {
        require(task);
    }

    private void require(TaskEntity task) {
        if (!getTenantManager().isAuthenticatedTenant(task.getTenantId())) {
            throw new AuthorizationException("This task belongs to somebody else.");
        }
    }
}
