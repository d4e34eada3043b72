package org.msixcasework.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.CaseworkTest;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A server's two database users: one owns the tables, the other works with them and owns nothing (SEC-4). */
@CaseworkTest
class DatabaseRolesTest {

    private static final String DATABASE = "two_roles";

    @Autowired
    EmbeddedPostgres postgres;

    @Test
    void theOwnerGrantsAndTheApplicationStartsOnlyAsTheOther() {
        var server = new JdbcTemplate(postgres.getPostgresDatabase());
        server.execute("create role state_owner login");
        server.execute("create role state_application login");
        server.execute("create database %s owner state_owner".formatted(DATABASE));
        var owner = as("state_owner");
        var application = as("state_application");

        // a second start grants the same again
        for (var start = 0; start < 2; start++) {
            Flyway.configure()
                    .dataSource(owner.getDataSource())
                    .callbacks(new AppendOnly(application.getDataSource()))
                    .load()
                    .migrate();
        }

        new Protection(application).afterPropertiesSet();
        application.update(
                "insert into audit_entry (at, actor, action, subject, detail) values (now(), 'a', 'b.c', 'd', '')");
        assertThat(application.queryForObject("select count(*) from audit_pending", Integer.class))
                .isEqualTo(1);
        assertThat(application.update("delete from case_step")).isZero();
        assertThatThrownBy(() -> application.update("delete from audit_entry"))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> application.update("update clock_event set due_on = due_on + 1"))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> application.execute("create table mine (id int)"))
                .rootCause()
                .hasMessageContaining("permission denied");

        assertThatThrownBy(() -> new Protection(owner).afterPropertiesSet())
                .isInstanceOf(UnprotectedLogException.class)
                .hasMessageContaining("state_owner")
                .hasMessageContaining(
                        String.join(", ", AppendOnly.TABLES.stream().sorted().toList()));
        assertThatThrownBy(() -> new Protection(new JdbcTemplate(postgres.getDatabase("postgres", DATABASE)))
                        .afterPropertiesSet())
                .isInstanceOf(UnprotectedLogException.class);

        owner.execute("grant update (detail) on audit_entry to state_application");
        assertThatThrownBy(() -> new Protection(application).afterPropertiesSet())
                .hasMessageContaining("rows of audit_entry");
        owner.execute("revoke update (detail) on audit_entry from state_application");

        owner.execute("alter table audit_seal disable trigger append_only");
        var off = catchThrowableOfType(
                UnprotectedLogException.class, () -> new Protection(application).afterPropertiesSet());
        assertThat(new UnprotectedLogException.Analyzer()
                        .analyze(new BeanCreationException("start", off))
                        .getAction())
                .contains("enable trigger append_only");
        owner.execute("alter table audit_seal enable trigger append_only");
    }

    @Test
    void theReportOfAFailedStartSaysWhatToSet() {
        var report = new UnprotectedLogException.Analyzer()
                .analyze(new BeanCreationException(
                        "start",
                        new UnprotectedLogException(
                                UnprotectedLogException.Why.MAY_CHANGE, List.of("audit_entry"), "postgres")));

        assertThat(report.getDescription()).contains("postgres", "audit_entry");
        assertThat(report.getAction()).contains("spring.flyway.user", "spring.datasource.username");
    }

    private JdbcTemplate as(String role) {
        return new JdbcTemplate(new DriverManagerDataSource(postgres.getJdbcUrl(role, DATABASE)));
    }
}
