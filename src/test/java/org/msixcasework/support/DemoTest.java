package org.msixcasework.support;

import static org.mockito.Mockito.mock;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the demo: cases, children and notices of every kind are there, as whoever tries the application finds them. Such tests
 * share one application too, in a JVM beside that of the others.
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
@Import({Api.class, CoeFlow.class, Endpoints.class, DemoTest.NothingByItself.class})
@Tag("demo")
public @interface DemoTest {

    /** The schedules rest, so that what is stored is stored by requests. */
    @TestConfiguration(proxyBeanMethods = false)
    class NothingByItself {

        @Bean
        TaskScheduler taskScheduler() {
            return mock();
        }
    }
}
