package org.msixcasework.support;

import org.camunda.community.process_test_coverage.spring_test.common.ProcessEngineCoverageProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Scenario tests take every path of every diagram they start; one that is left out fails them. */
@TestConfiguration
public class Coverage {

    @Bean
    ProcessEngineCoverageProperties coverage() {
        return ProcessEngineCoverageProperties.builder()
                .handleTestMethodCoverage(false)
                .addInclusionPatternForTestClasses(".*ScenarioTest")
                .assertClassCoverageAtLeast(1.0)
                .build();
    }
}
