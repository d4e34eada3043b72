package org.msixcasework.identity;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Violations;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the State User Administrator does with accounts: reset, reinstate, take away (ACC-11, ACC-18, ACC-19, ACC-26). */
@Component
public class AccountDesk {

    /** An account was created; it ends unless somebody uses it before. */
    public record Created(String userId, Instant lapsesAt) {}

    /** A user needs a link to set his password. */
    public record LinkWanted(String userId) {}

    /** One account as the list shows it. */
    public record Line(Account account, List<String> groups, Instant passwordEnds, Instant activityEnds) {}

    private static final int LONGEST_REASON = 1000;
    private static final long LOCK = 7_240_018;

    private final Accounts accounts;
    private final Staff staff;
    private final AccountRules rules;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final JdbcTemplate jdbc;
    private final SecureRandom random = new SecureRandom();

    AccountDesk(
            Accounts accounts,
            Staff staff,
            AccountRules rules,
            Audit audit,
            ApplicationEventPublisher events,
            JdbcTemplate jdbc) {
        this.accounts = accounts;
        this.staff = staff;
        this.rules = rules;
        this.audit = audit;
        this.events = events;
        this.jdbc = jdbc;
    }

    /** Every account, in the order of the ids. */
    public List<Line> all() {
        return jdbc.queryForList("select user_id from account order by user_id", String.class).stream()
                .map(accounts::get)
                .map(account -> new Line(
                        account,
                        staff.groupsOf(account.userId()).stream().sorted().toList(),
                        accounts.passwordEnds(account),
                        accounts.activityEnds(account)))
                .toList();
    }

    /**
     * Makes the password void and sends a link to set a new one. Running sessions end, a lock is lifted (ACC-19).
     *
     * @throws Rejected INVALID unless the identity was checked; FORBIDDEN for one's own account and for those without the right
     */
    @Transactional
    public void reset(String userId, boolean identityChecked) {
        requireRight(userId);
        requireIdentityChecked(identityChecked);
        staff.voidPassword(userId, unknownPassword());
        accounts.enable(userId);
        audit.note("identity.password-reset", userId, "identity checked");
        events.publishEvent(new LinkWanted(userId));
    }

    /**
     * Lets a disabled user in again (ACC-18). Where the password is too old it has to be reset instead.
     *
     * @throws Rejected INVALID unless the identity was checked, REFUSED if the account is not disabled or its password too old
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
        if (account.disabledWhy() == Account.Why.INCIDENT) {
            throw Rejected.refused(
                    "identity.in-doubt",
                    "The password of %s may be known to others since an incident; reset it.".formatted(userId));
        }
        accounts.enable(userId);
    }

    /**
     * Takes the access away at once; the account stays, and so does its trail (ACC-23, ACC-26).
     *
     * @param reason kept in the audit log
     */
    @Transactional
    public void disable(String userId, @Nullable String reason) {
        requireRight(userId);
        var violations = new Violations();
        violations.unless(
                reason != null && !reason.isBlank() && reason.length() <= LONGEST_REASON,
                "reason",
                "is required, at most %d characters".formatted(LONGEST_REASON));
        violations.refuseIfAny("identity.bad-disabling", "The account was not disabled.");
        accounts.get(userId);
        accounts.disable(userId, Account.Why.ADMINISTRATOR);
        audit.note("identity.access-taken", userId, String.valueOf(reason).strip());
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
        audit.note("identity.frozen", userId, incident);
    }

    /** Of two that want the same id one waits until the other's transaction ends. */
    public void lockIds() {
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
    }

    /**
     * Creates the account of a person, with a password that nobody knows and a link to set one (ACC-5, ACC-31). The caller has
     * decided that it may be.
     *
     * @param group the role, or the role in a region
     * @param lapsesAt when it ends if nobody has signed in by then
     */
    public void create(String userId, String name, String email, String group, Instant lapsesAt) {
        staff.create(userId, name, email, group, unknownPassword());
        audit.note("identity.account-created", userId, group);
        events.publishEvent(new Created(userId, lapsesAt));
        events.publishEvent(new LinkWanted(userId));
    }

    /** Ends an account that nobody ever used. */
    public void lapse(String userId) {
        accounts.disable(userId, Account.Why.UNUSED);
    }

    /** The rules of passwords hold for it too. */
    private String unknownPassword() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return "aA1!" + Base64.getEncoder().encodeToString(bytes);
    }

    private static void requireIdentityChecked(boolean checked) {
        var violations = new Violations();
        violations.unless(checked, "identityChecked", "check who asks before the account is opened again");
        violations.refuseIfAny("identity.not-checked", "Nothing was changed.");
    }

    private void requireRight(String userId) {
        if (!Actor.uses(rules.resetters()::contains)) {
            throw Rejected.forbidden(
                    "identity.no-reset", "Accounts are changed by: " + String.join(", ", rules.resetters()));
        }
        if (Actor.share(userId, Actor.current())) {
            throw Rejected.forbidden("identity.own-account", "Nobody resets, reinstates or disables his own account.");
        }
    }
}
