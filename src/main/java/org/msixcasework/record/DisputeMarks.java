package org.msixcasework.record;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Where disputed elements stand. A mark belongs to one record, whatever its natural key becomes, and goes where the record goes;
 * one whose record went away is kept and shown nowhere. Joins the transaction of the caller.
 */
@Component
class DisputeMarks {

    /** An element of a record of a child that a standing statement disputes. */
    record Mark(long statement, long item, Kind kind, String sourceState, int recordId, String element) {}

    private final JdbcTemplate jdbc;

    DisputeMarks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Marks elements of a record. */
    void add(long statement, RecordItem item, String element) {
        write(statement, item, element, null);
    }

    private void write(long statement, RecordItem item, String element, @Nullable Long crosswalk) {
        jdbc.update(
                """
                insert into disputed_element (statement_id, student_id, item_id, kind, source_state, record_id, element,
                    crosswalk_id)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (statement_id, item_id, element) do nothing
                """,
                statement,
                item.studentId(),
                item.id(),
                item.kind().name(),
                item.sourceState(),
                item.recordId(),
                element,
                crosswalk);
    }

    /** The marks of a child's record, each of a record that is still there. */
    List<Mark> of(String stateStudentId) {
        return jdbc.query(
                """
                select e.statement_id, i.id, i.kind, i.source_state, i.record_id, e.element
                from disputed_element e
                    join dispute_statement s on s.id = e.statement_id and s.ended_at is null
                    join record_item i on i.id = e.item_id and i.student_id = e.student_id
                where e.student_id = ? order by s.received_on, s.id, e.id
                """,
                (row, number) -> new Mark(
                        row.getLong("statement_id"),
                        row.getLong("id"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("source_state"),
                        row.getInt("record_id"),
                        row.getString("element")),
                stateStudentId);
    }

    /** A record goes on as another one, by a link or by a split; what is disputed in it goes along. */
    void move(RecordItem from, RecordItem to) {
        copy(from, to, null);
        jdbc.update("delete from disputed_element where item_id = ?", from.id());
    }

    /** A merge shows a record as part of another child's, until a split. */
    void mirror(long crosswalk, RecordItem from, RecordItem to) {
        copy(from, to, crosswalk);
    }

    private void copy(RecordItem from, RecordItem to, @Nullable Long crosswalk) {
        jdbc.query(
                        "select statement_id, element from disputed_element where item_id = ? order by id",
                        (row, number) -> new Object[] {row.getLong("statement_id"), row.getString("element")},
                        from.id())
                .forEach(mark -> write((long) mark[0], to, (String) mark[1], crosswalk));
    }

    /** A merge ended: what it only showed here stands at the former child again. */
    void unmirror(long crosswalk) {
        jdbc.update("delete from disputed_element where crosswalk_id = ?", crosswalk);
    }
}
