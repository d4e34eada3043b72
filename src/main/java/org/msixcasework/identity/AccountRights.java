package org.msixcasework.identity;

import java.util.Collection;
import java.util.Set;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.springframework.stereotype.Component;

/**
 * Whose accounts the current user manages. A State User Administrator manages everybody but State User Administrators and
 * administrators: those are the administrator's, who stands for the OME User Administrator, so that nobody in the State lifts
 * himself or a colleague (ACC-30).
 */
@Component
public class AccountRights {

    private static final Set<String> BEYOND_THE_STATE = Set.of(Roles.STATE_USER_ADMINISTRATOR, Roles.ADMINISTRATOR);

    /** The State data administrator too: he may be named among those who reset (X1). */
    static final Set<String> LOOK_AT_ALL = Set.of(
            Roles.STATE_USER_ADMINISTRATOR, Roles.STATE_DATA_ADMINISTRATOR, Roles.MSIX_STATE_LEAD, Roles.ADMINISTRATOR);

    private final Staff staff;

    AccountRights(Staff staff) {
        this.staff = staff;
    }

    /** Whether the account may be managed within the State. */
    public boolean isOfTheState(String userId) {
        return staff.groupsOf(userId).stream().noneMatch(BEYOND_THE_STATE::contains);
    }

    /** Whether giving or taking the group is a matter of the State. */
    static boolean isStateMatter(String group) {
        return !BEYOND_THE_STATE.contains(group);
    }

    /** Whether the current user manages the account: roles, personal data, closing. Nobody manages his own. */
    public boolean manages(String userId) {
        return !Actor.share(userId, Actor.current())
                && Actor.holds((isOfTheState(userId) ? Roles.STATE_USER_ADMINISTRATOR : Roles.ADMINISTRATOR)::equals);
    }

    /** @throws Rejected FORBIDDEN unless the current user manages the account */
    public void requireManages(String userId) {
        requireNotOwn(userId);
        requireAuthority(userId);
        if (!manages(userId)) {
            throw Rejected.forbidden("identity.no-manager", "Accounts are managed by the State User Administrator.");
        }
    }

    /** @throws Rejected FORBIDDEN for one's own account, and for one that only the administrator touches */
    public void requireMayDecideOn(String userId) {
        requireNotOwn(userId);
        requireAuthority(userId);
    }

    /** @throws Rejected FORBIDDEN for one's own account */
    static void requireNotOwn(String userId) {
        if (Actor.share(userId, Actor.current())) {
            throw Rejected.forbidden("identity.own-account", "Nobody manages his own account.");
        }
    }

    /** @throws Rejected FORBIDDEN if the account is one that only the administrator touches, and the current user is not he */
    void requireAuthority(String userId) {
        if (!isOfTheState(userId) && !Actor.holds(Roles.ADMINISTRATOR::equals)) {
            throw Rejected.forbidden(
                    "identity.beyond-the-state",
                    "Accounts of State User Administrators are managed by the OME User Administrator only.");
        }
    }

    /**
     * Whether the current user may look at the account: who manages accounts, the lead, a director those of his region, everybody
     * his own.
     */
    public boolean mayLookAt(String userId) {
        return userId.equals(Actor.user()) || Actor.holds(LOOK_AT_ALL::contains) || directs(userId);
    }

    /** @throws Rejected FORBIDDEN unless the current user may look at the account */
    public void requireMayLookAt(String userId) {
        if (!mayLookAt(userId)) {
            throw Rejected.forbidden("identity.other-account", "You look at the accounts of your own region only.");
        }
    }

    /** Whether the current user is director of a region in which the user works. */
    public boolean directs(String userId) {
        return directsOneOf(staff.groupsOf(userId));
    }

    /** Whether the current user is director of a region that one of the groups is of. */
    static boolean directsOneOf(Collection<String> groups) {
        return Roles.regionsOf(groups)
                .anyMatch(region -> Actor.uses(Roles.in(Roles.REGIONAL_DIRECTOR, region)::equals));
    }
}
