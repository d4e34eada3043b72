package org.msixcasework.oversight;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Configured;
import org.msixcasework.core.Time;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is configured, since when, and what it was before (GOV-3). Configuration changes with a new start of the application, so each
 * start compares what it brings with what was written down last, and adds what differs.
 */
@Component
class Configuration {

    /**
     * A value that is in force.
     *
     * @param since when it was seen first
     */
    record Value(String name, String value, Instant since) {}

    /** A part of the configuration. */
    record Item(String name, String version, List<Value> values) {}

    /** One value that came, changed or went. */
    record Change(
            String item,
            String name,
            @Nullable String before,
            @Nullable String after,
            String version,
            Instant at) {}

    private record Last(@Nullable String value, Instant at) {}

    static final int PAGE = 50;

    private static final String LOCK = "configuration";

    private final List<Configured> configured;
    private final JdbcTemplate jdbc;
    private final Time time;

    Configuration(List<Configured> configured, JdbcTemplate jdbc, Time time) {
        this.configured = configured;
        this.jdbc = jdbc;
        this.time = time;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(0)
    @Transactional
    public void started() {
        compare(configured);
    }

    /** Writes down each value that differs from the last one that was stored; one node after the other. */
    @Transactional
    public void compare(List<Configured> now) {
        jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> {}, LOCK);
        // one moment for all, so that what came together can be told from what changed later
        var at = Timestamp.from(time.instant());
        for (var item : now) {
            var last = last(item.item());
            var values = item.values();
            var names = new TreeSet<>(values.keySet());
            names.addAll(last.keySet());
            for (var name : names) {
                var before = last.containsKey(name) ? last.get(name).value() : null;
                var after = values.get(name);
                if (!Objects.equals(before, after)) {
                    jdbc.update("""
                            insert into configuration_change (item, name, before_value, after_value, version, at)
                            values (?, ?, ?, ?, ?, ?)
                            """, item.item(), name, before, after, item.version(), at);
                }
            }
        }
    }

    /** The last stored value of each name of an item. */
    private Map<String, Last> last(String item) {
        var last = new HashMap<String, Last>();
        jdbc.query(
                """
                select distinct on (name) name, after_value, at from configuration_change
                where item = ? order by name, id desc
                """,
                row -> {
                    last.put(
                            row.getString("name"),
                            new Last(
                                    row.getString("after_value"),
                                    row.getTimestamp("at").toInstant()));
                },
                item);
        return last;
    }

    /** Everything that is in force in this application, each value with the moment from which it is. */
    List<Item> inForce() {
        return configured.stream()
                .map(item -> {
                    var last = last(item.item());
                    var values = new LinkedHashMap<>(item.values())
                            .entrySet().stream()
                                    .map(value -> new Value(
                                            value.getKey(),
                                            value.getValue(),
                                            last.containsKey(value.getKey())
                                                    ? last.get(value.getKey()).at()
                                                    : time.instant()))
                                    .toList();
                    return new Item(item.item(), item.version(), values);
                })
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    /** What changed, latest first; what came with the first start is no change. */
    List<Change> changes(int page) {
        return jdbc.query(
                """
                select * from configuration_change c
                where before_value is not null or exists (
                    select 1 from configuration_change e where e.item = c.item and e.at < c.at)
                order by id desc limit ? offset ?
                """,
                (row, number) -> new Change(
                        row.getString("item"),
                        row.getString("name"),
                        row.getString("before_value"),
                        row.getString("after_value"),
                        row.getString("version"),
                        row.getTimestamp("at").toInstant()),
                PAGE + 1,
                page * PAGE);
    }
}
