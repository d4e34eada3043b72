package org.msixcasework.secincident;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.NotFound;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The incidents with their timelines and frozen accounts; all methods run in the caller's transaction. */
@Component
class IncidentStore {

    private static final int MOST = 100;

    /** An incident as lists show it. */
    record Line(
            String id,
            Incident.Kind kind,
            String reportedBy,
            Instant reportedAt,
            boolean open,
            @Nullable String outcome) {}

    private final JdbcTemplate jdbc;

    IncidentStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    String newNumber() {
        return "SI-%06d".formatted(jdbc.queryForObject("select nextval('secincident_number')", Long.class));
    }

    /** One with the same number stays as it is: the register refuses the second case. */
    void add(Incident incident) {
        jdbc.update(
                """
                insert into secincident (id, kind, signs, description, reported_by, reported_at)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                incident.id(),
                incident.kind().name(),
                incident.signs().stream().map(Enum::name).toArray(String[]::new),
                incident.description(),
                incident.reportedBy(),
                Timestamp.from(incident.reportedAt()));
    }

    /** @throws NotFound if there is no such incident */
    Incident get(String id) {
        return jdbc.query("select * from secincident where id = ?", IncidentStore::row, id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no security incident with this number"));
    }

    private static Incident row(ResultSet row, int number) throws SQLException {
        return new Incident(
                row.getString("id"),
                Incident.Kind.valueOf(row.getString("kind")),
                signs(row.getArray("signs")),
                row.getString("description"),
                row.getString("reported_by"),
                row.getTimestamp("reported_at").toInstant());
    }

    private static List<Incident.Sign> signs(Array column) throws SQLException {
        return Arrays.stream((String[]) column.getArray())
                .map(Incident.Sign::valueOf)
                .toList();
    }

    /**
     * The latest incidents.
     *
     * @param by only those that this user reported; null for all
     */
    List<Line> latest(@Nullable String by) {
        return jdbc.query(
                """
                select i.*, f.closed_at is null as open, f.outcome
                from secincident i join case_file f on f.process_key = 'secincident' and f.business_key = i.id
                where coalesce(split_part(i.reported_by, ' for ', 1) = ?, true)
                order by f.closed_at is not null, i.reported_at desc, i.id limit ?
                """,
                (row, number) -> new Line(
                        row.getString("id"),
                        Incident.Kind.valueOf(row.getString("kind")),
                        row.getString("reported_by"),
                        row.getTimestamp("reported_at").toInstant(),
                        row.getBoolean("open"),
                        row.getString("outcome")),
                by,
                MOST);
    }

    void note(String id, Instant at, String actor, Incident.What what, String text) {
        jdbc.update(
                "insert into secincident_note (incident_id, at, actor, what, text) values (?, ?, ?, ?, ?)",
                id,
                Timestamp.from(at),
                actor,
                what.name(),
                text);
    }

    /** Oldest first. */
    List<Incident.Note> notes(String id) {
        return jdbc.query(
                "select * from secincident_note where incident_id = ? order by id",
                (row, number) -> new Incident.Note(
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        Incident.What.valueOf(row.getString("what")),
                        row.getString("text")),
                id);
    }

    void frozen(String id, String userId, Instant at) {
        jdbc.update(
                "insert into frozen_account (incident_id, user_id, frozen_at) values (?, ?, ?)",
                id,
                userId,
                Timestamp.from(at));
    }

    /** The accounts that are frozen in the name of an incident. */
    List<String> frozenBy(String id) {
        return jdbc.queryForList(
                "select user_id from frozen_account where incident_id = ? and lifted_at is null order by user_id",
                String.class,
                id);
    }

    /** Notes that an account was opened again, and answers the incidents in whose name it was frozen. */
    List<String> lifted(String userId, Instant at) {
        return jdbc.queryForList(
                "update frozen_account set lifted_at = ? where user_id = ? and lifted_at is null returning incident_id",
                String.class,
                Timestamp.from(at),
                userId);
    }
}
