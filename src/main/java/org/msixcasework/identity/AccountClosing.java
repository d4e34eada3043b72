package org.msixcasework.identity;

import java.time.LocalDate;
import org.msixcasework.core.Rejected;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Ends an account for ever (ACC-21 to ACC-23, X8). Nothing is deleted but what gives access: the groups, the engine's
 * authorizations of the user, absences in which he stands in for others, the password. Id, address, history and papers stay.
 */
@Component
public class AccountClosing {

    /** An account was closed; its user is told. */
    public record Closed(String userId) {}

    private final Accounts accounts;
    private final Staff staff;
    private final Absences absences;
    private final AccountLog log;
    private final ApplicationEventPublisher events;

    AccountClosing(
            Accounts accounts, Staff staff, Absences absences, AccountLog log, ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.staff = staff;
        this.absences = absences;
        this.log = log;
        this.events = events;
    }

    /**
     * Closes an account. The caller has decided that it may be, and brings the transaction.
     *
     * @param papersKeptUntil until when the papers of the access are kept (ACC-22)
     * @param why kept with the account
     */
    public void close(String userId, LocalDate papersKeptUntil, String why) {
        if (accounts.get(userId).isClosed()) {
            return;
        }
        requireAnotherAdministrator(userId);
        var groups = staff.groupsOf(userId).stream().sorted().toList();
        staff.voidPassword(userId);
        staff.dismiss(userId);
        absences.endAllOf(userId);
        accounts.close(userId, papersKeptUntil);
        log.note(userId, "closed", "%s; had %s".formatted(why, String.join(", ", groups)));
        events.publishEvent(new Closed(userId));
    }

    /** @throws Rejected REFUSED for the only administrator, without whom nobody could let another one in */
    public void requireAnotherAdministrator(String userId) {
        if (staff.groupsOf(userId).contains(Roles.ADMINISTRATOR)
                && staff.inGroup(Roles.ADMINISTRATOR).size() == 1) {
            throw Rejected.refused(
                    "identity.last-administrator", "The account is the only administrator's; name another one first.");
        }
    }
}
