package org.msixcasework.support;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Staff of one test, who know the rules and chose their password. Without an address, so that mail to their groups reaches the
 * demo's people only.
 */
public final class MadeUpStaff {

    public static final String PASSWORD = "Own-choice-2!";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final IdentityService identity;
    private final JdbcTemplate jdbc;

    public MadeUpStaff(IdentityService identity, JdbcTemplate jdbc) {
        this.identity = identity;
        this.jdbc = jdbc;
    }

    /** @return id of a new member of these groups */
    public String in(Instant now, String... groups) {
        var id = "muster-" + COUNT.incrementAndGet();
        var user = identity.newUser(id);
        user.setFirstName("Muster");
        user.setLastName("Ejemplo");
        user.setPassword(PASSWORD);
        identity.saveUser(user);
        for (var group : groups) {
            identity.createMembership(id, group);
        }
        settle(jdbc, id, now);
        return id;
    }

    /** Somebody who chose his password, knows the rules and was trained on the day of {@code now}: he owes nothing. */
    public static void settle(JdbcTemplate jdbc, String id, Instant now) {
        var at = Timestamp.from(now);
        jdbc.update("""
                update account set must_change = false, first_signed_in_at = ?, rules_version = '2026-1', rules_accepted_at = ?
                where user_id = ?
                """, at, at, id);
        jdbc.update("""
                insert into training_record (user_id, module, completed_on, expires_on, source, recorded_by, recorded_at)
                values (?, 'demo', ?::timestamptz::date, ?::timestamptz::date + 365, 'ENTERED', 'system', ?)
                """, id, at, at, at);
    }
}
