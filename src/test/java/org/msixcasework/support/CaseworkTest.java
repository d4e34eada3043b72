package org.msixcasework.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.msixcasework.exchange.FailingTransport;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the running application: real engine, real PostgreSQL, real HTTP, a clock that the test moves. All such tests
 * share one application; each uses keys of its own.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@ContextConfiguration(initializers = FreshData.class)
@Import({
    Api.class,
    CoeFlow.class,
    Endpoints.class,
    EngineDump.class,
    FailingTransport.class,
    UpgradeBeneath.class,
    UpgradeBetweenJobs.class
})
public @interface CaseworkTest {}
