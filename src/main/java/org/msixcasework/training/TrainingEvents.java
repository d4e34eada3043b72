package org.msixcasework.training;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.ReportingYear;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The training events with attendance and gaps; all methods run in the caller's transaction. */
@Component
class TrainingEvents {

    private final JdbcTemplate jdbc;

    TrainingEvents(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void add(
            String id, TrainingEvent.Kind kind, @Nullable String region, @Nullable String need, String by, Instant at) {
        jdbc.update("""
                insert into training_event (id, kind, region, need, asked_by, asked_at, state)
                values (?, ?, ?, ?, ?, ?, 'ASKED') on conflict do nothing
                """, id, kind.name(), region, need, by, Timestamp.from(at));
    }

    /** @throws NotFound if there is no such event */
    TrainingEvent get(String id) {
        return jdbc.query("select * from training_event where id = ?", TrainingEvents::row, id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no training event with this number"));
    }

    /** The events of a reporting year, with those that have no day yet, first day first. */
    List<TrainingEvent> ofYear(int year) {
        return jdbc.query(
                """
                select * from training_event
                where held_on between ? and ? or (held_on is null and asked_at::date <= ? and state = 'ASKED')
                order by held_on nulls last, id
                """,
                TrainingEvents::row,
                Date.valueOf(ReportingYear.begin(year)),
                Date.valueOf(ReportingYear.end(year)),
                Date.valueOf(ReportingYear.end(year)));
    }

    void plan(
            String id, LocalDate heldOn, String place, Collection<Topic> topics, String agenda, String by, Instant at) {
        jdbc.update(
                """
                update training_event set held_on = ?, place = ?, topics = ?, agenda = ?, planned_by = ?, planned_at = ?,
                    state = 'PLANNED'
                where id = ?
                """,
                Date.valueOf(heldOn),
                place,
                topics.stream().map(Enum::name).sorted().toArray(String[]::new),
                agenda,
                by,
                Timestamp.from(at),
                id);
    }

    void close(String id, TrainingEvent.State state, @Nullable String reason, String by, Instant at) {
        jdbc.update(
                "update training_event set state = ?, reason = ?, recorded_by = ?, recorded_at = ? where id = ?",
                state.name(),
                reason,
                by,
                Timestamp.from(at),
                id);
    }

    void attend(String id, Attendance attendance, String by, Instant at) {
        jdbc.update(
                """
                insert into training_attendance (event_id, user_id, region, capacity, entered_by, entered_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (event_id, user_id) do update
                set region = excluded.region, capacity = excluded.capacity, entered_by = excluded.entered_by,
                    entered_at = excluded.entered_at
                """,
                id,
                attendance.userId(),
                attendance.region(),
                attendance.capacity().name(),
                by,
                Timestamp.from(at));
    }

    void stayAway(String id, String userId) {
        jdbc.update("delete from training_attendance where event_id = ? and user_id = ?", id, userId);
    }

    List<Attendance> attendance(String id) {
        return jdbc.query(
                "select * from training_attendance where event_id = ? order by region nulls first, user_id",
                (row, number) -> new Attendance(
                        row.getString("user_id"),
                        row.getString("region"),
                        Attendance.Capacity.valueOf(row.getString("capacity"))),
                id);
    }

    void addGap(String id, String region, String missing) {
        jdbc.update(
                "insert into training_gap (event_id, region, missing) values (?, ?, ?) on conflict do nothing",
                id,
                region,
                missing);
    }

    /** The gaps of an event, in the order of the regions. */
    List<Gap> gaps(String id) {
        return jdbc.query(
                "select * from training_gap where event_id = ? order by region",
                (row, number) -> new Gap(
                        row.getString("region"),
                        row.getString("missing"),
                        row.getObject("caught_up_on", LocalDate.class),
                        row.getString("follow_up"),
                        row.getString("closed_by")),
                id);
    }

    void closeGap(String id, String region, LocalDate caughtUpOn, String followUp, String by, Instant at) {
        jdbc.update("""
                update training_gap set caught_up_on = ?, follow_up = ?, closed_by = ?, closed_at = ?
                where event_id = ? and region = ?
                """, Date.valueOf(caughtUpOn), followUp, by, Timestamp.from(at), id, region);
    }

    private static TrainingEvent row(ResultSet row, int number) throws SQLException {
        var topics = new TreeSet<Topic>();
        Arrays.stream((String[]) row.getArray("topics").getArray())
                .map(Topic::valueOf)
                .forEach(topics::add);
        return new TrainingEvent(
                row.getString("id"),
                TrainingEvent.Kind.valueOf(row.getString("kind")),
                row.getString("region"),
                row.getString("need"),
                row.getObject("held_on", LocalDate.class),
                row.getString("place"),
                topics,
                row.getString("agenda"),
                TrainingEvent.State.valueOf(row.getString("state")),
                row.getString("reason"));
    }
}
