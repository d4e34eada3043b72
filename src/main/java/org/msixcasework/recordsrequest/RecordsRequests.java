package org.msixcasework.recordsrequest;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.NotFound;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The requests; all methods run in the caller's transaction. */
@Component
class RecordsRequests {

    private final JdbcTemplate jdbc;

    RecordsRequests(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores a request; one with the same key stays as it is. */
    void add(RecordsRequest request) {
        jdbc.update(
                """
                insert into records_request (id, student_id, school, state, certificate, requested_on, channel)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                request.id(),
                request.studentId(),
                request.school(),
                request.state(),
                request.certificate(),
                Date.valueOf(request.requestedOn()),
                request.channel());
    }

    /** @throws NotFound if there is no such request */
    RecordsRequest get(String id) {
        return jdbc.query("select * from records_request where id = ?", RecordsRequests::row, id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no records request with this number"));
    }

    /** The requests about a child, latest first (REC-9). */
    List<RecordsRequest> of(String student) {
        return jdbc.query(
                "select * from records_request where student_id = ? order by requested_on desc, id",
                RecordsRequests::row,
                student);
    }

    void answered(String id, Answer answer, String by, Instant at) {
        jdbc.update("""
                update records_request set outcome = ?, obtained_on = ?, reason = ?, answered_by = ?, answered_at = ?
                where id = ?
                """, answer.outcome().name(), answer.obtainedOn(), answer.reason(), by, Timestamp.from(at), id);
    }

    private static RecordsRequest row(ResultSet row, int number) throws SQLException {
        return new RecordsRequest(
                row.getString("id"),
                row.getString("student_id"),
                row.getString("school"),
                row.getString("state"),
                row.getString("certificate"),
                row.getDate("requested_on").toLocalDate(),
                row.getString("channel"),
                outcome(row.getString("outcome")),
                row.getObject("obtained_on", LocalDate.class),
                row.getString("reason"),
                row.getString("answered_by"),
                instant(row.getTimestamp("answered_at")));
    }

    private static RecordsRequest.@Nullable Outcome outcome(@Nullable String name) {
        return name == null ? null : RecordsRequest.Outcome.valueOf(name);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
