package org.msixcasework.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.camunda.bpm.engine.ManagementService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.context.TestComponent;

/** Has {@link UpgradeBeneath} migrate also after each job: a leap of time passes by most reminders otherwise. */
@TestComponent
@ConditionalOnProperty("casework.upgrade")
class UpgradeBetweenJobs implements BeanPostProcessor {

    private final ObjectProvider<UpgradeBeneath> upgrade;

    UpgradeBetweenJobs(ObjectProvider<UpgradeBeneath> upgrade) {
        this.upgrade = upgrade;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof ManagementService service)) {
            return bean;
        }
        return Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ManagementService.class}, (proxy, method, arguments) -> {
                    try {
                        var answer = method.invoke(service, arguments);
                        if (method.getName().equals("executeJob")) {
                            upgrade.getObject().everyCase();
                        }
                        return answer;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
