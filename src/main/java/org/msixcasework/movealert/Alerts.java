package org.msixcasework.movealert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Chart;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Time;
import org.msixcasework.process.CaseMoved;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The log of all alerts, and the mails they came with; all methods run in the caller's transaction. */
@Component
class Alerts {

    static final int PAGE_SIZE = 50;

    /**
     * Which alerts to show; null is all.
     *
     * @param from first day on which an alert was noticed
     * @param to last day
     */
    record Filter(
            MoveAlert.@Nullable Direction direction,
            @Nullable String region,
            @Nullable String otherState,
            MoveAlert.@Nullable Outcome outcome,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    static final String OUTCOME = """
            case when not_an_alert is not null then 'NO_ALERT'
                when direction = 'OUTGOING' then case when sent_at is null then 'OPEN' else 'SENT' end
                when found is null then 'OPEN'
                when not found then 'NOT_FOUND'
                when coe_number is null then 'FOUND'
                else 'COE_STARTED' end""";

    private final JdbcTemplate jdbc;

    Alerts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** An alert with the same key stays as it is: the register refuses the second case. */
    void add(MoveAlert alert) {
        jdbc.update(
                """
                insert into move_alert (id, direction, msix_id, student_id, other_state, town, town_unknown_reason,
                    noticed_at, region, note, recipient_email, to_region, mail_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                alert.id(),
                alert.direction().name(),
                alert.msixId(),
                alert.studentId(),
                alert.otherState(),
                alert.town(),
                alert.townUnknownReason(),
                Timestamp.from(alert.noticedAt()),
                alert.region(),
                alert.note(),
                alert.recipientEmail(),
                alert.toRegion(),
                alert.mailId());
    }

    /** @throws NotFound if there is no such alert */
    MoveAlert get(String id) {
        return jdbc.query("select * from move_alert where id = ?", Alerts::row, id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no move alert with this number"));
    }

    void read(String id, String msixId, @Nullable String student, String state, @Nullable String town) {
        jdbc.update(
                "update move_alert set msix_id = ?, student_id = ?, other_state = ?, town = ? where id = ?",
                msixId,
                student,
                state,
                town,
                id);
    }

    void noAlert(String id, String instead) {
        jdbc.update("update move_alert set not_an_alert = ? where id = ?", instead, id);
    }

    void contacted(String id, String region, String by, Instant at) {
        jdbc.update(
                "update move_alert set region = ?, contacted_by = ?, contacted_at = ? where id = ?",
                region,
                by,
                Timestamp.from(at),
                id);
    }

    /** Who is told of an alert, and in whose log it stands, follows its case to another region. */
    @EventListener
    void on(CaseMoved moved) {
        if (moved.ref().process().equals(MovealertProcess.KEY)) {
            jdbc.update(
                    "update move_alert set region = ? where id = ?",
                    moved.to(),
                    moved.ref().businessKey());
        }
    }

    void searched(String id, boolean found, @Nullable String coeNumber) {
        jdbc.update("update move_alert set found = ?, coe_number = ? where id = ?", found, coeNumber, id);
    }

    void sent(String id, Sending sending, String note, String by, Instant at) {
        jdbc.update("""
                update move_alert set note = ?, override_reason = ?, direct_contact = ?, sent_by = ?, sent_at = ?
                where id = ?
                """, note, sending.overrideReason(), sending.directContact(), by, Timestamp.from(at), id);
    }

    /**
     * The log, latest first.
     *
     * @param readable the regions the caller may read; empty where he may read all, alerts without a region included
     * @param page counts from 0; null for everything
     */
    List<MoveAlert> find(Filter filter, Optional<? extends Collection<String>> readable, @Nullable Integer page) {
        var arguments = new ArrayList<>();
        var sql = new StringBuilder("select * from move_alert where ").append(where(filter, readable, arguments));
        sql.append(" order by noticed_at desc, id");
        if (page != null) {
            sql.append(" limit ? offset ?");
            arguments.add(PAGE_SIZE);
            arguments.add((long) page * PAGE_SIZE);
        }
        return jdbc.query(sql.toString(), Alerts::row, arguments.toArray());
    }

    /** Children of this State whom alerts are about, by State student id. */
    static List<String> students(List<MoveAlert> alerts) {
        return alerts.stream()
                .map(MoveAlert::studentId)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    int count(Filter filter, Optional<? extends Collection<String>> readable) {
        var arguments = new ArrayList<>();
        var count = jdbc.queryForObject(
                "select count(*) from move_alert where " + where(filter, readable, arguments),
                Integer.class,
                arguments.toArray());
        return count == null ? 0 : count;
    }

    /** Alerts by the month in which they were noticed, earliest first; at most the last twelve. */
    Chart byMonth(Filter filter, Optional<? extends Collection<String>> readable) {
        var arguments = new ArrayList<>();
        var bars = jdbc.query(
                """
                select to_char(noticed_at at time zone 'America/New_York', 'YYYY-MM') as month,
                    count(*) filter (where direction = 'INCOMING') as incoming,
                    count(*) filter (where direction = 'OUTGOING') as outgoing
                from move_alert where %s group by month order by month desc limit 12
                """.formatted(where(filter, readable, arguments)),
                (row, number) -> new Chart.Bar(
                        row.getString("month"), null, List.of(row.getLong("incoming"), row.getLong("outgoing"))),
                arguments.toArray());
        Collections.reverse(bars);
        return new Chart(
                "Alerts by month",
                List.of(new Chart.Part("Incoming", "running"), new Chart.Part("Outgoing", "soon")),
                bars);
    }

    private static String where(
            Filter filter, Optional<? extends Collection<String>> readable, List<Object> arguments) {
        var where = new StringBuilder("true");
        if (readable.isPresent()) {
            where.append(" and region = any (?)");
            arguments.add(readable.get().toArray(String[]::new));
        }
        and(
                where,
                arguments,
                "direction = ?",
                filter.direction() == null ? null : filter.direction().name());
        and(where, arguments, "region = ?", filter.region());
        and(where, arguments, "other_state = ?", filter.otherState());
        and(
                where,
                arguments,
                OUTCOME + " = ?",
                filter.outcome() == null ? null : filter.outcome().name());
        and(where, arguments, "noticed_at >= ?", filter.from() == null ? null : midnight(filter.from()));
        and(
                where,
                arguments,
                "noticed_at < ?",
                filter.to() == null ? null : midnight(filter.to().plusDays(1)));
        return where.toString();
    }

    private static Timestamp midnight(LocalDate day) {
        return Timestamp.from(day.atStartOfDay(Time.ZONE).toInstant());
    }

    private static void and(StringBuilder where, List<Object> arguments, String condition, @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            arguments.add(value);
        }
    }

    /** Keeps a mail; empty if it is kept already. */
    Optional<Long> keep(String messageId, byte[] raw, Instant at) {
        return jdbc.queryForList("""
                        insert into alert_mail (message_id, received_at, raw) values (?, ?, ?)
                        on conflict (message_id) do nothing returning id
                        """, Long.class, messageId, Timestamp.from(at), raw).stream()
                .findFirst();
    }

    /** @throws NotFound if there is no such mail */
    byte[] mail(long id) {
        return jdbc.query("select raw from alert_mail where id = ?", (row, number) -> row.getBytes("raw"), id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no mail with this number"));
    }

    boolean knowsMail(long id) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("select exists (select 1 from alert_mail where id = ?)", Boolean.class, id));
    }

    private static MoveAlert row(ResultSet row, int number) throws SQLException {
        return new MoveAlert(
                row.getString("id"),
                MoveAlert.Direction.valueOf(row.getString("direction")),
                row.getString("msix_id"),
                row.getString("student_id"),
                row.getString("other_state"),
                row.getString("town"),
                row.getString("town_unknown_reason"),
                row.getTimestamp("noticed_at").toInstant(),
                row.getString("region"),
                row.getString("note"),
                row.getString("recipient_email"),
                row.getString("to_region"),
                row.getObject("mail_id", Long.class),
                row.getString("override_reason"),
                row.getString("direct_contact"),
                row.getString("contacted_by"),
                instant(row.getTimestamp("contacted_at")),
                row.getString("sent_by"),
                instant(row.getTimestamp("sent_at")),
                row.getObject("found", Boolean.class),
                row.getString("coe_number"),
                row.getString("not_an_alert"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
