package org.msixcasework.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.Time;
import org.msixcasework.core.TimeMoved;
import org.msixcasework.core.WorkFolder;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.exchange.Submissions.Search;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Regions;
import org.msixcasework.process.Processes;
import org.msixcasework.record.ChildChanged;
import org.msixcasework.record.Children;
import org.msixcasework.sla.ClockTasks;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** The module as Spring puts it together, without the rest of the application. */
class ExchangeWiringTest {

    @Configuration(proxyBeanMethods = false)
    @ComponentScan(basePackageClasses = Submissions.class, excludeFilters = @ComponentScan.Filter(TestComponent.class))
    @EnableTransactionManagement
    @EnableConfigurationProperties({ExchangeProperties.class, CaseworkProperties.class})
    static class Module {}

    static class Answered {

        private final List<CaseAnswered> events = new ArrayList<>();

        @EventListener
        void on(CaseAnswered event) {
            events.add(event);
        }
    }

    private ExchangeFixture exchange;
    private ApplicationContextRunner application;

    @BeforeEach
    void describe(@TempDir Path data) {
        exchange = new ExchangeFixture(data);
        application = new ApplicationContextRunner()
                .withUserConfiguration(Module.class)
                .withPropertyValues("casework.data=" + data)
                // it serves the other tests as well, and a context closes what it can
                .withBean(DataSource.class, exchange.jdbc::getDataSource, database -> database.setDestroyMethodName(""))
                .withBean(JdbcTemplate.class, () -> exchange.jdbc)
                .withBean(PlatformTransactionManager.class, () -> exchange.transactions)
                .withBean(Children.class, () -> exchange.children)
                .withBean(Audit.class, () -> exchange.audit)
                .withBean(Regions.class, () -> mock(Regions.class))
                .withBean(Access.class)
                .withBean(WorkFolder.class)
                .withBean(Disclosures.class, () -> mock(Disclosures.class))
                .withBean(ClockTasks.class, () -> mock(ClockTasks.class))
                .withBean(Processes.class, () -> mock(Processes.class))
                .withBean(Time.class, () -> exchange.time)
                .withBean(Answered.class);
    }

    @Test
    void movingTheClockHasMsixAnswerAndTheAnswerRead() {
        exchange.store.put("NYX1", SampleChildren.complete("NYX1"));
        application
                .withInitializer(context -> context.getEnvironment().setActiveProfiles("test"))
                .run(context -> {
                    var submissions = context.getBean(Submissions.class);
                    var runs = context.getBean(UploadRuns.class);
                    var ref = new CaseRef("coe", "NY-1");
                    exchange.inTransaction(() -> submissions.submit(ref, List.of("NYX1")));
                    exchange.inTransaction(() -> runs.build("R1"));
                    exchange.inTransaction(() -> runs.send("R1"));

                    context.publishEvent(new TimeMoved());

                    assertThat(context.getBean(Answered.class).events)
                            .containsExactly(new CaseAnswered(ref, true, List.of()));
                    context.publishEvent(new ChildChanged("NYX1"));
                    assertThat(submissions.resend(null, "NYX1", null, null))
                            .as("waits already")
                            .isZero();
                    assertThat(submissions
                                    .find(new Search(null, null, null, null, submissions.regions()), 0)
                                    .items())
                            .extracting(Submissions.Submission::state)
                            .containsExactly(Submissions.State.PENDING, Submissions.State.ACCEPTED);
                });
    }

    @Test
    void outsideOfTheDemoNobodyPlaysMsix() {
        application.run(context -> {
            assertThat(context).doesNotHaveBean(MsixSimulator.class);
            assertThat(context.getBean(Transport.class)).isInstanceOf(DirectoryTransport.class);
        });
    }

    @Test
    void withSftpTheSimulatorDoesNothing() {
        application
                .withInitializer(context -> context.getEnvironment().setActiveProfiles("test"))
                .withPropertyValues(
                        "casework.exchange.transport=sftp",
                        "casework.exchange.sftp.host=127.0.0.1",
                        "casework.exchange.sftp.user=state",
                        "casework.exchange.sftp.host-key=" + SftpTransportTest.hostKey())
                .run(context -> {
                    exchange.submit("NY-1", "NYX1");
                    exchange.upload("R1");
                    context.getBean(MsixSimulator.class).answer();

                    assertThat(context.getBean(Transport.class)).isInstanceOf(SftpTransport.class);
                    assertThat(exchange.filesIn(null)).isEmpty();
                });
    }

    @Test
    void anSftpTransportWithoutServerDoesNotStart() {
        application
                .withPropertyValues("casework.exchange.transport=sftp")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("casework.exchange.sftp.host, .user and .host-key"));
    }
}
