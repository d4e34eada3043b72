package org.msixcasework;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.transaction.annotation.Transactional;

@AnalyzeClasses(packagesOf = MsixCasework.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Set<String> CLOCKS = Set.of(
            Instant.class.getName(),
            LocalDate.class.getName(),
            LocalDateTime.class.getName(),
            OffsetDateTime.class.getName(),
            ZonedDateTime.class.getName());

    @Test
    void modulesOnlyUseWhatTheyDeclare() {
        ApplicationModules.of(MsixCasework.class).verify();
    }

    @ArchTest
    ArchRule theEngineStaysAtArmsLength = noClasses()
            .that()
            .resideOutsideOfPackages("..process", "..identity", "..web")
            .and()
            .haveSimpleNameNotEndingWith("Tasks")
            .and()
            .haveSimpleNameNotEndingWith("Process")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..")
            .because("a move to another engine is then a recipe and not a project (design, decision 12)");

    @ArchTest
    ArchRule timeComesFromTheClock = noClasses()
            .should()
            .callMethodWhere(new DescribedPredicate<>("now() without a clock") {
                @Override
                public boolean test(JavaMethodCall call) {
                    return call.getName().equals("now")
                            && call.getTarget().getRawParameterTypes().isEmpty()
                            && CLOCKS.contains(call.getTargetOwner().getName());
                }
            })
            .because("tests and trainers move the clock");

    @ArchTest
    ArchRule processesBringTheirOwnTransaction = methods()
            .that()
            .areAnnotatedWith(Transactional.class)
            .should(new ArchCondition<>("not be called by what a diagram calls") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    method.getCallsOfSelf().stream()
                            .filter(call ->
                                    call.getOriginOwner().getSimpleName().endsWith("Tasks"))
                            .forEach(call -> events.add(SimpleConditionEvent.violated(method, call.getDescription())));
                }
            })
            .because("a business no inside a nested transaction becomes an UnexpectedRollbackException");
}
