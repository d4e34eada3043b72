package org.msixcasework.identity;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** The engine's settings that are about security; each closes something that is open by default. */
@Component
class SecureEngine extends AbstractProcessEnginePlugin {

    private final ApplicationContext application;

    SecureEngine(ApplicationContext application) {
        this.application = application;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setExpressionManager(new SafeExpressions(application));
        engine.setAuthorizationEnabled(true);
        engine.setResourceAuthorizationProvider(new NoGrants());
        engine.setCommandCheckers(new ArrayList<>(List.of(new TaskTenants(), new AuthorizationCommandChecker())));
        engine.setDefaultUserPermissionNameForTask(Permissions.TASK_WORK.getName());
        engine.setPasswordEncryptor(new SlowHash());
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
}
