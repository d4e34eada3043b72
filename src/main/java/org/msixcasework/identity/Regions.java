package org.msixcasework.identity;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.msixcasework.process.Routing;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The regions of the State, each the area of one METS. A region that is disabled gives nobody rights and gets no work; while the
 * whole structure is switched off, the State does the work of all (REG-1, REG-5).
 */
@Component
public class Regions implements Routing {

    /**
     * A region.
     *
     * @param key as it stands in groups and cases, such as {@code oswego}
     * @param name as people read it
     */
    public record Region(String key, String name) {}

    /**
     * A region, enabled or not.
     *
     * @param office address of its office; may be empty
     */
    public record Known(String key, String name, String office, boolean enabled) {}

    /** A region was added; its groups and their rights are not there yet. */
    record Added(String key) {}

    /** Does what a region that is not in charge would do. */
    private static final String STATE_GROUP = Roles.STATE_DATA_ADMINISTRATOR;

    private static final String KEY = "[a-z][a-z0-9]{1,29}";

    /** Words of addresses and of the kernel that no region may be called. */
    private static final Set<String> TAKEN = Set.of(STATE, "structure", "districts", "changes");

    private static final String LOCK = "regions";

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
        if (!isKey(key)) {
            throw new IllegalArgumentException("Not the key of a region (lower-case letters and digits): " + key);
        }
        var added = jdbc.update(
                "insert into region (key, name, enabled) values (?, ?, true) on conflict do nothing", key, name);
        if (added > 0) {
            events.publishEvent(new Added(key));
        }
    }

    /** Whether a region may have this key. */
    public static boolean isKey(String key) {
        return key.matches(KEY) && !TAKEN.contains(key);
    }

    /** Every region there ever was, in the order of their keys. */
    public List<Known> known() {
        return jdbc.query(
                "select key, name, office, enabled from region order by key",
                (row, number) -> new Known(
                        row.getString("key"),
                        row.getString("name"),
                        row.getString("office"),
                        row.getBoolean("enabled")));
    }

    /** Keys of every region there ever was: a child, a case or a user may still belong to one that is disabled. */
    public List<String> everyKey() {
        return known().stream().map(Known::key).toList();
    }

    /** A region, enabled or not. */
    public Optional<Known> find(String key) {
        return known().stream().filter(region -> region.key().equals(key)).findFirst();
    }

    /** Of groups those that give rights now: not those of disabled regions. */
    static Set<String> effective(Collection<String> groups, List<Known> known) {
        var disabled = known.stream()
                .filter(region -> !region.enabled())
                .map(Known::key)
                .collect(Collectors.toSet());
        return groups.stream()
                .filter(group -> !group.contains(".") || !disabled.contains(group.substring(group.indexOf('.') + 1)))
                .collect(Collectors.toSet());
    }

    /** Whether the State works by regions. */
    public boolean isStructured() {
        return Boolean.TRUE.equals(jdbc.queryForObject("select enabled from region_structure", Boolean.class));
    }

    /**
     * The group that does the work of a role in a region, or for a case of the State: the region's where the region is in
     * charge, else the State data administrators.
     */
    public String groupFor(String role, @Nullable String region) {
        return group(Roles.REGIONAL.contains(role) ? role + "." + (region == null ? STATE : region) : role);
    }

    @Override
    public @Nullable String region(String key) {
        jdbc.query("select pg_advisory_xact_lock_shared(hashtextextended(?, 0))", row -> {}, LOCK);
        return exists(key) ? key : null;
    }

    @Override
    public String group(String group) {
        var dot = group.indexOf('.');
        if (dot < 0) {
            return group;
        }
        var inCharge = jdbc.queryForObject(
                "select exists (select 1 from region r, region_structure s where r.key = ? and r.enabled and s.enabled)",
                Boolean.class,
                group.substring(dot + 1));
        return Boolean.TRUE.equals(inCharge) ? group : STATE_GROUP;
    }

    /** Lets one change of regions and districts in at a time, and no start of a case meanwhile, until the transaction ends. */
    public void lock() {
        jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> {}, LOCK);
    }

    /** Names a region. */
    public void describe(String key, String name, String office) {
        jdbc.update("update region set name = ?, office = ? where key = ?", name, office, key);
    }

    /** Lets a region work, or not any more; what it has is the caller's to move. */
    public void enable(String key, boolean enabled) {
        jdbc.update("update region set enabled = ? where key = ?", enabled, key);
    }

    /** Lets the State work by regions, or not any more. */
    public void structure(boolean enabled) {
        jdbc.update("update region_structure set enabled = ?", enabled);
    }
}
