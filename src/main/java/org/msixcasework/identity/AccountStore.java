package org.msixcasework.identity;

import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The engine's users, with our rules beneath every door: ids and addresses belong to one account for ever, a password that is
 * stored is noted in the same transaction, a lifted lock lifts ours, and counting wrong passwords is ours alone.
 */
class AccountStore extends DbIdentityServiceProvider {

    private final Accounts accounts;
    private final AccountGuard guard;

    AccountStore(Accounts accounts, AccountGuard guard) {
        this.accounts = accounts;
        this.guard = guard;
    }

    @Override
    public IdentityOperationResult saveUser(User user) {
        guard.saving(user.getId(), ((UserEntity) user).getRevision() == 0, user.getEmail());
        var isNewPassword = ((UserEntity) user).hasNewPassword();
        var result = super.saveUser(user);
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
    public IdentityOperationResult deleteUser(String userId) {
        throw AccountGuard.neverDeleted();
    }

    @Override
    public IdentityOperationResult createMembership(String userId, String groupId) {
        guard.joining(userId, groupId);
        return super.createMembership(userId, groupId);
    }

    @Override
    public IdentityOperationResult unlockUser(String userId) {
        guard.requireOpen(userId);
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
        private final ObjectProvider<AccountGuard> guard;

        Factory(ObjectProvider<Accounts> accounts, ObjectProvider<AccountGuard> guard) {
            this.accounts = accounts;
            this.guard = guard;
        }

        @Override
        public Class<?> getSessionType() {
            return AccountStore.class;
        }

        @Override
        public Session openSession() {
            return new AccountStore(accounts.getObject(), guard.getObject());
        }
    }
}
