package org.msixcasework.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the demo: cases, children and notices of every kind are there, as whoever tries the application finds them. Such tests
 * share one application too, and change nothing that another one reads.
 */
// what is done with the demo is no coverage of the diagrams
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties =
                "spring.autoconfigure.exclude="
                        + "org.camunda.community.process_test_coverage.spring_test.platform7.ProcessEngineCoverageConfiguration")
@ActiveProfiles({"demo", "test"})
@ContextConfiguration(initializers = FreshData.class)
@Import({Api.class, CoeFlow.class, Endpoints.class})
public @interface DemoTest {}
