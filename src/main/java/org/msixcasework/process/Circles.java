package org.msixcasework.process;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Groups that see a task together. A task has one tenant, the group it was offered to first; one that was given to another
 * group besides has a circle of both as its tenant. There are as many circles as combinations of groups that ever shared a task.
 */
@Component
public class Circles {

    private final JdbcTemplate jdbc;

    Circles(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The circles that any of these groups belongs to. */
    public List<String> of(Collection<String> groups) {
        return jdbc.queryForList(
                "select distinct tenant from task_circle where group_id = any (?) order by tenant",
                String.class,
                (Object) groups.toArray(String[]::new));
    }

    /** The groups behind the tenant of a task: those of a circle, or the one group it is. */
    Set<String> groupsOf(String tenant) {
        var groups = jdbc.queryForList("select group_id from task_circle where tenant = ?", String.class, tenant);
        return groups.isEmpty() ? Set.of(tenant) : Set.copyOf(groups);
    }

    /** The tenant for these groups; a circle where there are several. */
    String tenantFor(Set<String> groups) {
        if (groups.size() == 1) {
            return groups.iterator().next();
        }
        var sorted = String.join(",", new TreeSet<>(groups));
        var tenant = "circle-" + UUID.nameUUIDFromBytes(sorted.getBytes(StandardCharsets.UTF_8));
        groups.forEach(group -> jdbc.update(
                "insert into task_circle (tenant, group_id) values (?, ?) on conflict do nothing", tenant, group));
        return tenant;
    }
}
