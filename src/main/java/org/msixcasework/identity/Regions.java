package org.msixcasework.identity;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The regions of the State, each the area of one METS. */
@Component
public class Regions {

    private final JdbcTemplate jdbc;

    Regions(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether {@code key} names an enabled region. */
    public boolean exists(String key) {
        return keys().contains(key);
    }

    /** Keys of the enabled regions, in order. */
    public List<String> keys() {
        return jdbc.queryForList("select key from region where enabled order by key", String.class);
    }

    void add(String key) {
        jdbc.update("insert into region (key, name, enabled) values (?, ?, true) on conflict do nothing", key, key);
    }
}
