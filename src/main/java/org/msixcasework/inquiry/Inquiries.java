package org.msixcasework.inquiry;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.NotFound;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The inquiries; all methods run in the caller's transaction. */
@Component
class Inquiries {

    private final JdbcTemplate jdbc;

    Inquiries(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Answers whether it was stored; an inquiry with the same key stays as it is. */
    boolean add(Inquiry inquiry) {
        return jdbc.update(
                        """
                        insert into inquiry (id, from_state, kind, student_id, received_on, question, contact_name,
                            contact_email, requester_name, requester_email, requester_address)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """,
                        inquiry.id(),
                        inquiry.fromState(),
                        inquiry.kind().name(),
                        inquiry.studentId(),
                        Date.valueOf(inquiry.receivedOn()),
                        inquiry.question(),
                        inquiry.contactName(),
                        inquiry.contactEmail(),
                        inquiry.requesterName(),
                        inquiry.requesterEmail(),
                        inquiry.requesterAddress())
                == 1;
    }

    /** @throws NotFound if there is no such inquiry */
    Inquiry get(String id) {
        return jdbc.query("select * from inquiry where id = ?", Inquiries::row, id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no inquiry with this number"));
    }

    void found(String id, String finding, String by) {
        jdbc.update("update inquiry set finding = ?, finding_by = ? where id = ?", finding, by, id);
    }

    void responded(String id, Response response, @Nullable String notMailed, String by, Instant at) {
        var basis = response.basis();
        jdbc.update(
                """
                update inquiry set response = ?, corrected = ?, privacy_basis = ?, not_mailed = ?, responded_by = ?,
                    responded_at = ?
                where id = ?
                """,
                response.text(),
                response.corrected(),
                basis == null ? null : basis.name(),
                notMailed,
                by,
                Timestamp.from(at),
                id);
    }

    void parentNotified(String id, LocalDate on, String by) {
        jdbc.update(
                "update inquiry set parent_notified_on = ?, parent_notified_by = ? where id = ?",
                Date.valueOf(on),
                by,
                id);
    }

    private static Inquiry row(ResultSet row, int number) throws SQLException {
        var respondedAt = row.getTimestamp("responded_at");
        var notifiedOn = row.getDate("parent_notified_on");
        return new Inquiry(
                row.getString("id"),
                row.getString("from_state"),
                Inquiry.Kind.valueOf(row.getString("kind")),
                row.getString("student_id"),
                row.getDate("received_on").toLocalDate(),
                row.getString("question"),
                row.getString("contact_name"),
                row.getString("contact_email"),
                row.getString("requester_name"),
                row.getString("requester_email"),
                row.getString("requester_address"),
                row.getString("finding"),
                row.getString("finding_by"),
                row.getString("response"),
                row.getString("responded_by"),
                respondedAt == null ? null : respondedAt.toInstant(),
                row.getObject("corrected", Boolean.class),
                row.getString("not_mailed"),
                PrivacyBasis.of(row.getString("privacy_basis")).orElse(null),
                notifiedOn == null ? null : notifiedOn.toLocalDate(),
                row.getString("parent_notified_by"));
    }
}
