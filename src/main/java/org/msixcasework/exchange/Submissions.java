package org.msixcasework.exchange;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Total;
import org.msixcasework.core.Violations;
import org.msixcasework.record.ChildChanged;
import org.msixcasework.record.ChildIneligible;
import org.msixcasework.record.Children;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What has to reach MSIX: an outbox of children, each waiting for the next file at most once. A queued child is read
 * when the file is built, so that it carries everything known by then.
 */
@Component
public class Submissions {

    /** States of a submission: queued, in a file that has not left yet, with MSIX, answered, or overtaken by a later one. */
    public enum State {
        PENDING,
        BUILT,
        SENT,
        ACCEPTED,
        REJECTED,
        SUPERSEDED
    }

    /**
     * One submission of one child.
     *
     * @param action I, U or D; settled when the file is built
     * @param position Student Record ID within the file
     * @param reasons why MSIX or the layout refused it, in words
     * @param cases the cases that wait or waited for it; none if it was a mere change
     */
    public record Submission(
            long id,
            String stateStudentId,
            String region,
            String action,
            State state,
            Instant queuedAt,
            String queuedBy,
            @Nullable String runId,
            @Nullable String fileName,
            @Nullable Integer position,
            @Nullable Instant sentAt,
            @Nullable Instant answeredAt,
            @Nullable String msixId,
            List<String> reasons,
            List<CaseRef> cases) {}

    /** A page of submissions, latest first. */
    /** @param total counted up to {@link Total#MOST} */
    public record Page(List<Submission> items, int page, int size, long total) {}

    /** What to look for; null means any. {@code regions} are those the reader may see. */
    record Search(
            @Nullable String student,
            @Nullable State state,
            @Nullable String region,
            @Nullable String businessKey,
            Collection<String> regions) {}

    private static final int PAGE_SIZE = 50;
    /** Insert or update: which of the two is known when the file is built. */
    private static final String UPSERT = "I";

    private static final String DELETE = "D";
    private static final String COLUMNS = """
            select s.*,
                (select array_agg(c.process || ' ' || c.business_key order by c.process, c.business_key)
                 from submission_case c where c.submission_id = s.id) as cases
            from submission s
            """;

    private final JdbcTemplate jdbc;
    private final Children children;
    private final Audit audit;
    private final Time time;

    Submissions(JdbcTemplate jdbc, Children children, Audit audit, Time time) {
        this.jdbc = jdbc;
        this.children = children;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Queues children for the next file on behalf of a case. When MSIX has answered all of them, {@link CaseAnswered} is
     * published. A child that another case has queued already is not queued twice; both cases get their answer. What
     * this case submitted before no longer counts for it. Joins the transaction of the caller.
     *
     * @param stateStudentIds at least one
     * @throws NotFound if the record store does not know a child
     */
    public void submit(CaseRef ref, List<String> stateStudentIds) {
        if (stateStudentIds.isEmpty()) {
            throw new IllegalArgumentException("%s submits no child".formatted(ref));
        }
        jdbc.update(
                "update submission_case set waiting = false where process = ? and business_key = ? and waiting",
                ref.process(),
                ref.businessKey());
        // one order for all, so that two cases that share children do not wait for each other
        stateStudentIds.stream().distinct().sorted().forEach(student -> {
            var id = queue(student, children.snapshot(student).region(), UPSERT);
            jdbc.update("""
                    insert into submission_case (submission_id, process, business_key) values (?, ?, ?)
                    on conflict (process, business_key, submission_id) do update set waiting = true
                    """, id, ref.process(), ref.businessKey());
        });
    }

    /**
     * Queues the deletion of a child that MSIX has accepted (action D).
     *
     * @throws Rejected if MSIX does not hold the child
     */
    @Transactional
    public void withdraw(String stateStudentId) {
        if (!isHeldByMsix(stateStudentId)) {
            throw Rejected.refused("exchange.not-accepted", "MSIX does not hold child " + stateStudentId);
        }
        queue(stateStudentId, children.snapshot(stateStudentId).region(), DELETE);
        audit.note("exchange.withdrawn", stateStudentId, "");
    }

    /** Changes of a child that went to MSIX once follow by themselves (UPL-2, UPL-3). */
    @EventListener
    void on(ChildChanged changed) {
        var student = changed.stateStudentId();
        var last = jdbc.queryForList("""
                select region from (
                    select region, action from submission
                    where state_student_id = ? and state in ('BUILT', 'SENT', 'ACCEPTED', 'SUPERSEDED')
                    order by id desc limit 1) last
                where action <> 'D'
                """, String.class, student);
        if (!last.isEmpty()) {
            queue(student, last.get(0), null);
        }
    }

    /** A child that is no migratory child any more is taken out of MSIX (COE-17). */
    @EventListener
    void on(ChildIneligible found) {
        if (isHeldByMsix(found.stateStudentId())) {
            withdraw(found.stateStudentId());
        }
    }

    /**
     * Queues again what was sent before, for example after a release of MSIX (UPL-8). Asking twice queues nothing twice.
     *
     * @param from first day of sending, inclusive
     * @param to last day of sending, inclusive
     * @return how many children were queued that did not wait already
     */
    @Transactional
    public int resend(
            @Nullable String region, @Nullable String student, @Nullable LocalDate from, @Nullable LocalDate to) {
        new Violations()
                .unless(
                        region != null || student != null || from != null || to != null,
                        "region",
                        "name a region, a student or a range of dates")
                .unless(from == null || to == null || !to.isBefore(from), "to", "lies before 'from'")
                .refuseIfAny("exchange.resend", "It is not clear what to send again.");
        var queued = jdbc.update(
                """
                insert into submission (state_student_id, region, action, state, queued_at, queued_by)
                select latest.state_student_id, latest.region, latest.action, 'PENDING', ?, ?
                from (
                    select distinct on (state_student_id) * from submission
                    where sent_at is not null
                    and (?::text is null or state_student_id = ?) and (?::text is null or region = ?)
                    and (?::timestamptz is null or sent_at >= ?) and (?::timestamptz is null or sent_at < ?)
                    order by state_student_id, id desc) latest
                order by latest.state_student_id
                on conflict (state_student_id) where state = 'PENDING' do nothing
                """,
                Timestamp.from(time.instant()),
                Actor.current(),
                student,
                student,
                region,
                region,
                startOf(from),
                startOf(from),
                startOf(to == null ? null : to.plusDays(1)),
                startOf(to == null ? null : to.plusDays(1)));
        if (queued == 0 && student != null && !wasSent(student)) {
            throw new NotFound("Child %s has never been sent to MSIX".formatted(student));
        }
        audit.note(
                "exchange.resent",
                student == null ? String.valueOf(region) : student,
                "from %s to %s: %d queued".formatted(from, to, queued));
        return queued;
    }

    private static @Nullable Timestamp startOf(@Nullable LocalDate day) {
        return day == null ? null : Timestamp.from(day.atStartOfDay(Time.ZONE).toInstant());
    }

    private boolean wasSent(String student) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from submission where state_student_id = ? and sent_at is not null)",
                Boolean.class,
                student));
    }

    /** Whether MSIX has accepted a child that was not withdrawn since. */
    public boolean isHeldByMsix(String student) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select coalesce((select action <> 'D' from submission where state_student_id = ? and state = 'ACCEPTED'"
                        + " order by id desc limit 1), false)",
                Boolean.class,
                student));
    }

    /**
     * Makes sure that {@code student} waits for the next file, and locks its row: a file that is being built either
     * sees what this transaction changes or leaves the child to the next one.
     *
     * @param action what is asked for; null leaves it as it is
     */
    private long queue(String student, String region, @Nullable String action) {
        var id = jdbc.queryForObject(
                """
                insert into submission (state_student_id, region, action, state, queued_at, queued_by)
                values (?, ?, coalesce(?, 'I'), 'PENDING', ?, ?)
                on conflict (state_student_id) where state = 'PENDING'
                do update set region = excluded.region, action = coalesce(?, submission.action)
                returning id
                """, Long.class, student, region, action, Timestamp.from(time.instant()), Actor.current(), action);
        return Objects.requireNonNull(id);
    }

    /** What a case submitted, latest first: whether its data were sent and accepted (UPL-9). */
    public List<Submission> of(CaseRef ref) {
        return jdbc.query(COLUMNS + """
                        where s.id in (select submission_id from submission_case where process = ? and business_key = ?)
                        order by s.id desc
                        """, Submissions::row, ref.process(), ref.businessKey());
    }

    /** Who was sent when in which file, and what MSIX said (UPL-6). */
    Page find(Search search, int page) {
        var where = new ArrayList<String>();
        var values = new ArrayList<Object>();
        where.add("s.region = any (?)");
        values.add(search.regions().toArray(String[]::new));
        filter(where, values, "s.state_student_id = ?", search.student());
        filter(where, values, "s.region = ?", search.region());
        filter(
                where,
                values,
                "s.state = ?",
                search.state() == null ? null : search.state().name());
        filter(
                where,
                values,
                "s.id in (select submission_id from submission_case where business_key = ?)",
                search.businessKey());
        var condition = " where " + String.join(" and ", where);
        var total = Total.of(jdbc, "select 1 from submission s" + condition, values.toArray());
        values.add(PAGE_SIZE);
        values.add((long) page * PAGE_SIZE);
        var items = jdbc.query(
                COLUMNS + condition + " order by s.id desc limit ? offset ?", Submissions::row, values.toArray());
        return new Page(items, page, PAGE_SIZE, total);
    }

    private static void filter(List<String> where, List<Object> values, String condition, @Nullable String value) {
        if (value != null) {
            where.add(condition);
            values.add(value);
        }
    }

    /** Every region that has submissions. */
    List<String> regions() {
        // from one region to the next in the index, instead of past every submission
        return jdbc.queryForList("""
                with recursive known (region) as (
                    select min(region) from submission
                    union all
                    select (select min(s.region) from submission s where s.region > k.region)
                    from known k where k.region is not null)
                select region from known where region is not null order by region
                """, String.class);
    }

    private static Submission row(ResultSet row, int number) throws SQLException {
        return new Submission(
                row.getLong("id"),
                row.getString("state_student_id"),
                row.getString("region"),
                row.getString("action"),
                State.valueOf(row.getString("state")),
                row.getTimestamp("queued_at").toInstant(),
                row.getString("queued_by"),
                row.getString("run_id"),
                row.getString("file_name"),
                row.getObject("position", Integer.class),
                instant(row, "sent_at"),
                instant(row, "answered_at"),
                row.getString("msix_id"),
                texts(row.getArray("reasons")),
                texts(row.getArray("cases")).stream().map(Submissions::ref).toList());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    /** A process key has no blank in it. */
    private static CaseRef ref(String text) {
        var blank = text.indexOf(' ');
        return new CaseRef(text.substring(0, blank), text.substring(blank + 1));
    }
}
