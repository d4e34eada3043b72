package org.msixcasework.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.msixcasework.support.CaseworkTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The embedded database is used with the settings of a configured one. */
@CaseworkTest
class EmbeddedDatabaseTest {

    @Autowired
    HikariDataSource pool;

    @Test
    void itsSessionsAreSetAsThoseOfAConfiguredDatabase() {
        var session = new JdbcTemplate(pool);

        assertThat(pool.getMaximumPoolSize()).isEqualTo(25);
        assertThat(session.queryForObject("show random_page_cost", String.class))
                .isEqualTo("1.1");
        assertThat(session.queryForObject("show tcp_user_timeout", String.class))
                .isEqualTo("30000");
    }
}
