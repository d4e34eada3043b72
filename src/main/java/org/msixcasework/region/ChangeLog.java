package org.msixcasework.region;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Time;
import org.msixcasework.process.Relocation;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Every change of regions and districts, and line by line what it did (REG-4, REG-5). */
@Component
class ChangeLog {

    /** A case that a change moved, or a task of it that is offered to others now; regions null are the State. */
    record Line(
            String process,
            String businessKey,
            @Nullable String regionBefore,
            @Nullable String regionAfter,
            @Nullable String element,
            String groupsBefore,
            String groupsAfter,
            @Nullable String unassigned,
            Instant at) {}

    static final int PAGE_SIZE = 100;

    private static final String SELECT = """
            select c.*,
                (select count(distinct (l.process_key, l.business_key)) from region_change_line l where l.change_id = c.id) as cases,
                (select count(l.task_id) from region_change_line l where l.change_id = c.id) as tasks
            from region_change c
            """;

    private final JdbcTemplate jdbc;
    private final Time time;

    ChangeLog(JdbcTemplate jdbc, Time time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * Writes a change down, in the name of the current user.
     *
     * @param effectiveOn a change that moves something is planned for this day; any other is done
     * @return its number
     */
    long add(
            Change.Kind kind,
            @Nullable String region,
            @Nullable String district,
            @Nullable String toRegion,
            LocalDate effectiveOn,
            String reason) {
        var now = Timestamp.from(time.instant());
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into region_change
                    (kind, region, district, to_region, effective_on, reason, changed_by, changed_at, state, done_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                """,
                Long.class,
                kind.name(),
                region,
                district,
                toRegion,
                Date.valueOf(effectiveOn),
                reason,
                Actor.current(),
                now,
                (kind.isMoving() ? Change.State.PLANNED : Change.State.DONE).name(),
                kind.isMoving() ? null : now));
    }

    /** The number of the latest change; 0 before the first. */
    long latest() {
        return Objects.requireNonNull(
                jdbc.queryForObject("select coalesce(max(id), 0) from region_change", Long.class));
    }

    Change get(long id) {
        return jdbc.query(SELECT + "where c.id = ?", ChangeLog::change, id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no change " + id));
    }

    /** The changes, latest first. */
    List<Change> all(int page) {
        return jdbc.query(
                SELECT + "order by c.id desc limit ? offset ?", ChangeLog::change, PAGE_SIZE, (long) page * PAGE_SIZE);
    }

    /** The changes of one region and of the districts that came to it or left it, latest first. */
    List<Change> of(String region) {
        return jdbc.query(
                SELECT + "where c.region = ? or c.to_region = ? order by c.id desc limit ?",
                ChangeLog::change,
                region,
                region,
                PAGE_SIZE);
    }

    /** Changes that are planned or under way, in the order of their days. */
    List<Change> open() {
        return jdbc.query(
                SELECT + "where c.state in ('PLANNED', 'MOVING') order by c.effective_on, c.id", ChangeLog::change);
    }

    /** The planned change of a district, if there is one whose day has not come. */
    Optional<Change> planned(String district) {
        return open().stream()
                .filter(change -> change.state() == Change.State.PLANNED && district.equals(change.district()))
                .filter(change -> change.effectiveOn().isAfter(time.today()))
                .findFirst();
    }

    /** Goes from one state to the next; answers whether nobody else did. */
    boolean pass(long id, Change.State from, Change.State to) {
        return jdbc.update(
                        "update region_change set state = ?, done_at = ? where id = ? and state = ?",
                        to.name(),
                        to == Change.State.MOVING ? null : Timestamp.from(time.instant()),
                        id,
                        from.name())
                > 0;
    }

    void countChild(long id) {
        jdbc.update("update region_change set children = children + 1 where id = ?", id);
    }

    /** Notes what became of a case: one line for each task that is offered to others, or one for the case. */
    void note(long id, Relocation.Relocated moved) {
        if (moved.tasks().isEmpty()) {
            line(id, moved, null, null, "", "", null);
        }
        for (var task : moved.tasks()) {
            line(
                    id,
                    moved,
                    task.taskId(),
                    task.element(),
                    String.join(", ", task.before()),
                    String.join(", ", task.after()),
                    task.unassigned());
        }
    }

    private void line(
            long id,
            Relocation.Relocated moved,
            @Nullable String task,
            @Nullable String element,
            String before,
            String after,
            @Nullable String unassigned) {
        jdbc.update(
                """
                insert into region_change_line (change_id, process_key, business_key, region_before, region_after, task_id,
                    element, groups_before, groups_after, unassigned, moved_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                moved.ref().process(),
                moved.ref().businessKey(),
                moved.from(),
                moved.to(),
                task,
                element,
                before,
                after,
                unassigned,
                Timestamp.from(time.instant()));
    }

    /** What a change did, in the order in which it did it. */
    List<Line> lines(long id, int page) {
        return jdbc.query(
                "select * from region_change_line where change_id = ? order by id limit ? offset ?",
                (row, number) -> new Line(
                        row.getString("process_key"),
                        row.getString("business_key"),
                        row.getString("region_before"),
                        row.getString("region_after"),
                        row.getString("element"),
                        row.getString("groups_before"),
                        row.getString("groups_after"),
                        row.getString("unassigned"),
                        row.getTimestamp("moved_at").toInstant()),
                id,
                PAGE_SIZE,
                (long) page * PAGE_SIZE);
    }

    private static Change change(ResultSet row, int number) throws SQLException {
        var done = row.getTimestamp("done_at");
        return new Change(
                row.getLong("id"),
                Change.Kind.valueOf(row.getString("kind")),
                row.getString("region"),
                row.getString("district"),
                row.getString("to_region"),
                row.getDate("effective_on").toLocalDate(),
                row.getString("reason"),
                row.getString("changed_by"),
                row.getTimestamp("changed_at").toInstant(),
                Change.State.valueOf(row.getString("state")),
                row.getInt("children"),
                row.getInt("cases"),
                row.getInt("tasks"),
                done == null ? null : done.toInstant());
    }
}
