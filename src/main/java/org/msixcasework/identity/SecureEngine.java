package org.msixcasework.identity;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.msixcasework.audit.Audit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** The engine's settings that are about security; each closes something that is open by default. */
@Component
class SecureEngine extends AbstractProcessEnginePlugin {

    private final ApplicationContext application;
    private final AccountRules rules;
    private final ObjectProvider<Accounts> accounts;
    private final ObjectProvider<Audit> audit;

    SecureEngine(
            ApplicationContext application,
            AccountRules rules,
            ObjectProvider<Accounts> accounts,
            ObjectProvider<Audit> audit) {
        this.application = application;
        this.rules = rules;
        this.accounts = accounts;
        this.audit = audit;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setExpressionManager(new SafeExpressions(application));
        engine.setAuthorizationEnabled(true);
        engine.setResourceAuthorizationProvider(new NoGrants());
        engine.setCommandCheckers(new ArrayList<>(List.of(new TaskTenants(), new AuthorizationCommandChecker())));
        engine.setDefaultUserPermissionNameForTask(Permissions.TASK_WORK.getName());
        engine.setPasswordEncryptor(new SlowHash());
        engine.setIdentityProviderSessionFactory(new AccountStore.Factory(accounts, audit));
        engine.setPasswordPolicy(new PasswordRules(rules, (password, user) -> isReused(engine, password, user)));
        engine.setEnablePasswordPolicy(true);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setJavaSerializationFormatEnabled(false);
        engine.setEnableXxeProcessing(false);
        engine.setQueryMaxResultsLimit(2000);
        engine.setGeneralResourceWhitelistPattern("[a-zA-Z0-9][a-zA-Z0-9._@-]*");
        // the log would keep what was typed as user name, which may be a password; our audit log notes sign-ins
        engine.setWebappsAuthenticationLoggingEnabled(false);

        var interceptors = new ArrayList<CommandInterceptor>();
        if (engine.getCustomPreCommandInterceptorsTxRequired() != null) {
            interceptors.addAll(engine.getCustomPreCommandInterceptorsTxRequired());
        }
        interceptors.add(new CommandGuard(engine.getIdentityService()));
        engine.setCustomPreCommandInterceptorsTxRequired(interceptors);
    }

    private boolean isReused(ProcessEngineConfigurationImpl engine, String password, User user) {
        return accounts.getObject().lastPasswords(user.getId(), rules.passwordHistory()).stream()
                .anyMatch(last -> engine.getPasswordManager()
                        .check(EncryptionUtil.saltPassword(password, last.salt()), last.hash()));
    }
}
