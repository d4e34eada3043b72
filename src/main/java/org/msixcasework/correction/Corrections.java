package org.msixcasework.correction;

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
class Corrections {

    /** A region that was told of a correction. */
    record Told(String region, Instant at) {}

    private final JdbcTemplate jdbc;

    Corrections(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    String newNumber() {
        return "C-%06d".formatted(jdbc.queryForObject("select nextval('correction_number')", Long.class));
    }

    /** A request with the same key stays as it is: the register refuses the second case. */
    void add(Correction request) {
        jdbc.update(
                """
                insert into correction_request (id, part_of, student_id, received_on, channel, relation, language,
                    requester_name, requester_email, requester_address, statement, identity_checked_by, owner_state)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                request.id(),
                request.partOf(),
                request.studentId(),
                Date.valueOf(request.receivedOn()),
                request.channel(),
                request.relation(),
                request.language(),
                request.requesterName(),
                request.requesterEmail(),
                request.requesterAddress(),
                request.statement(),
                request.identityCheckedBy(),
                request.ownerState());
    }

    boolean exists(String id) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from correction_request where id = ?)", Boolean.class, id));
    }

    /** @throws NotFound if there is no such request */
    Correction get(String id) {
        return jdbc.query("select * from correction_request where id = ?", Corrections::row, id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no correction request with this number"));
    }

    /** Numbers of the requests that were split from one. */
    List<String> partsOf(String id) {
        return jdbc.queryForList("select id from correction_request where part_of = ? order by id", String.class, id);
    }

    void belongsTo(String id, String state) {
        jdbc.update("update correction_request set owner_state = ? where id = ?", state, id);
    }

    void forwarded(String id, Forwarding forwarding, String by) {
        jdbc.update("""
                update correction_request set forwarded_to = ?, forwarded_by_means = ?, forwarded_on = ?, forwarded_by = ?
                where id = ?
                """, forwarding.addressee(), forwarding.sentBy(), Date.valueOf(forwarding.sentOn()), by, id);
    }

    void found(String id, String finding, String by) {
        jdbc.update("update correction_request set finding = ?, finding_by = ? where id = ?", finding, by, id);
    }

    void identityChecked(String id, String by) {
        jdbc.update("update correction_request set identity_checked_by = ? where id = ?", by, id);
    }

    void decided(String id, Correction.Decision decision, String reason, String by, Instant at) {
        jdbc.update(
                "update correction_request set decision = ?, reason = ?, decided_by = ?, decided_at = ? where id = ?",
                decision.name(),
                reason,
                by,
                Timestamp.from(at),
                id);
    }

    void told(String id, String region, Instant at) {
        jdbc.update(
                "insert into correction_told (request_id, region, told_at) values (?, ?, ?) on conflict do nothing",
                id,
                region,
                Timestamp.from(at));
    }

    List<Told> told(String id) {
        return jdbc.query(
                "select region, told_at from correction_told where request_id = ? order by region",
                (row, number) -> new Told(
                        row.getString("region"), row.getTimestamp("told_at").toInstant()),
                id);
    }

    private static Correction row(ResultSet row, int number) throws SQLException {
        var decision = row.getString("decision");
        var decidedAt = row.getTimestamp("decided_at");
        return new Correction(
                row.getString("id"),
                row.getString("part_of"),
                row.getString("student_id"),
                row.getDate("received_on").toLocalDate(),
                row.getString("channel"),
                row.getString("relation"),
                row.getString("language"),
                row.getString("requester_name"),
                row.getString("requester_email"),
                row.getString("requester_address"),
                row.getString("statement"),
                row.getString("identity_checked_by"),
                row.getString("owner_state"),
                row.getString("finding"),
                row.getString("finding_by"),
                decision == null ? null : Correction.Decision.valueOf(decision),
                row.getString("reason"),
                row.getString("decided_by"),
                decidedAt == null ? null : decidedAt.toInstant(),
                row.getString("forwarded_to"),
                row.getString("forwarded_by_means"),
                day(row.getDate("forwarded_on")),
                row.getString("forwarded_by"));
    }

    private static @Nullable LocalDate day(@Nullable Date date) {
        return date == null ? null : date.toLocalDate();
    }
}
