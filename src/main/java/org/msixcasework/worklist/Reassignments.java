package org.msixcasework.worklist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Roles;
import org.msixcasework.identity.Staff;
import org.msixcasework.process.Cases;
import org.msixcasework.process.OpenTasks;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives open tasks to people, down or sideways, one by one or all of a region (WRK-2, WRK-9). Whom a task was offered to
 * before keeps it, unless another region takes it over.
 */
@Component
class Reassignments {

    /**
     * What is asked for.
     *
     * @param to user id
     * @param reason kept with the reassignment, not in the journal
     * @param take whether a task that goes to another region leaves the one it came from
     */
    record Order(String to, String reason, boolean take) {}

    /** Which tasks of a region; null means any. */
    record Selection(
            String region,
            @Nullable String from,
            @Nullable String process,
            @Nullable String element) {}

    /** A task that stayed where it was, and why. */
    record Skipped(String taskId, String why) {}

    record Outcome(int assigned, List<Skipped> skipped) {}

    record Line(
            Instant at,
            String by,
            String element,
            @Nullable String from,
            String to,
            @Nullable String groupAdded,
            @Nullable String regionLeft,
            String reason) {}

    private static final Set<String> ANYWHERE = Set.of(Roles.STATE_DATA_ADMINISTRATOR, Roles.MSIX_STATE_LEAD);

    private static final int LONGEST_REASON = 1000;

    private final OpenTasks tasks;
    private final Cases cases;
    private final Staff staff;
    private final Access access;
    private final Audit audit;
    private final JdbcTemplate jdbc;
    private final Time time;

    Reassignments(OpenTasks tasks, Cases cases, Staff staff, Access access, Audit audit, JdbcTemplate jdbc, Time time) {
        this.tasks = tasks;
        this.cases = cases;
        this.staff = staff;
        this.access = access;
        this.audit = audit;
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * Gives one task to somebody.
     *
     * @throws Rejected INVALID naming each wrong field, FORBIDDEN, or REFUSED where the task would go up
     */
    @Transactional
    public void assign(String taskId, Order order) {
        var offer = tasks.offer(taskId).orElseThrow(() -> new NotFound("There is no open task " + taskId));
        var target = check(order);
        var region = cases.get(offer.ref()).region();
        requireRight(offer, region, target);
        give(offer, region, order, target).ifPresent(why -> {
            throw Rejected.refused("worklist.not-down", why);
        });
    }

    /** Gives all tasks of a region, or a selection of them, to somebody; those he cannot have stay where they are. */
    @Transactional
    public Outcome assignAll(Selection selection, Order order) {
        var target = check(order);
        if (!Actor.uses(ANYWHERE::contains) && !directs(selection.region())) {
            throw notYours();
        }
        var skipped = new ArrayList<Skipped>();
        var assigned = 0;
        for (var offer : selected(selection)) {
            var why = mayGive(offer, selection.region(), target)
                    ? give(offer, selection.region(), order, target)
                    : Optional.of("It is not offered in your region, or goes to somebody outside of it.");
            if (why.isPresent()) {
                skipped.add(new Skipped(offer.id(), why.get()));
            } else {
                assigned++;
            }
        }
        audit.note(
                "worklist.reassigned-region",
                selection.region(),
                "%d to %s, %d skipped".formatted(assigned, order.to(), skipped.size()));
        return new Outcome(assigned, skipped);
    }

    /** Who had a case's tasks given to whom, oldest first. */
    @Transactional(readOnly = true)
    public List<Line> of(CaseRef ref) {
        access.requireRead(cases.get(ref).region());
        return jdbc.query(
                "select * from reassignment where process_key = ? and business_key = ? order by id",
                Reassignments::line,
                ref.process(),
                ref.businessKey());
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getTimestamp("reassigned_at").toInstant(),
                row.getString("reassigned_by"),
                row.getString("element"),
                row.getString("from_user"),
                row.getString("to_user"),
                row.getString("group_added"),
                row.getString("region_left"),
                row.getString("reason"));
    }

    private Set<String> check(Order order) {
        var groups = staff.groupsOf(order.to());
        new Violations()
                .unless(!groups.isEmpty(), "to", "is not the id of a member of staff")
                .unless(!order.reason().isBlank(), "reason", "is required")
                .unless(
                        order.reason().length() <= LONGEST_REASON,
                        "reason",
                        "is longer than %d characters".formatted(LONGEST_REASON))
                .refuseIfAny("worklist.bad-order", "Nothing was reassigned.");
        return groups;
    }

    private List<OpenTasks.Offer> selected(Selection selection) {
        return tasks.offers(selection.region(), selection.process(), selection.element()).stream()
                .filter(offer -> selection.from() == null || selection.from().equals(offer.assignee()))
                .toList();
    }

    private void requireRight(OpenTasks.Offer offer, @Nullable String region, Set<String> target) {
        if (!mayGive(offer, region, target)) {
            throw notYours();
        }
    }

    /** A director gives what his region is offered, within the region; a task of a State role is not his to give. */
    private static boolean mayGive(OpenTasks.Offer offer, @Nullable String region, Set<String> target) {
        return Actor.uses(ANYWHERE::contains)
                || (region != null
                        && offer.groups().stream().anyMatch(group -> Handover.isIn(group, region))
                        && target.stream().anyMatch(group -> Handover.isIn(group, region))
                        && directs(region));
    }

    private static boolean directs(String region) {
        return Actor.uses(Roles.in(Roles.REGIONAL_DIRECTOR, region)::equals);
    }

    private static Rejected notYours() {
        return Rejected.forbidden(
                "worklist.not-yours",
                "Tasks are given to others by a State data administrator, the State lead, or within a region by its director.");
    }

    /** Why it was not given, if it was not. */
    private Optional<String> give(OpenTasks.Offer offer, @Nullable String region, Order order, Set<String> target) {
        var offered = region == null || Actor.uses(ANYWHERE::contains)
                ? offer.groups()
                : offer.groups().stream()
                        .filter(group -> Handover.isIn(group, region))
                        .toList();
        var group = Handover.group(offered, target, region == null ? "" : region);
        if (group.isEmpty()) {
            return Optional.of("%s holds no role that %s is offered to, nor one below; tasks go down or sideways."
                    .formatted(order.to(), offer.element()));
        }
        var added = offer.groups().contains(group.get()) ? null : group.get();
        var left = order.take() && added != null && region != null && isElsewhere(added, region) ? region : null;
        tasks.give(offer.id(), order.to(), added, left);
        jdbc.update(
                """
                insert into reassignment (task_id, process_key, business_key, element, from_user, to_user, group_added,
                    region_left, reason, reassigned_by, reassigned_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                offer.id(),
                offer.ref().process(),
                offer.ref().businessKey(),
                offer.element(),
                offer.assignee(),
                order.to(),
                added,
                left,
                order.reason().strip(),
                Actor.current(),
                Timestamp.from(time.instant()));
        cases.note(
                offer.ref(),
                "reassigned " + offer.element(),
                "%s to %s%s%s"
                        .formatted(
                                offer.assignee() == null ? "nobody" : offer.assignee(),
                                order.to(),
                                added == null ? "" : ", offered to " + added,
                                left == null ? "" : ", taken from " + left));
        audit.note("worklist.reassigned", offer.ref().toString(), offer.element() + " to " + order.to());
        return Optional.empty();
    }

    private static boolean isElsewhere(String group, String region) {
        return group.contains(".") && !Handover.isIn(group, region);
    }
}
