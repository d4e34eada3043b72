package org.msixcasework.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * A node that was killed keeps its jobs locked for minutes, so that another node does not run them twice. On the embedded
 * database there is no other node: the jobs go on at once.
 */
@Component
class LeftOverLocks implements SmartInitializingSingleton {

    private final ObjectProvider<EmbeddedPostgres> embedded;
    private final JdbcTemplate jdbc;

    LeftOverLocks(ObjectProvider<EmbeddedPostgres> embedded, JdbcTemplate jdbc) {
        this.embedded = embedded;
        this.jdbc = jdbc;
    }

    @Override
    public void afterSingletonsInstantiated() {
        embedded.ifAvailable(only -> jdbc.update(
                "update act_ru_job set lock_owner_ = null, lock_exp_time_ = null where lock_owner_ is not null"));
    }
}
