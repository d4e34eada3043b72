package org.msixcasework.exchange;

import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Time;
import org.msixcasework.record.Children;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes answers onto submissions and tells the cases that waited for them. Joins the transaction of the caller. */
@Component
class Answers {

    private static final long LOCK = 0x4D53_4958_0001L;

    private final JdbcTemplate jdbc;
    private final Children children;
    private final Submissions submissions;
    private final ApplicationEventPublisher events;
    private final Time time;

    Answers(
            JdbcTemplate jdbc,
            Children children,
            Submissions submissions,
            ApplicationEventPublisher events,
            Time time) {
        this.jdbc = jdbc;
        this.children = children;
        this.submissions = submissions;
        this.events = events;
        this.time = time;
    }

    /**
     * Lets no other transaction answer until this one ends. Two that answered one child each of the same case would
     * both see it half answered, and nobody would tell the case.
     */
    void begin() {
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
    }

    /**
     * MSIX accepted a child. It then also holds whatever was sent of the child before: earlier submissions that still
     * wait are overtaken, and their cases wait for this one. Who was found ineligible meanwhile is withdrawn (COE-17).
     *
     * @return false if the submission has been answered before; then nothing changes
     */
    boolean accept(long submission, String student, boolean deleted, String msixId, List<String> nearMatches) {
        if (!answer(submission, "ACCEPTED", msixId, List.of())) {
            return false;
        }
        overtakeEarlier(submission, student);
        if (!deleted) {
            children.assignMsixId(student, msixId);
            if (!children.belongsInMsix(student)) {
                submissions.withdraw(student);
            }
        }
        if (!nearMatches.isEmpty()) {
            jdbc.update(
                    "insert into near_match (submission_id, state_student_id, msix_ids, reported_at) values (?, ?, ?, ?)",
                    submission,
                    student,
                    nearMatches.toArray(String[]::new),
                    Timestamp.from(time.instant()));
            events.publishEvent(new NearMatchReported(student, nearMatches));
        }
        return true;
    }

    private void overtakeEarlier(long submission, String student) {
        var earlier = jdbc.queryForObject(
                "select exists (select 1 from submission where state_student_id = ? and id < ? and state in ('BUILT', 'SENT'))",
                Boolean.class,
                student,
                submission);
        if (!Boolean.TRUE.equals(earlier)) {
            return;
        }
        jdbc.update("""
                insert into submission_case (submission_id, process, business_key)
                select ?, c.process, c.business_key from submission_case c join submission s on s.id = c.submission_id
                where s.state_student_id = ? and s.id < ? and s.state in ('BUILT', 'SENT') and c.waiting
                on conflict (process, business_key, submission_id) do nothing
                """, submission, student, submission);
        jdbc.update("""
                update submission_case set waiting = false where submission_id in (
                    select id from submission where state_student_id = ? and id < ? and state in ('BUILT', 'SENT'))
                """, student, submission);
        jdbc.update("""
                update submission set state = 'SUPERSEDED', answered_at = ?
                where state_student_id = ? and id < ? and state in ('BUILT', 'SENT')
                """, Timestamp.from(time.instant()), student, submission);
    }

    /** As {@link #accept}, for a child that MSIX or the layout refused. */
    boolean reject(long submission, List<String> reasons) {
        return answer(submission, "REJECTED", null, reasons);
    }

    private boolean answer(long submission, String state, @Nullable String msixId, List<String> reasons) {
        return jdbc.update(
                        """
                        update submission set state = ?, msix_id = ?, reasons = ?, answered_at = ?
                        where id = ? and state in ('PENDING', 'BUILT', 'SENT')
                        """, state, msixId, reasons.toArray(String[]::new), Timestamp.from(time.instant()), submission)
                == 1;
    }

    /** Publishes {@link CaseAnswered} for each case that waited for one of {@code submissions} and for no other one any more. */
    void tellCases(Collection<Long> submissions) {
        record Answered(CaseRef ref, boolean accepted) {}
        jdbc.query(
                        """
                        select c.process, c.business_key, bool_and(s.state = 'ACCEPTED') as accepted
                        from submission_case c join submission s on s.id = c.submission_id
                        where c.waiting and (c.process, c.business_key) in (
                            select process, business_key from submission_case where waiting and submission_id = any (?))
                        group by c.process, c.business_key
                        having bool_and(s.state in ('ACCEPTED', 'REJECTED'))
                        order by c.process, c.business_key
                        """,
                        (row, number) -> new Answered(
                                new CaseRef(row.getString("process"), row.getString("business_key")),
                                row.getBoolean("accepted")),
                        (Object) submissions.toArray(Long[]::new))
                .forEach(answered -> {
                    var reasons = reasons(answered.ref());
                    jdbc.update(
                            "update submission_case set waiting = false where process = ? and business_key = ?",
                            answered.ref().process(),
                            answered.ref().businessKey());
                    events.publishEvent(new CaseAnswered(answered.ref(), answered.accepted(), reasons));
                });
    }

    private List<String> reasons(CaseRef ref) {
        return jdbc.queryForList("""
                select s.state_student_id || ': ' || reason
                from submission_case c join submission s on s.id = c.submission_id, unnest(s.reasons) reason
                where c.waiting and c.process = ? and c.business_key = ?
                order by s.state_student_id, reason
                """, String.class, ref.process(), ref.businessKey());
    }
}
