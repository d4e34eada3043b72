package org.msixcasework.identity;

import java.util.List;
import java.util.TreeSet;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Violations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives roles to accounts and takes them, several for each (ACC-11, ACC-33). The State User Administrator's own role is given
 * and taken by the administrator alone, and nobody changes his own (ACC-30).
 */
@Component
public class RoleDesk {

    private final Accounts accounts;
    private final AccountRights rights;
    private final AccountGuard guard;
    private final AccountLog log;
    private final Staff staff;
    private final Regions regions;
    private final Audit audit;

    RoleDesk(
            Accounts accounts,
            AccountRights rights,
            AccountGuard guard,
            AccountLog log,
            Staff staff,
            Regions regions,
            Audit audit) {
        this.accounts = accounts;
        this.rights = rights;
        this.guard = guard;
        this.log = log;
        this.staff = staff;
        this.regions = regions;
        this.audit = audit;
    }

    /** The groups that the current user may take from an account. */
    public List<String> takable(String userId) {
        return staff.groupsOf(userId).stream()
                .sorted()
                .filter(group -> !group.equals(Roles.ADMINISTRATOR) && mayChange(userId, group))
                .toList();
    }

    /** Whether there is such a role, in such a region where it is a regional one. */
    public boolean exists(String group) {
        return Roles.groups(regions.keys()).contains(group);
    }

    /** The groups that the current user may give to an account, without those it has. */
    public List<String> givable(String userId) {
        var held = staff.groupsOf(userId);
        return Roles.groups(regions.keys()).stream()
                .filter(group -> !group.equals(Roles.ADMINISTRATOR) && !held.contains(group))
                .filter(group -> mayChange(userId, group))
                .toList();
    }

    /**
     * Gives a role, in a region where it is a regional one. Takes effect with the next request of the user.
     *
     * @param group the role, or the role in a region, such as {@code data-specialist.oswego}
     * @throws Rejected INVALID for what is no role or is held already, FORBIDDEN without the right, CONFLICT with another role
     */
    @Transactional
    public void give(String userId, String group) {
        requireRight(userId, group);
        var held = List.copyOf(staff.groupsOf(userId));
        new Violations()
                .unless(exists(group), "group", "is no role, or no role in a region")
                .unless(!held.contains(group), "group", "is held already")
                .refuseIfAny("identity.bad-role", "The role was not given.");
        requireNoConflict(held, group);
        staff.join(userId, group);
        log.note(userId, "role given", group);
        audit.note("identity.role-given", userId, group);
    }

    /** @throws Rejected CONFLICT if a person must not hold the group besides the others */
    private void requireNoConflict(List<String> held, String group) {
        var other = guard.conflictOf(held, group);
        if (other != null) {
            throw Rejected.conflict(
                    "identity.roles-conflict",
                    "Nobody holds %s and %s at once; take the other one first.".formatted(other, group));
        }
    }

    /**
     * Takes a role. Takes effect with the next request of the user.
     *
     * @throws Rejected FORBIDDEN without the right, INVALID if it is not held, REFUSED for the last one
     */
    @Transactional
    public void take(String userId, String group) {
        requireRight(userId, group);
        var held = staff.groupsOf(userId);
        new Violations()
                .unless(held.contains(group), "group", "is not held")
                .refuseIfAny("identity.bad-role", "The role was not taken.");
        if (held.size() == 1) {
            throw Rejected.refused(
                    "identity.last-role", "It is the last role of the account; disable or close the account instead.");
        }
        staff.leave(userId, group);
        log.note(userId, "role taken", group);
        audit.note("identity.role-taken", userId, group);
    }

    /**
     * Makes the roles of an account exactly these, as a review decided (ACC-27, ACC-32). What it refuses changes nothing; the caller
     * brings the transaction.
     *
     * @throws Rejected as {@link #give} and {@link #take}
     */
    public void make(String userId, List<String> groups) {
        var held = new TreeSet<>(staff.groupsOf(userId));
        new Violations()
                .unless(!groups.isEmpty(), "groups", "must not be empty; close the account instead")
                .refuseIfAny("identity.bad-role", "The roles were not changed.");
        var kept = held.stream().filter(groups::contains).toList();
        for (var group : groups) {
            if (!held.contains(group)) {
                requireRight(userId, group);
                new Violations()
                        .unless(exists(group), "groups", group + " is no role")
                        .refuseIfAny("identity.bad-role", "The roles were not changed.");
                requireNoConflict(
                        groups.stream().filter(other -> !other.equals(group)).toList(), group);
            }
        }
        held.stream().filter(group -> !kept.contains(group)).forEach(group -> {
            requireRight(userId, group);
            staff.leave(userId, group);
        });
        groups.stream().filter(group -> !held.contains(group)).forEach(group -> staff.join(userId, group));
        log.note(userId, "roles changed", "%s to %s".formatted(String.join(", ", held), String.join(", ", groups)));
        audit.note("identity.roles-changed", userId, String.join(", ", groups));
    }

    private void requireRight(String userId, String group) {
        if (!mayChange(userId, group)) {
            throw Rejected.forbidden(
                    "identity.no-roles",
                    "Roles are given and taken by the State User Administrator; those of State User Administrators, and that role"
                            + " itself, by the OME User Administrator only; nobody changes his own.");
        }
        if (accounts.get(userId).isClosed()) {
            throw Rejected.refused("identity.closed", "The account %s is closed.".formatted(userId));
        }
    }

    private boolean mayChange(String userId, String group) {
        var isOfTheState = AccountRights.isStateMatter(group) && rights.isOfTheState(userId);
        return !Actor.share(userId, Actor.current())
                && Actor.holds((isOfTheState ? Roles.STATE_USER_ADMINISTRATOR : Roles.ADMINISTRATOR)::equals);
    }
}
