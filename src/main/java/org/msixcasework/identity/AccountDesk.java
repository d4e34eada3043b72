package org.msixcasework.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.EmailAddress;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the State User Administrator does with accounts: reset, reinstate, take away (ACC-11, ACC-18, ACC-19, ACC-26). */
@Component
public class AccountDesk {

    /** An account was created; it ends unless somebody uses it before. */
    public record Created(String userId, String email, Instant lapsesAt) {}

    /** A user needs a link to set his password. */
    public record LinkWanted(String userId, String email) {}

    /**
     * The address of an account was changed; the old one is told.
     *
     * @param number which no other change has
     */
    public record AddressChanged(String userId, String oldAddress, long number) {}

    /**
     * One account as the list shows it.
     *
     * @param rulesEnd when the Rules of Behavior have to be accepted again, or null if they never were
     */
    public record Line(
            Account account,
            String name,
            List<String> groups,
            Instant passwordEnds,
            Instant activityEnds,
            @Nullable Instant rulesEnd) {}

    private static final int LONGEST_REASON = 1000;
    private static final int LONGEST_NAME = 120;

    private final Accounts accounts;
    private final AccountRights rights;
    private final AccountGuard guard;
    private final AccountLog log;
    private final Staff staff;
    private final AccountRules rules;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final JdbcTemplate jdbc;
    private final Time time;

    AccountDesk(
            Accounts accounts,
            AccountRights rights,
            AccountGuard guard,
            AccountLog log,
            Staff staff,
            AccountRules rules,
            Audit audit,
            ApplicationEventPublisher events,
            JdbcTemplate jdbc,
            Time time) {
        this.accounts = accounts;
        this.rights = rights;
        this.guard = guard;
        this.log = log;
        this.staff = staff;
        this.rules = rules;
        this.audit = audit;
        this.events = events;
        this.jdbc = jdbc;
        this.time = time;
    }

    /** Every account that the current user may look at, in the order of the ids; a director sees those of his region. */
    public List<Line> all() {
        var ids = jdbc.queryForList("select user_id from account order by user_id", String.class);
        var people = staff.people(ids);
        var seesAll = Actor.holds(AccountRights.LOOK_AT_ALL::contains);
        return ids.stream()
                .filter(id -> seesAll || rights.directs(id))
                .map(id -> line(id, people.get(id)))
                .toList();
    }

    /** As the list shows it, whoever asks. */
    public Line line(String userId) {
        return line(userId, staff.person(userId));
    }

    private Line line(String userId, Staff.@Nullable Person person) {
        var account = accounts.get(userId);
        return new Line(
                account,
                person == null ? "" : person.name(),
                staff.groupsOf(userId).stream().sorted().toList(),
                accounts.passwordEnds(account),
                accounts.activityEnds(account),
                accounts.rulesEnd(account));
    }

    /**
     * Makes the password void and sends a link to set a new one. Running sessions end, a lock is lifted (ACC-19). Of a user who
     * signs in at the provider the tie to a person there is undone instead.
     *
     * @throws Rejected INVALID unless the identity was checked; FORBIDDEN for one's own account and for those without the
     *     right; REFUSED for a closed account
     */
    @Transactional
    public void reset(String userId, boolean identityChecked) {
        requireRight(userId);
        requireIdentityChecked(identityChecked);
        accounts.enable(userId);
        if (!accounts.usesPassword(userId)) {
            accounts.untie(userId);
            log.note(userId, "tie to the provider undone", "");
            audit.note("identity.provider-tie-undone", userId, "identity checked");
            return;
        }
        staff.voidPassword(userId);
        log.note(userId, "password reset", "");
        audit.note("identity.password-reset", userId, "identity checked");
        events.publishEvent(new LinkWanted(userId, staff.addressOf(userId)));
    }

    /**
     * Lets a disabled user in again (ACC-18). Where the password is too old it has to be reset instead.
     *
     * @throws Rejected INVALID unless the identity was checked, REFUSED if the account is not disabled, closed, its password too
     *     old or its training lapsed
     */
    @Transactional
    public void reinstate(String userId, boolean identityChecked) {
        requireRight(userId);
        requireIdentityChecked(identityChecked);
        var account = accounts.get(userId);
        if (!account.isDisabled()) {
            throw Rejected.refused("identity.not-disabled", "The account %s is not disabled.".formatted(userId));
        }
        if (account.disabledWhy() == Account.Why.PASSWORD_AGE) {
            throw Rejected.refused(
                    "identity.password-too-old", "The password of %s is too old; reset it.".formatted(userId));
        }
        if (account.disabledWhy() == Account.Why.REFRESHER) {
            throw Rejected.refused(
                    "identity.training-lapsed",
                    "The training of %1$s has lapsed; record a new one at /training/people/%1$s.".formatted(userId));
        }
        if (account.disabledWhy() == Account.Why.INCIDENT) {
            throw Rejected.refused(
                    "identity.in-doubt",
                    "The password of %s may be known to others since an incident; reset it.".formatted(userId));
        }
        accounts.enable(userId);
        log.note(userId, "reinstated", "");
    }

    /**
     * Takes the access away at once; the account stays, and so does its trail (ACC-23, ACC-26).
     *
     * @param reason kept with the account
     * @param until the day on which it comes back by itself, or null
     */
    @Transactional
    public void disable(String userId, @Nullable String reason, @Nullable LocalDate until) {
        requireRight(userId);
        new Violations()
                .unless(
                        reason != null && !reason.isBlank() && reason.length() <= LONGEST_REASON,
                        "reason",
                        "is required, at most %d characters".formatted(LONGEST_REASON))
                .unless(until == null || until.isAfter(time.today()), "until", "must be a day after today")
                .refuseIfAny("identity.bad-disabling", "The account was not disabled.");
        accounts.disable(userId, Account.Why.ADMINISTRATOR);
        var back = until == null ? "" : "until " + until;
        if (until != null) {
            accounts.letReturn(userId, until);
        }
        log.note(userId, ("disabled " + back).strip(), String.valueOf(reason).strip());
        audit.note("identity.access-taken", userId, back);
    }

    /**
     * Changes what somebody is called and where mail reaches him: everybody his own, who manages accounts those of others (ACC-29).
     *
     * @throws Rejected INVALID naming each wrong field, FORBIDDEN without the right
     */
    @Transactional
    public void amend(Staff.Person wanted) {
        if (!wanted.id().equals(Actor.user())) {
            rights.requireManages(wanted.id());
        }
        requireOpen(wanted.id());
        var person = new Staff.Person(
                wanted.id(),
                wanted.firstName().strip(),
                wanted.lastName().strip(),
                wanted.email().strip());
        guard.lockIds();
        var owner = EmailAddress.isOne(person.email()) ? guard.ownerOf(person.email()) : null;
        new Violations()
                .unless(person.firstName().length() <= LONGEST_NAME, "firstName", "is too long")
                .unless(
                        !person.lastName().isEmpty() && person.lastName().length() <= LONGEST_NAME,
                        "lastName",
                        "is required, at most %d characters".formatted(LONGEST_NAME))
                .unless(EmailAddress.isOne(person.email()), "email", "is no e-mail address")
                .unless(
                        owner == null || owner.equals(person.id()),
                        "email",
                        "belongs to another account; an address is never used for another one")
                .refuseIfAny("identity.bad-person", "Nothing was changed.");
        store(staff.person(person.id()), person);
    }

    private void store(Staff.Person before, Staff.Person after) {
        if (before.equals(after)) {
            return;
        }
        staff.amend(after);
        if (!before.name().equals(after.name())) {
            log.note(after.id(), "name changed", "from %s to %s".formatted(before.name(), after.name()));
            audit.note("identity.person-changed", after.id(), "name");
        }
        if (!before.email().equals(after.email())) {
            var number =
                    log.note(after.id(), "e-mail changed", "from %s to %s".formatted(before.email(), after.email()));
            audit.note("identity.person-changed", after.id(), "email");
            if (!before.email().isEmpty()) {
                events.publishEvent(new AddressChanged(after.id(), before.email(), number));
            }
        }
    }

    /**
     * Freezes an account in doubt: sessions end everywhere with the next request (SEC-6). {@link #reset} opens it again.
     *
     * @param incident number of the security incident
     * @throws Rejected REFUSED if it is disabled already; FORBIDDEN for one's own account and for those without the right
     */
    @Transactional
    public void freeze(String userId, String incident) {
        requireRight(userId);
        freezeNow(userId, incident);
    }

    /** As {@link #freeze}, for the current user's own account; whoever suspects its misuse needs no other right. */
    @Transactional
    public void freezeOwn(String incident) {
        freezeNow(Actor.user(), incident);
    }

    private void freezeNow(String userId, String incident) {
        if (accounts.get(userId).isDisabled()) {
            throw Rejected.refused("identity.disabled", "The account %s is disabled already.".formatted(userId));
        }
        accounts.disable(userId, Account.Why.INCIDENT);
        log.note(userId, "frozen", incident);
        audit.note("identity.frozen", userId, incident);
    }

    /** Of two that want the same id one waits until the other's transaction ends. */
    public void lockIds() {
        guard.lockIds();
    }

    /**
     * Creates the account of a person, with a password that nobody knows and a link to set one (ACC-5, ACC-31). The caller has
     * decided that it may be.
     *
     * @param group the role, or the role in a region
     * @param lapsesAt when it ends if nobody has signed in by then
     */
    public void create(String userId, String name, String email, String group, Instant lapsesAt) {
        staff.create(userId, name, email, group);
        log.note(userId, "created", group);
        audit.note("identity.account-created", userId, group);
        // the engine stores a new user only when the step that creates him ends; until then nobody finds his address
        events.publishEvent(new Created(userId, email, lapsesAt));
        if (accounts.usesPassword(userId)) {
            events.publishEvent(new LinkWanted(userId, email));
        }
    }

    /** Ends an account that nobody ever used. */
    public void lapse(String userId) {
        accounts.disable(userId, Account.Why.UNUSED);
    }

    private static void requireIdentityChecked(boolean checked) {
        var violations = new Violations();
        violations.unless(checked, "identityChecked", "check who asks before the account is opened again");
        violations.refuseIfAny("identity.not-checked", "Nothing was changed.");
    }

    /** Whether the current user resets, reinstates and disables the account. */
    public boolean mayReset(String userId) {
        return !Actor.share(userId, Actor.current())
                && (rights.isOfTheState(userId)
                        ? Actor.uses(rules.resetters()::contains)
                        : Actor.holds(Roles.ADMINISTRATOR::equals));
    }

    private void requireRight(String userId) {
        AccountRights.requireNotOwn(userId);
        rights.requireAuthority(userId);
        if (!mayReset(userId)) {
            throw Rejected.forbidden(
                    "identity.no-reset", "Accounts are changed by: " + String.join(", ", rules.resetters()));
        }
        requireOpen(userId);
    }

    private void requireOpen(String userId) {
        if (accounts.get(userId).isClosed()) {
            throw Rejected.refused(
                    "identity.closed", "The account %s is closed; it is never opened again.".formatted(userId));
        }
    }
}
