package org.msixcasework.identity;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.camunda.bpm.engine.BadUserRequestException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What holds for users and their groups beneath every door, Camunda Admin and both REST roots included: an id and an e-mail
 * address belong to one account for ever, a closed account stays closed (ACC-23, ACC-31, X8), and nobody holds roles that
 * conflict (ACC-33). Called in the engine's transaction; what it refuses is a mistake of the caller.
 */
@Component
class AccountGuard {

    private static final long LOCK = 7_240_018;

    private final JdbcTemplate jdbc;
    private final RoleConflicts conflicts;

    AccountGuard(JdbcTemplate jdbc, AccountRules rules) {
        this.jdbc = jdbc;
        this.conflicts = new RoleConflicts(rules.conflicts());
    }

    /** Of two that want the same id or address one waits until the other's transaction ends. */
    void lockIds() {
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
    }

    /** A user is about to be stored. */
    void saving(String userId, boolean isNew, @Nullable String email) {
        if (isNew) {
            lockIds();
            require(!isTaken(userId), "The id is taken; an id is never used again, in whatever letters.");
        } else {
            requireOpen(userId);
        }
        if (email != null && !email.isBlank() && !isStored(userId, email)) {
            require(claims(userId, email), "The e-mail address belongs to another account; it is never used again.");
        }
    }

    private boolean isTaken(String userId) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from act_id_user where lower(id_) = lower(?))", Boolean.class, userId));
    }

    private boolean isStored(String userId, String email) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from act_id_user where id_ = ? and email_ = ?)",
                Boolean.class,
                userId,
                email));
    }

    /** Makes the address the account's own, unless it is another one's already. */
    private boolean claims(String userId, String email) {
        jdbc.update(
                "insert into account_address (address, user_id) values (?, ?) on conflict do nothing",
                addressKey(email),
                userId);
        return userId.equals(ownerOf(email));
    }

    /** Whose address this is or ever was, in whatever letters it is written; null if it is free. */
    @Nullable
    String ownerOf(String email) {
        return jdbc
                .queryForList("select user_id from account_address where address = ?", String.class, addressKey(email))
                .stream()
                .findFirst()
                .orElse(null);
    }

    private static String addressKey(String email) {
        return Normalizer.normalize(email, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    /** Notes the addresses of users who came before addresses were noted. */
    void completeAddresses() {
        jdbc.query("""
                select id_, email_ from act_id_user u
                where email_ <> '' and not exists (select 1 from account_address a where a.user_id = u.id_) order by id_
                """, row -> {
            claims(row.getString("id_"), row.getString("email_"));
        });
    }

    /** A user is about to become a member of a group. */
    void joining(String userId, String group) {
        requireOpen(userId);
        var held =
                jdbc.queryForList("select group_id_ from act_id_membership where user_id_ = ?", String.class, userId);
        conflicts.between(held, group).ifPresent(other -> {
            throw new BadUserRequestException("Nobody holds the roles %s and %s at once.".formatted(other, group));
        });
    }

    /** The first of the groups that nobody holds together with {@code group}; null if there is none. */
    @Nullable
    String conflictOf(List<String> held, String group) {
        return conflicts.between(held, group).orElse(null);
    }

    void requireOpen(String userId) {
        require(
                Boolean.FALSE.equals(jdbc.queryForObject(
                        "select exists (select 1 from account where lower(user_id) = lower(?) and closed_at is not null)",
                        Boolean.class,
                        userId)),
                "The account is closed; it is never opened again.");
    }

    /** Ids are for ever, so that nobody inherits what was done under one. */
    static BadUserRequestException neverDeleted() {
        return new BadUserRequestException("Users are not deleted; close the account instead.");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new BadUserRequestException(sentence);
        }
    }
}
