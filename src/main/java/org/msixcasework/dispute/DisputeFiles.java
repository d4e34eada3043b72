package org.msixcasework.dispute;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.NotFound;
import org.msixcasework.record.DisputedElement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The disputes that were brought; all methods run in the caller's transaction. */
@Component
class DisputeFiles {

    /** A region that was told. */
    record Told(String region, Instant at) {}

    private final JdbcTemplate jdbc;

    DisputeFiles(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    String newNumber() {
        return "D-%06d".formatted(jdbc.queryForObject("select nextval('dispute_number')", Long.class));
    }

    /** A dispute with the same key stays as it is: the register refuses the second case. */
    void add(Dispute dispute) {
        var requester = dispute.requester();
        jdbc.update(
                """
                insert into dispute_case (id, student_id, received_on, relation, language, requester_name, requester_email,
                    requester_address, correction_number, reference, identity_checked_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                dispute.id(),
                dispute.studentId(),
                Date.valueOf(dispute.receivedOn()),
                requester.relation(),
                requester.language(),
                requester.name(),
                requester.email(),
                requester.address(),
                dispute.correctionNumber(),
                dispute.reference(),
                dispute.identityCheckedBy());
    }

    /** @throws NotFound if there is no such dispute */
    Dispute get(String id) {
        return jdbc.query("select * from dispute_case where id = ?", DisputeFiles::row, id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no dispute with this number"));
    }

    /** Numbers of the disputes that follow a refused request to correct. */
    List<String> following(String correctionNumber) {
        return jdbc.queryForList(
                "select id from dispute_case where correction_number = ? order by id", String.class, correctionNumber);
    }

    void choose(String id, Collection<DisputedElement> elements) {
        jdbc.update("delete from dispute_choice where number = ?", id);
        for (var element : elements) {
            jdbc.update("insert into dispute_choice (number, element) values (?, ?)", id, element.toString());
        }
    }

    /** The elements that were chosen so far, as text. */
    List<String> chosen(String id) {
        return jdbc.queryForList(
                "select element from dispute_choice where number = ? order by element", String.class, id);
    }

    void identityChecked(String id, String by) {
        jdbc.update("update dispute_case set identity_checked_by = ? where id = ?", by, id);
    }

    void answered(String id, Dispute.Outcome outcome, @Nullable String reason, String by, Instant at) {
        jdbc.update(
                "update dispute_case set outcome = ?, reason = ?, answered_by = ?, answered_at = ? where id = ?",
                outcome.name(),
                reason,
                by,
                Timestamp.from(at),
                id);
    }

    void told(String id, String region, Instant at) {
        jdbc.update(
                "insert into dispute_told (number, region, told_at) values (?, ?, ?) on conflict do nothing",
                id,
                region,
                Timestamp.from(at));
    }

    /** The regions that were told, each as often as it was. */
    List<Told> told(String id) {
        return jdbc.query(
                "select region, told_at from dispute_told where number = ? order by told_at, region",
                (row, number) -> new Told(
                        row.getString("region"), row.getTimestamp("told_at").toInstant()),
                id);
    }

    private static Dispute row(ResultSet row, int number) throws SQLException {
        var outcome = row.getString("outcome");
        var answeredAt = row.getTimestamp("answered_at");
        return new Dispute(
                row.getString("id"),
                row.getString("student_id"),
                row.getDate("received_on").toLocalDate(),
                Requester.of(row),
                row.getString("correction_number"),
                row.getString("reference"),
                row.getString("identity_checked_by"),
                outcome == null ? null : Dispute.Outcome.valueOf(outcome),
                row.getString("reason"),
                row.getString("answered_by"),
                answeredAt == null ? null : answeredAt.toInstant());
    }
}
