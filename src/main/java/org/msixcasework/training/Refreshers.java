package org.msixcasework.training;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.NotFound;
import org.msixcasework.process.CaseFile;
import org.msixcasework.process.Cases;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The refreshers; all methods run in the caller's transaction. */
@Component
class Refreshers {

    static final String KEY = "refresher";

    /** A training that runs out, and whose. */
    record Anniversary(String userId, LocalDate trainedOn, LocalDate dueOn) {}

    /** What the number of a case may be made of; ids from before accounts were made here may be addresses. */
    private static final String PLAIN = "(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9._-]{0,50}";

    private final JdbcTemplate jdbc;
    private final Cases cases;

    Refreshers(JdbcTemplate jdbc, Cases cases) {
        this.jdbc = jdbc;
        this.cases = cases;
    }

    static CaseRef ref(String id) {
        return new CaseRef(KEY, id);
    }

    /** Trainings that run out by a day, of people who are let in or were suspended for it, and that have no case yet. */
    List<Anniversary> due(LocalDate by) {
        return jdbc.query(
                """
                select a.user_id, max(r.completed_on) as trained_on, max(r.expires_on) as due_on
                from account a join training_record r on r.user_id = a.user_id and r.expires_on is not null
                where a.disabled_why is null or a.disabled_why = 'REFRESHER'
                group by a.user_id
                having max(r.expires_on) <= ? and not exists (
                    select 1 from refresher f where f.user_id = a.user_id and f.due_on = max(r.expires_on))
                order by a.user_id
                """,
                (row, number) -> new Anniversary(
                        row.getString("user_id"),
                        row.getObject("trained_on", LocalDate.class),
                        row.getObject("due_on", LocalDate.class)),
                Date.valueOf(by));
    }

    /**
     * Stores a refresher unless it is there: whoever stores it opens its case. Its number is user and year, or user and day
     * where a year has a second one.
     */
    Optional<String> add(Anniversary anniversary) {
        var user = anniversary.userId();
        var base = user.matches(PLAIN) ? user : "user-" + Integer.toHexString(user.hashCode());
        return insert(base + ":" + anniversary.dueOn().getYear(), anniversary)
                .or(() -> insert(base + ":" + anniversary.dueOn(), anniversary));
    }

    private Optional<String> insert(String id, Anniversary anniversary) {
        var added = jdbc.update(
                "insert into refresher (id, user_id, trained_on, due_on) values (?, ?, ?, ?) on conflict do nothing",
                id,
                anniversary.userId(),
                Date.valueOf(anniversary.trainedOn()),
                Date.valueOf(anniversary.dueOn()));
        return added == 1 ? Optional.of(id) : Optional.empty();
    }

    Optional<Refresher> find(String id) {
        return jdbc.query("select * from refresher where id = ?", Refreshers::row, id).stream()
                .findFirst();
    }

    /** @throws NotFound if there is no such refresher */
    Refresher get(CaseRef ref) {
        return find(ref.businessKey()).orElseThrow(() -> new NotFound("There is no refresher with this number"));
    }

    /** The refresher that a person owes now: the one whose case is open. */
    Optional<Refresher> owedBy(String userId) {
        return jdbc
                .query("select * from refresher where user_id = ? order by due_on desc", Refreshers::row, userId)
                .stream()
                .filter(refresher ->
                        cases.find(ref(refresher.id())).filter(CaseFile::isOpen).isPresent())
                .findFirst();
    }

    void told(String id, LocalDate completedOn, String certificateNumber, Instant at) {
        jdbc.update("""
                update refresher set completed_on = ?, certificate_number = ?, told_at = ?, returned_why = null where id = ?
                """, Date.valueOf(completedOn), certificateNumber, Timestamp.from(at), id);
    }

    void confirmed(String id, String by, Instant at) {
        jdbc.update("update refresher set checked_by = ?, checked_at = ? where id = ?", by, Timestamp.from(at), id);
    }

    /** The person has to tell it again. */
    void returned(String id, String why, String by, Instant at) {
        jdbc.update("""
                update refresher set checked_by = ?, checked_at = ?, returned_why = ?, told_at = null where id = ?
                """, by, Timestamp.from(at), why, id);
    }

    private static Refresher row(ResultSet row, int number) throws SQLException {
        return new Refresher(
                row.getString("id"),
                row.getString("user_id"),
                row.getObject("trained_on", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                row.getObject("completed_on", LocalDate.class),
                row.getString("certificate_number"),
                instant(row.getTimestamp("told_at")),
                row.getString("checked_by"),
                row.getString("returned_why"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
