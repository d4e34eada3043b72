package org.msixcasework.identity;

import java.security.SecureRandom;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of the engine's users: strikes, ages, locks and links (ACC-12 to ACC-20, ACC-25). */
@Component
public class Accounts {

    /** An account was disabled; whoever it belongs to and the State User Administrator are told. */
    public record Disabled(String userId, Account.Why why) {}

    /** A disabled account was opened again. */
    public record Enabled(String userId) {}

    /** An account will be disabled unless its user acts. */
    public record Warned(String userId, Account.Why why, LocalDate on, int daysLeft) {}

    /** A user read and accepted the Rules of Behavior. */
    public record RulesAccepted(String userId) {}

    /** A password as the engine keeps it. */
    record Hashed(String hash, String salt) {}

    private static final String DIGEST = "encode(sha256(convert_to(?, 'UTF8')), 'hex')";

    private static final Duration NOTED_ACTIVITY = Duration.ofHours(1);

    private final JdbcTemplate jdbc;
    private final AccountRules rules;
    private final TrainingRegister trainings;
    private final AccountGuard guard;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Time time;
    private final SecureRandom random = new SecureRandom();

    Accounts(
            JdbcTemplate jdbc,
            AccountRules rules,
            TrainingRegister trainings,
            AccountGuard guard,
            Audit audit,
            ApplicationEventPublisher events,
            Time time) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.trainings = trainings;
        this.guard = guard;
        this.audit = audit;
        this.events = events;
        this.time = time;
    }

    public Optional<Account> find(String userId) {
        return jdbc.query("select * from account where user_id = ?", Accounts::row, userId).stream()
                .findFirst();
    }

    /** As {@link #find}, and lets no other transaction check or change the account until this one ends. */
    Optional<Account> lock(String userId) {
        return jdbc.query("select * from account where user_id = ? for update", Accounts::row, userId).stream()
                .findFirst();
    }

    /** @throws NotFound if there is no such account */
    public Account get(String userId) {
        return find(userId).orElseThrow(() -> new NotFound("There is no account " + userId));
    }

    /**
     * The engine stored a password. Called in its transaction, through whatever door the password came.
     *
     * @param password as the engine keeps it
     * @param bySelf whether the user set it himself; otherwise he has to change it when he signs in
     */
    void passwordStored(String userId, Hashed password, boolean bySelf) {
        var now = Timestamp.from(time.instant());
        jdbc.update("""
                insert into account
                    (user_id, created_at, created_by, password_set_at, must_change, last_active_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (user_id) do update set
                    password_set_at = excluded.password_set_at, must_change = excluded.must_change,
                    version = account.version + 1
                """, userId, now, Actor.current(), now, !bySelf, now);
        jdbc.update(
                "insert into password_history (user_id, hash, salt, set_at) values (?, ?, ?, ?)",
                userId,
                password.hash(),
                password.salt(),
                now);
        audit.note("identity.password-set", userId, bySelf ? "by the user" : "for the user");
    }

    /** The last passwords, newest first. */
    List<Hashed> lastPasswords(String userId, int most) {
        return jdbc.query(
                "select hash, salt from password_history where user_id = ? order by id desc limit ?",
                (row, number) -> new Hashed(row.getString("hash"), row.getString("salt")),
                userId,
                most);
    }

    /** Makes an account for each user who came before there were accounts; his password counts from now, his address is noted. */
    void completeAccounts() {
        guard.completeAddresses();
        var now = Timestamp.from(time.instant());
        jdbc.update("""
                insert into account (user_id, created_at, created_by, password_set_at, must_change, last_active_at)
                select id_, ?, ?, ?, false, ? from act_id_user where pwd_ is not null on conflict do nothing
                """, now, Actor.current(), now, now);
        jdbc.update("""
                insert into password_history (user_id, hash, salt, set_at)
                select id_, pwd_, salt_, ? from act_id_user u
                where pwd_ is not null and not exists (select 1 from password_history h where h.user_id = u.id_)
                """, now);
    }

    /** Made-up staff never saw the first sign-in: their password is theirs, they know the rules and are trained. */
    void settle(String userId) {
        var now = Timestamp.from(time.instant());
        jdbc.update("""
                update account set must_change = false, first_signed_in_at = ?, rules_version = ?, rules_accepted_at = ?
                where user_id = ? and first_signed_in_at is null
                """, now, rules.rulesVersion(), now, userId);
        trainings.keepCurrent(List.of(userId));
    }

    /** Made-up staff do in time what ages ask of them. */
    void keepCurrent(Collection<String> userIds) {
        var now = Timestamp.from(time.instant());
        jdbc.update("""
                update account set password_set_at = ?, last_active_at = ?, rules_accepted_at = ?
                where user_id = any (?)
                """, now, now, now, userIds.toArray(String[]::new));
        jdbc.update("""
                update account set disabled_at = null, disabled_by = null, disabled_why = null
                where user_id = any (?) and disabled_why in ('PASSWORD_AGE', 'INACTIVITY', 'REFRESHER')
                """, new Object[] {userIds.toArray(String[]::new)});
    }

    /**
     * A wrong password. The last strike disables the account (ACC-17).
     *
     * @return whether it is disabled now
     */
    boolean strike(String userId) {
        var strikes = jdbc.queryForObject(
                "update account set strikes = strikes + 1 where user_id = ? returning strikes", Integer.class, userId);
        if (strikes == null || strikes < rules.strikes()) {
            return false;
        }
        disable(userId, Account.Why.STRIKES);
        return true;
    }

    /** A right password ends the count of wrong ones. */
    void signedIn(Account account) {
        var now = Timestamp.from(time.instant());
        jdbc.update("""
                update account set strikes = 0, last_active_at = ?, first_signed_in_at = coalesce(first_signed_in_at, ?)
                where user_id = ?
                """, now, now, account.userId());
    }

    /** Notes that the user is there; not more often than once an hour. */
    void active(Account account) {
        var now = time.instant();
        if (Duration.between(account.lastActiveAt(), now).abs().compareTo(NOTED_ACTIVITY) >= 0) {
            jdbc.update(
                    "update account set last_active_at = ? where user_id = ?", Timestamp.from(now), account.userId());
        }
    }

    /** Why an account that is not disabled yet has to be at this moment, if it has to. */
    Optional<Account.Why> due(Account account) {
        var now = time.instant();
        if (now.isAfter(passwordEnds(account)) && usesPassword(account.userId())) {
            return Optional.of(Account.Why.PASSWORD_AGE);
        }
        if (now.isAfter(activityEnds(account))) {
            return Optional.of(Account.Why.INACTIVITY);
        }
        return rules.refresherSuspends() && hasLapsed(account.userId())
                ? Optional.of(Account.Why.REFRESHER)
                : Optional.empty();
    }

    /** Whoever never had a training does not lapse: he gets nowhere in the first place (ACC-6). */
    private boolean hasLapsed(String userId) {
        return trainings
                .expiresOn(userId)
                .filter(last -> last.isBefore(time.today()))
                .isPresent();
    }

    /** Whoever was suspended for want of a training gets in again as soon as one is recorded (ACC-24). */
    @EventListener
    void on(TrainingRegister.Recorded training) {
        if (!training.expiresOn().isBefore(time.today())
                && find(training.userId())
                        .filter(account -> account.disabledWhy() == Account.Why.REFRESHER)
                        .isPresent()) {
            enable(training.userId());
        }
    }

    /** Whether the State User Administrator confirms what a person tells of a refresher (ACC-24). */
    public boolean areRefreshersChecked() {
        return rules.refresherChecked();
    }

    /** Name of the template with the text of the Rules of Behavior that everybody has to have accepted. */
    public String rulesText() {
        return "rules/" + rules.rulesVersion();
    }

    /**
     * Whether a user signs in with a password of ours, and not at the provider. Without a provider everybody does; with one only
     * other systems and administrators, who have to get in when the provider does not answer.
     */
    boolean usesPassword(String userId) {
        return rules.provider() == null
                || Boolean.TRUE.equals(jdbc.queryForObject(
                        "select exists (select 1 from act_id_membership where user_id_ = ? and group_id_ in (?, ?))",
                        Boolean.class,
                        userId,
                        Roles.TECHNICAL,
                        Roles.ADMINISTRATOR));
    }

    /**
     * Ties a user to a person of the provider, once: an id that the provider gives to somebody else later opens nothing.
     *
     * @param subject issuer and subject of the provider
     * @return whether the user is tied to this person now
     */
    boolean tie(String userId, String subject) {
        return jdbc.update("""
                        update account set provider_subject = ? where user_id = ?
                        and coalesce(provider_subject, ?) = ?
                        and not exists (select 1 from account a where a.provider_subject = ? and a.user_id <> ?)
                        """, subject, userId, subject, subject, subject, userId) == 1;
    }

    /** The next person whom the provider calls by this id is tied to it; sessions end. */
    void untie(String userId) {
        jdbc.update("update account set provider_subject = null, version = version + 1 where user_id = ?", userId);
    }

    Instant passwordEnds(Account account) {
        return days(account.passwordSetAt(), rules.passwordDays());
    }

    Instant activityEnds(Account account) {
        return days(account.lastActiveAt(), rules.inactiveDays());
    }

    /** When the Rules of Behavior have to be accepted again at the latest; null if they never were. */
    @Nullable
    Instant rulesEnd(Account account) {
        var accepted = account.rulesAcceptedAt();
        return accepted == null
                ? null
                : ZonedDateTime.ofInstant(accepted, Time.ZONE).plusYears(1).toInstant();
    }

    private static Instant days(Instant from, int days) {
        return ZonedDateTime.ofInstant(from, Time.ZONE).plusDays(days).toInstant();
    }

    /** Nobody gets in any more, and running sessions end. */
    void disable(String userId, Account.Why why) {
        var changed = jdbc.update("""
                update account set disabled_at = ?, disabled_by = ?, disabled_why = ?, version = version + 1
                where user_id = ? and disabled_at is null
                """, Timestamp.from(time.instant()), Actor.current(), why.name(), userId);
        if (changed == 1) {
            audit.note("identity.disabled", userId, why.name());
            events.publishEvent(new Disabled(userId, why));
        }
    }

    /** Lets the user in again, with the password he had unless that is too old (ACC-18). */
    void enable(String userId) {
        var now = Timestamp.from(time.instant());
        jdbc.update("""
                update account set disabled_at = null, disabled_by = null, disabled_why = null, returns_on = null,
                    strikes = 0, last_active_at = ?
                where user_id = ? and closed_at is null
                """, now, userId);
        audit.note("identity.reinstated", userId, "");
        events.publishEvent(new Enabled(userId));
    }

    /** A disabled account opens again by itself on a day. */
    void letReturn(String userId, LocalDate on) {
        jdbc.update(
                "update account set returns_on = ? where user_id = ? and disabled_why = 'ADMINISTRATOR'",
                Date.valueOf(on),
                userId);
    }

    /** Ends an account for ever; its links are dead and running sessions end (ACC-21). */
    void close(String userId, LocalDate papersKeptUntil) {
        var now = Timestamp.from(time.instant());
        jdbc.update("""
                update account set disabled_at = ?, disabled_by = ?, disabled_why = 'CLOSED', returns_on = null,
                    closed_at = ?, closed_by = ?, papers_kept_until = ?, version = version + 1
                where user_id = ?
                """, now, Actor.current(), now, Actor.current(), Date.valueOf(papersKeptUntil), userId);
        jdbc.update("update password_link set used_at = ? where user_id = ? and used_at is null", now, userId);
        audit.note("identity.closed", userId, "");
    }

    /** The user chose the password himself. */
    void ownPassword(String userId) {
        jdbc.update("update account set must_change = false where user_id = ?", userId);
    }

    /** Ends every session of the user. */
    void endSessions(String userId) {
        jdbc.update("update account set version = version + 1 where user_id = ?", userId);
    }

    /** Whether the user has to read and accept the Rules of Behavior before anything else (ACC-25). */
    boolean owesRules(Account account) {
        var end = rulesEnd(account);
        return end == null
                || !rules.rulesVersion().equals(account.rulesVersion())
                || time.instant().isAfter(end);
    }

    /** The current user read and accepted the Rules of Behavior of today's version (ACC-25). */
    public void acceptRules(String userId) {
        jdbc.update(
                "update account set rules_version = ?, rules_accepted_at = ? where user_id = ?",
                rules.rulesVersion(),
                Timestamp.from(time.instant()),
                userId);
        audit.note("identity.rules-accepted", userId, rules.rulesVersion());
        events.publishEvent(new RulesAccepted(userId));
    }

    /**
     * A link by which the user sets his password once. Links from before end. Only its digest is kept.
     *
     * @return the token
     */
    @Transactional
    public String newLink(String userId) {
        get(userId);
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var now = time.instant();
        jdbc.update(
                "update password_link set used_at = ? where user_id = ? and used_at is null",
                Timestamp.from(now),
                userId);
        jdbc.update(
                "insert into password_link (token_hash, user_id, expires_at) values (%s, ?, ?)".formatted(DIGEST),
                token,
                userId,
                Timestamp.from(now.plus(Duration.ofHours(rules.linkHours()))));
        audit.note("identity.link-made", userId, "");
        return token;
    }

    /** Whose password a link sets, if it can still be used; a link to a closed account cannot, whenever it was made. */
    Optional<String> linkOf(String token) {
        return jdbc.queryForList("""
                        select l.user_id from password_link l join account a on a.user_id = l.user_id
                        where token_hash = %s and used_at is null and expires_at > ? and closed_at is null
                        """.formatted(DIGEST), String.class, token, Timestamp.from(time.instant())).stream()
                .findFirst();
    }

    /** @throws Rejected REFUSED if the link was used or has expired meanwhile */
    void useLink(String token) {
        var used = jdbc.update(
                """
                update password_link set used_at = ?
                where token_hash = %s and used_at is null and expires_at > ?
                    and user_id in (select user_id from account where closed_at is null)
                """.formatted(DIGEST), Timestamp.from(time.instant()), token, Timestamp.from(time.instant()));
        if (used != 1) {
            throw Rejected.refused("identity.link-ended", "This link was used or has expired. Ask for a new one.");
        }
    }

    /**
     * Opens again what was disabled until today (ACC-23), locks what is due, and warns of what will be (ACC-15, ACC-20). Doing it
     * again tells nobody twice.
     */
    @Transactional
    public void review() {
        jdbc.queryForList("select user_id from account where returns_on <= ?", String.class, Date.valueOf(time.today()))
                .forEach(this::enable);
        for (var account : jdbc.query("select * from account where disabled_at is null", Accounts::row)) {
            due(account).ifPresentOrElse(why -> disable(account.userId(), why), () -> warn(account));
        }
    }

    private void warn(Account account) {
        if (usesPassword(account.userId())) {
            warn(account, Account.Why.PASSWORD_AGE, passwordEnds(account), rules.passwordWarnings());
        }
        warn(account, Account.Why.INACTIVITY, activityEnds(account), rules.inactiveWarnings());
    }

    private void warn(Account account, Account.Why why, Instant end, List<Integer> days) {
        var on = LocalDate.ofInstant(end, Time.ZONE);
        var left = (int) ChronoUnit.DAYS.between(time.today(), on);
        days.stream()
                .filter(day -> left <= day)
                .min(Integer::compare)
                .ifPresent(day -> events.publishEvent(new Warned(account.userId(), why, on, day)));
    }

    private static Account row(ResultSet row, int number) throws SQLException {
        var why = row.getString("disabled_why");
        return new Account(
                row.getString("user_id"),
                row.getTimestamp("password_set_at").toInstant(),
                row.getBoolean("must_change"),
                row.getInt("version"),
                row.getInt("strikes"),
                row.getTimestamp("last_active_at").toInstant(),
                instant(row, "first_signed_in_at"),
                instant(row, "disabled_at"),
                why == null ? null : Account.Why.valueOf(why),
                row.getString("rules_version"),
                instant(row, "rules_accepted_at"),
                day(row, "returns_on"),
                instant(row, "closed_at"),
                day(row, "papers_kept_until"));
    }

    private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        var value = row.getDate(column);
        return value == null ? null : value.toLocalDate();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
