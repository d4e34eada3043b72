package org.msixcasework.closing;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.NotFound;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The closings; all methods run in the caller's transaction. */
@Component
class Closings {

    private final JdbcTemplate jdbc;

    Closings(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A number that no other closing has. */
    String nextId(int year) {
        return "CL-%d-%04d".formatted(year, jdbc.queryForObject("select nextval('closing_number')", Long.class));
    }

    /** Answers whether it was stored; false if there is one with this number, or an open one of this account. */
    boolean add(Closing closing) {
        return jdbc.update(
                        """
                        insert into closing (id, user_id, region, reason, last_day, revocation, asked_by, asked_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """,
                        closing.id(),
                        closing.userId(),
                        closing.region(),
                        closing.reason(),
                        Date.valueOf(closing.lastDay()),
                        closing.revocation(),
                        closing.askedBy(),
                        Timestamp.from(closing.askedAt()))
                == 1;
    }

    /** @throws NotFound if there is no such closing */
    Closing get(String id) {
        return jdbc.query("select * from closing where id = ?", Closings::row, id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no closing with this number"));
    }

    Optional<Closing> openOf(String userId) {
        return jdbc.query("select * from closing where user_id = ? and open", Closings::row, userId).stream()
                .findFirst();
    }

    /** The closings of an account, latest first. */
    List<Closing> of(String userId) {
        return jdbc.query(
                "select * from closing where user_id = ? order by asked_at desc, id desc", Closings::row, userId);
    }

    void handedOver(String id, @Nullable String colleague, String by, Instant at) {
        jdbc.update(
                "update closing set colleague = ?, handed_over_by = ?, handed_over_at = ? where id = ?",
                colleague,
                by,
                Timestamp.from(at),
                id);
    }

    /** @param keptBecause null if the account is to be closed */
    void decided(String id, @Nullable String keptBecause, String by, Instant at) {
        jdbc.update(
                "update closing set kept_because = ?, decided_by = ?, decided_at = ?, open = ? where id = ?",
                keptBecause,
                by,
                Timestamp.from(at),
                keptBecause == null,
                id);
    }

    void closed(String id, Instant at) {
        jdbc.update("update closing set closed_at = ?, open = false where id = ?", Timestamp.from(at), id);
    }

    private static Closing row(ResultSet row, int number) throws SQLException {
        return new Closing(
                row.getString("id"),
                row.getString("user_id"),
                row.getString("region"),
                row.getString("reason"),
                row.getDate("last_day").toLocalDate(),
                row.getBoolean("revocation"),
                row.getString("asked_by"),
                row.getTimestamp("asked_at").toInstant(),
                row.getString("colleague"),
                row.getString("handed_over_by"),
                instant(row, "handed_over_at"),
                row.getString("decided_by"),
                instant(row, "decided_at"),
                row.getString("kept_because"),
                instant(row, "closed_at"),
                row.getBoolean("open"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
