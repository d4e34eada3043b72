package org.msixcasework.closing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.NotFound;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The reviews and their lines; all methods run in the caller's transaction. */
@Component
class AccessReviews {

    private final JdbcTemplate jdbc;

    AccessReviews(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Answers whether it was stored; false if the region, or the State, has its review of this quarter. */
    boolean addQuarterly(String id, @Nullable String region, String quarter, Instant at) {
        return jdbc.update("""
                        insert into access_review (id, kind, region, quarter, opened_at) values (?, 'QUARTERLY', ?, ?, ?)
                        on conflict do nothing
                        """, id, region, quarter, Timestamp.from(at)) == 1;
    }

    /** Takes down how these accounts stand now. */
    void takeDown(String id, Collection<String> userIds) {
        jdbc.update("""
                insert into access_review_line
                    (review_id, user_id, groups, training_on, rules_accepted_at, last_active_at, disabled_why)
                select ?, a.user_id,
                    array(select m.group_id_::text from act_id_membership m where m.user_id_ = a.user_id order by 1),
                    (select max(p.training_completed_on) from account_application p where p.user_id = a.user_id),
                    a.rules_accepted_at,
                    case when a.first_signed_in_at is not null then a.last_active_at end,
                    a.disabled_why
                from account a where a.user_id = any (?)
                """, id, userIds.toArray(String[]::new));
    }

    /** Ids of all accounts that are not closed. */
    List<String> openAccounts() {
        return jdbc.queryForList("select user_id from account where closed_at is null order by user_id", String.class);
    }

    /** @return the number of the report */
    String addReport(int year, String userId, String by, String text, Instant at) {
        var id =
                "AX-%d-%04d".formatted(year, jdbc.queryForObject("select nextval('access_report_number')", Long.class));
        jdbc.update("""
                insert into access_review (id, kind, opened_at, user_id, reported_by, report)
                values (?, 'EXCESS', ?, ?, ?, ?)
                """, id, Timestamp.from(at), userId, by, text);
        return id;
    }

    Optional<AccessReview> find(String id) {
        return jdbc.query("select * from access_review where id = ?", AccessReviews::row, id).stream()
                .findFirst();
    }

    /** @throws NotFound if there is no such review */
    AccessReview get(String id) {
        return find(id).orElseThrow(() -> new NotFound("There is no review with this number"));
    }

    List<AccessReview> quarterly() {
        return jdbc.query(
                "select * from access_review where kind = 'QUARTERLY' order by quarter desc, region nulls first",
                AccessReviews::row);
    }

    List<AccessReview.Line> lines(String id) {
        return jdbc.query(
                "select * from access_review_line where review_id = ? order by user_id", AccessReviews::line, id);
    }

    /** What reviews said about an account, by the number of the review, latest first. */
    List<String> about(String userId) {
        return jdbc.query(
                """
                select review_id, answer, done from access_review_line join access_review r on r.id = review_id
                where access_review_line.user_id = ? order by r.opened_at desc
                """,
                (row, number) -> "%s: %s"
                        .formatted(
                                row.getString("review_id"),
                                row.getString("done") != null
                                        ? row.getString("done").toLowerCase(Locale.ROOT)
                                        : row.getString("answer") == null ? "not answered" : "answered"),
                userId);
    }

    void answer(
            String id,
            String userId,
            AccessReview.Answer answer,
            List<String> newGroups,
            @Nullable String note,
            String by,
            Instant at) {
        jdbc.update("""
                update access_review_line set answer = ?, new_groups = ?, note = ?, answered_by = ?, answered_at = ?
                where review_id = ? and user_id = ?
                """, answer.name(), newGroups.toArray(String[]::new), note, by, Timestamp.from(at), id, userId);
    }

    void done(String id, String userId, String done) {
        jdbc.update("update access_review_line set done = ? where review_id = ? and user_id = ?", done, id, userId);
    }

    void signed(String id, String by, Instant at) {
        jdbc.update("update access_review set signed_by = ?, signed_at = ? where id = ?", by, Timestamp.from(at), id);
    }

    void decided(String id, String outcome, @Nullable String reason, String by, Instant at) {
        jdbc.update(
                "update access_review set outcome = ?, reason = ?, decided_by = ?, decided_at = ? where id = ?",
                outcome,
                reason,
                by,
                Timestamp.from(at),
                id);
    }

    private static AccessReview row(ResultSet row, int number) throws SQLException {
        return new AccessReview(
                row.getString("id"),
                AccessReview.Kind.valueOf(row.getString("kind")),
                row.getString("region"),
                row.getString("quarter"),
                row.getTimestamp("opened_at").toInstant(),
                row.getString("user_id"),
                row.getString("reported_by"),
                row.getString("report"),
                row.getString("signed_by"),
                Closings.instant(row, "signed_at"),
                row.getString("decided_by"),
                Closings.instant(row, "decided_at"),
                row.getString("outcome"),
                row.getString("reason"));
    }

    private static AccessReview.Line line(ResultSet row, int number) throws SQLException {
        var training = row.getDate("training_on");
        var answer = row.getString("answer");
        return new AccessReview.Line(
                row.getString("user_id"),
                List.of((String[]) row.getArray("groups").getArray()),
                training == null ? null : training.toLocalDate(),
                Closings.instant(row, "rules_accepted_at"),
                Closings.instant(row, "last_active_at"),
                row.getString("disabled_why"),
                answer == null ? null : AccessReview.Answer.valueOf(answer),
                List.of((String[]) row.getArray("new_groups").getArray()),
                row.getString("note"),
                row.getString("answered_by"),
                Closings.instant(row, "answered_at"),
                row.getString("done"));
    }
}
