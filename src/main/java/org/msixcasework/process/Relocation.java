package org.msixcasework.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Gives open cases to another region, with all that hangs on the region: the register, the variable that later tasks and
 * escalations are offered by, and whom the open tasks are offered to. Clocks and timers stay as they are. Runs in the caller's
 * transaction.
 */
@Component
public class Relocation {

    /**
     * A task that is offered to others now.
     *
     * @param unassigned who had claimed it and may not complete it any more; null if nobody lost it
     */
    public record Reoffered(
            String taskId,
            String element,
            Set<String> before,
            Set<String> after,
            @Nullable String unassigned) {}

    /** What became of a case; {@code from} and {@code to} null are the State. */
    public record Relocated(
            CaseRef ref, @Nullable String from, @Nullable String to, List<Reoffered> tasks) {

        /** Whether anything changed. */
        public boolean changed() {
            return !tasks.isEmpty() || !Objects.equals(from, to);
        }
    }

    private final OpenTasks tasks;
    private final Cases cases;
    private final Routing routing;
    private final RuntimeService runtime;
    private final IdentityService identity;
    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher events;

    Relocation(
            OpenTasks tasks,
            Cases cases,
            Routing routing,
            RuntimeService runtime,
            IdentityService identity,
            JdbcTemplate jdbc,
            ApplicationEventPublisher events) {
        this.tasks = tasks;
        this.cases = cases;
        this.routing = routing;
        this.runtime = runtime;
        this.identity = identity;
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * Whom a task is offered to after its case went to another region: the same roles there.
     *
     * @param to null is the State
     */
    public static String moved(String group, @Nullable String from, @Nullable String to) {
        return from != null && group.endsWith("." + from)
                ? group.substring(0, group.indexOf('.') + 1) + (to == null ? Routing.STATE : to)
                : group;
    }

    /**
     * Gives a case from one region to another, unless it was closed or given away meanwhile.
     *
     * @param to null is the State
     * @param groupsOf the groups of a user
     */
    public Relocated move(CaseRef ref, String from, @Nullable String to, Function<String, Set<String>> groupsOf) {
        var open = lock(ref);
        if (open == null || !from.equals(open.region())) {
            return new Relocated(ref, from, from, List.of());
        }
        jdbc.update(
                "update case_file set region = ? where process_key = ? and business_key = ?",
                to,
                ref.process(),
                ref.businessKey());
        AsApplication.run(
                identity,
                () -> runtime.setVariable(open.instance(), CaseGuard.REGION.name(), to == null ? Routing.STATE : to));
        var reoffered = reoffer(open.instance(), groupsOf, group -> routing.group(moved(group, from, to)), to);
        cases.note(ref, "moved to another region", "%s to %s".formatted(from, to == null ? "the State" : to));
        events.publishEvent(new CaseMoved(ref, from, to));
        return new Relocated(ref, from, to, reoffered);
    }

    /**
     * Offers the open tasks of a case to whoever is in charge now; the case stays where it belongs.
     *
     * @param from region whose groups are replaced besides, or null
     * @param to region that replaces it; null is the State
     */
    public Relocated reroute(
            CaseRef ref, @Nullable String from, @Nullable String to, Function<String, Set<String>> groupsOf) {
        var open = lock(ref);
        if (open == null) {
            return new Relocated(ref, null, null, List.of());
        }
        var reoffered =
                reoffer(open.instance(), groupsOf, group -> routing.group(moved(group, from, to)), open.region());
        if (!reoffered.isEmpty()) {
            cases.note(ref, "offered to others", from == null ? "regions are switched off" : from + " is disabled");
        }
        return new Relocated(ref, open.region(), open.region(), reoffered);
    }

    private List<Reoffered> reoffer(
            String instance,
            Function<String, Set<String>> groupsOf,
            UnaryOperator<String> moved,
            @Nullable String region) {
        var done = new ArrayList<Reoffered>();
        for (var offer : tasks.ofInstance(instance)) {
            var after = new TreeSet<String>();
            offer.groups().forEach(group -> after.add(moved.apply(group)));
            var changes = !after.equals(offer.groups());
            var assignee = offer.assignee();
            var loses = changes
                    && assignee != null
                    && groupsOf.apply(assignee).stream().noneMatch(after::contains);
            AsApplication.run(identity, () -> tasks.reoffer(offer, after, moved, loses, region));
            if (changes) {
                done.add(new Reoffered(
                        offer.id(), offer.element(), new TreeSet<>(offer.groups()), after, loses ? assignee : null));
            }
        }
        return done;
    }

    private record Open(@Nullable String region, String instance) {}

    /** Waits for whoever is opening a task of the case, and lets nobody open one before the transaction ends. */
    private @Nullable Open lock(CaseRef ref) {
        cases.lock(ref);
        return jdbc
                .query(
                        """
                        select region, process_instance_id from case_file
                        where process_key = ? and business_key = ? and closed_at is null
                        """,
                        (row, number) -> new Open(row.getString("region"), row.getString("process_instance_id")),
                        ref.process(),
                        ref.businessKey())
                .stream()
                .findFirst()
                .orElse(null);
    }
}
