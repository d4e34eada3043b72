package org.msixcasework.identity;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Time;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What was done to each account, by whom and why (ACC-11, ACC-29). Reasons and addresses stand here and in no trail. */
@Component
public class AccountLog {

    /** One line. */
    public record Entry(Instant at, String actor, String what, String detail) {}

    private final JdbcTemplate jdbc;
    private final Time time;

    AccountLog(JdbcTemplate jdbc, Time time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /** @return the number of the line, which no other one has */
    long note(String userId, String what, String detail) {
        var id = jdbc.queryForObject(
                "insert into account_change (user_id, at, actor, what, detail) values (?, ?, ?, ?, ?) returning id",
                Long.class,
                userId,
                Timestamp.from(time.instant()),
                Actor.current(),
                what,
                detail);
        return id == null ? 0 : id;
    }

    /** The lines of an account, latest first. */
    public List<Entry> of(String userId) {
        return jdbc.query(
                "select * from account_change where user_id = ? order by id desc",
                (row, number) -> new Entry(
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("what"),
                        row.getString("detail")),
                userId);
    }
}
