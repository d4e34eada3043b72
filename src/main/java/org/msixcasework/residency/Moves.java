package org.msixcasework.residency;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The changes of residency; all methods run in the caller's transaction. */
@Component
class Moves {

    private final JdbcTemplate jdbc;

    Moves(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets one at a time open a case of a child or add to it, until the transaction ends. */
    void lock(String student) {
        jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> {}, "residency " + student);
    }

    /** The open case of a child. */
    Optional<Move> openOf(String student) {
        return jdbc.queryForList("""
                        select c.id from residency_change c
                            join case_file f on f.process_key = 'residency' and f.business_key = c.id
                        where c.student_id = ? and f.closed_at is null
                        """, String.class, student).stream()
                .findFirst()
                .map(this::get);
    }

    /** Stores a move that has no trigger yet; one with the same key stays as it is. */
    void add(
            String id,
            String student,
            @Nullable String toState,
            @Nullable String toDistrict,
            @Nullable String toRegion) {
        jdbc.update("""
                insert into residency_change (id, student_id, to_state, to_district, to_region) values (?, ?, ?, ?, ?)
                on conflict do nothing
                """, id, student, toState, toDistrict, toRegion);
    }

    void add(String id, Trigger trigger, Instant at) {
        jdbc.update(
                """
                insert into residency_trigger (change_id, kind, received_on, form_reference, noted_by, noted_at)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                id,
                trigger.kind().name(),
                Date.valueOf(trigger.receivedOn()),
                trigger.formReference(),
                Actor.current(),
                Timestamp.from(at));
    }

    void add(String id, Updates updates, Instant at) {
        var withdrawal = updates.withdrawalDate();
        jdbc.update(
                """
                insert into residency_answer
                    (change_id, outcome, withdrawal_date, without_grades, answered_by, answered_at)
                values (?, ?, ?, ?, ?, ?)
                """,
                id,
                updates.outcome().name(),
                withdrawal == null ? null : Date.valueOf(withdrawal),
                updates.withoutGrades(),
                Actor.current(),
                Timestamp.from(at));
    }

    /** @throws NotFound if there is no such move */
    Move get(String id) {
        return jdbc
                .query(
                        "select * from residency_change where id = ?",
                        (row, number) -> new Move(
                                id,
                                row.getString("student_id"),
                                row.getString("to_state"),
                                row.getString("to_district"),
                                row.getString("to_region"),
                                triggers(id),
                                answers(id)),
                        id)
                .stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no change of residency with this number"));
    }

    private List<Move.Noted> triggers(String id) {
        return jdbc.query(
                "select * from residency_trigger where change_id = ? order by received_on, noted_at",
                (row, number) -> new Move.Noted(
                        new Trigger(
                                Trigger.Kind.valueOf(row.getString("kind")),
                                row.getDate("received_on").toLocalDate(),
                                row.getString("form_reference")),
                        row.getString("noted_by"),
                        row.getTimestamp("noted_at").toInstant()),
                id);
    }

    private List<Move.Answer> answers(String id) {
        return jdbc.query(
                "select * from residency_answer where change_id = ? order by id",
                (row, number) -> {
                    var withdrawal = row.getDate("withdrawal_date");
                    return new Move.Answer(
                            Updates.Outcome.valueOf(row.getString("outcome")),
                            withdrawal == null ? null : withdrawal.toLocalDate(),
                            row.getBoolean("without_grades"),
                            row.getString("answered_by"),
                            row.getTimestamp("answered_at").toInstant());
                },
                id);
    }
}
