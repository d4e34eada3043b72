package org.msixcasework.account;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.NotFound;
import org.msixcasework.process.CaseMoved;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The applications for access; all methods run in the caller's transaction. */
@Component
class Applications {

    private final JdbcTemplate jdbc;

    Applications(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Whoever is waited for goes to the region that took the case over; where that is the State, the region stays to be enabled. */
    @EventListener
    void on(CaseMoved moved) {
        if (moved.ref().process().equals(AccountProcess.KEY) && moved.to() != null) {
            jdbc.update(
                    "update account_application set region = ? where id = ?",
                    moved.to(),
                    moved.ref().businessKey());
        }
    }

    /** Answers whether it was stored; false if there is one with this number, or an open one with this address. */
    boolean add(Application application) {
        return jdbc.update(
                        """
                        insert into account_application (id, applicant_name, email, role, region, supervisor, need,
                            training_module, training_completed_on, mep_staff, received_at, received_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """,
                        application.id(),
                        application.applicantName(),
                        application.email(),
                        application.role(),
                        application.region(),
                        application.supervisor(),
                        application.need(),
                        application.trainingModule(),
                        Date.valueOf(application.trainingCompletedOn()),
                        application.mepStaff(),
                        Timestamp.from(application.receivedAt()),
                        application.receivedBy())
                == 1;
    }

    /** @throws NotFound if there is no such application */
    Application get(String id) {
        return jdbc.query("select * from account_application where id = ?", Applications::row, id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no application with this number"));
    }

    boolean isOpenFor(String email) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from account_application where lower(email) = lower(?) and open)",
                Boolean.class,
                email));
    }

    /** The application that an account was created by. */
    Optional<Application> of(String userId) {
        return jdbc.query("select * from account_application where user_id = ?", Applications::row, userId).stream()
                .findFirst();
    }

    void verified(String id, @Nullable String certificateNumber, String by, Instant at) {
        jdbc.update(
                "update account_application set certificate_number = ?, verified_by = ?, verified_at = ? where id = ?",
                certificateNumber,
                by,
                Timestamp.from(at),
                id);
    }

    void decided(
            String id,
            @Nullable String userId,
            @Nullable String identityCheck,
            @Nullable String reason,
            String by,
            Instant at) {
        jdbc.update("""
                update account_application
                set user_id = ?, identity_check = ?, reason = ?, decided_by = ?, decided_at = ?, open = false
                where id = ?
                """, userId, identityCheck, reason, by, Timestamp.from(at), id);
    }

    private static Application row(ResultSet row, int number) throws SQLException {
        return new Application(
                row.getString("id"),
                row.getString("applicant_name"),
                row.getString("email"),
                row.getString("role"),
                row.getString("region"),
                row.getString("supervisor"),
                row.getString("need"),
                row.getString("training_module"),
                row.getDate("training_completed_on").toLocalDate(),
                row.getBoolean("mep_staff"),
                row.getTimestamp("received_at").toInstant(),
                row.getString("received_by"),
                row.getString("certificate_number"),
                row.getString("verified_by"),
                instant(row, "verified_at"),
                row.getString("decided_by"),
                instant(row, "decided_at"),
                row.getString("identity_check"),
                row.getString("reason"),
                row.getString("user_id"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
