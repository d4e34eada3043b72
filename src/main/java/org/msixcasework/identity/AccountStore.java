package org.msixcasework.identity;

import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.msixcasework.audit.Audit;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The engine's users, with our rules beneath every door: a password that is stored is noted in the same transaction, a lifted
 * lock lifts ours, counting wrong passwords is ours alone, and what changes about users and groups is noted (SEC-4).
 */
class AccountStore extends DbIdentityServiceProvider {

    private final Accounts accounts;
    private final Audit audit;

    AccountStore(Accounts accounts, Audit audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    @Override
    public IdentityOperationResult saveUser(User user) {
        var isNewPassword = ((UserEntity) user).hasNewPassword();
        var result = super.saveUser(user);
        if (!isNewPassword || IdentityOperationResult.OPERATION_CREATE.equals(result.getOperation())) {
            note("identity.user", result, user.getId(), "");
        }
        if (isNewPassword) {
            var stored = new Accounts.Hashed(user.getPassword(), ((UserEntity) user).getSalt());
            accounts.passwordStored(user.getId(), stored, user.getId().equals(currentUser()));
        }
        return result;
    }

    private static String currentUser() {
        var authentication = Context.getCommandContext().getAuthentication();
        return authentication == null || authentication.getUserId() == null ? "" : authentication.getUserId();
    }

    @Override
    public IdentityOperationResult saveGroup(Group group) {
        return note("identity.group", super.saveGroup(group), group.getId(), "");
    }

    @Override
    public IdentityOperationResult createMembership(String userId, String groupId) {
        return note("identity.membership", super.createMembership(userId, groupId), userId, groupId);
    }

    @Override
    public IdentityOperationResult deleteMembership(String userId, String groupId) {
        return note("identity.membership", super.deleteMembership(userId, groupId), userId, groupId);
    }

    /** Notes {@code identity.user-created}, {@code identity.membership-deleted} and so on, unless nothing came of it. */
    private IdentityOperationResult note(String what, IdentityOperationResult result, String subject, String detail) {
        var operation = result.getOperation();
        if (!IdentityOperationResult.OPERATION_NONE.equals(operation)) {
            audit.note(what + "-" + operation + "d", subject, detail);
        }
        return result;
    }

    @Override
    public IdentityOperationResult unlockUser(String userId) {
        accounts.enable(userId);
        return super.unlockUser(userId);
    }

    @Override
    protected boolean isUserLocked(UserEntity user) {
        return false;
    }

    @Override
    protected void lockUser(UserEntity user) {
        // three strikes are counted by Accounts, whichever door the password came to
    }

    /** Makes one for each command of the engine. */
    static class Factory implements SessionFactory {

        private final ObjectProvider<Accounts> accounts;
        private final ObjectProvider<Audit> audit;

        Factory(ObjectProvider<Accounts> accounts, ObjectProvider<Audit> audit) {
            this.accounts = accounts;
            this.audit = audit;
        }

        @Override
        public Class<?> getSessionType() {
            return AccountStore.class;
        }

        @Override
        public Session openSession() {
            return new AccountStore(accounts.getObject(), audit.getObject());
        }
    }
}
