package org.msixcasework.identity;

import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The regions of the State, each the area of one METS. */
@Component
public class Regions {

    /**
     * A region.
     *
     * @param key as it stands in groups and cases, such as {@code oswego}
     * @param name as people read it
     */
    public record Region(String key, String name) {}

    /** A region was added; its groups and their rights are not there yet. */
    record Added(String key) {}

    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher events;

    Regions(JdbcTemplate jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Whether {@code key} names an enabled region. */
    public boolean exists(String key) {
        return keys().contains(key);
    }

    /** The enabled regions, in the order of their keys. */
    public List<Region> all() {
        return jdbc.query(
                "select key, name from region where enabled order by key",
                (row, number) -> new Region(row.getString("key"), row.getString("name")));
    }

    /** Keys of the enabled regions, in order. */
    public List<String> keys() {
        return all().stream().map(Region::key).toList();
    }

    /**
     * Adds a region with its groups and their rights, unless it exists. Takes effect at once.
     *
     * @param key letters and digits, beginning with a letter
     */
    public void add(String key, String name) {
        if (!key.matches("[a-z][a-z0-9]{1,29}")) {
            throw new IllegalArgumentException("Not the key of a region (lower-case letters and digits): " + key);
        }
        var added = jdbc.update(
                "insert into region (key, name, enabled) values (?, ?, true) on conflict do nothing", key, name);
        if (added > 0) {
            events.publishEvent(new Added(key));
        }
    }
}
