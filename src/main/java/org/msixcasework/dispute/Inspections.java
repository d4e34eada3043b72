package org.msixcasework.dispute;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.NotFound;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The requests to inspect a record; all methods run in the caller's transaction. */
@Component
class Inspections {

    private final JdbcTemplate jdbc;

    Inspections(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    String newNumber() {
        return "I-%06d".formatted(jdbc.queryForObject("select nextval('inspection_number')", Long.class));
    }

    /** A request with the same key stays as it is: the register refuses the second case. */
    void add(Inspection inspection) {
        var requester = inspection.requester();
        jdbc.update(
                """
                insert into inspection_request (id, student_id, received_on, relation, language, requester_name,
                    requester_email, requester_address, identity_checked_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                inspection.id(),
                inspection.studentId(),
                Date.valueOf(inspection.receivedOn()),
                requester.relation(),
                requester.language(),
                requester.name(),
                requester.email(),
                requester.address(),
                inspection.identityCheckedBy());
    }

    /** @throws NotFound if there is no such request */
    Inspection get(String id) {
        return jdbc.query("select * from inspection_request where id = ?", Inspections::row, id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no request to inspect a record with this number"));
    }

    void identityChecked(String id, String by) {
        jdbc.update("update inspection_request set identity_checked_by = ? where id = ?", by, id);
    }

    void answered(String id, Inspection.Answer answer, String by, Instant at) {
        var givenOn = answer.givenOn();
        jdbc.update(
                """
                update inspection_request
                set outcome = ?, given_by_means = ?, given_on = ?, reason = ?, answered_by = ?, answered_at = ? where id = ?
                """,
                answer.outcome().name(),
                answer.givenBy(),
                givenOn == null ? null : Date.valueOf(givenOn),
                answer.reason(),
                by,
                Timestamp.from(at),
                id);
    }

    private static Inspection row(ResultSet row, int number) throws SQLException {
        return new Inspection(
                row.getString("id"),
                row.getString("student_id"),
                row.getDate("received_on").toLocalDate(),
                Requester.of(row),
                row.getString("identity_checked_by"),
                answer(row),
                row.getString("answered_by"));
    }

    private static Inspection.@Nullable Answer answer(ResultSet row) throws SQLException {
        var outcome = row.getString("outcome");
        var givenOn = row.getDate("given_on");
        return outcome == null
                ? null
                : new Inspection.Answer(
                        Inspection.Outcome.valueOf(outcome),
                        row.getString("given_by_means"),
                        givenOn == null ? null : givenOn.toLocalDate(),
                        row.getString("reason"));
    }
}
