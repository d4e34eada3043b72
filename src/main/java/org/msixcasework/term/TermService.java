package org.msixcasework.term;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.exchange.Submissions;
import org.msixcasework.identity.Access;
import org.msixcasework.process.Cases;
import org.msixcasework.record.Children;
import org.msixcasework.sla.ClockTasks;
import org.msixcasework.sla.Deadline;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What becomes of one child after a term. */
@Component
class TermService {

    /** Why a child has a case. */
    enum Reason {
        /** It was eligible when the term ended. */
        TERM_ENDED,
        /** It left during the term (EOT-4). */
        WITHDREW,
        /** Its eligibility ended before the term did (EOT-5, EOT-6). */
        LOST_ELIGIBILITY
    }

    /** A child of a term, as its case has it. */
    record Member(
            String term,
            String student,
            Reason reason,
            @Nullable String answer,
            @Nullable String answeredBy,
            java.time.@Nullable Instant answeredAt) {}

    private final Terms terms;
    private final Children children;
    private final Submissions submissions;
    private final Cases cases;
    private final ClockTasks clocks;
    private final Access access;
    private final JdbcTemplate jdbc;
    private final Time time;

    TermService(
            Terms terms,
            Children children,
            Submissions submissions,
            Cases cases,
            ClockTasks clocks,
            Access access,
            JdbcTemplate jdbc,
            Time time) {
        this.terms = terms;
        this.children = children;
        this.submissions = submissions;
        this.cases = cases;
        this.clocks = clocks;
        this.access = access;
        this.jdbc = jdbc;
        this.time = time;
    }

    static CaseRef ref(String term, String student) {
        return new CaseRef(TermProcess.KEY, term + ":" + student);
    }

    boolean isOpened(CaseRef ref) {
        var isOpened = cases.find(ref).isPresent();
        if (isOpened) {
            opened(ref);
        }
        return isOpened;
    }

    private static String termOf(CaseRef ref) {
        return ref.businessKey().substring(0, ref.businessKey().indexOf(':'));
    }

    private static String studentOf(CaseRef ref) {
        return ref.businessKey().substring(ref.businessKey().indexOf(':') + 1);
    }

    /**
     * Checks whether the case of a child may start, and notes the child with its term.
     *
     * @return the region of the case, which is the term's
     * @throws Rejected INVALID naming each field that does not fit, FORBIDDEN for a region that is not the user's
     */
    String admit(String businessKey, String student, String termId, Reason reason) {
        var violations = new Violations();
        var term = terms.find(termId);
        violations.unless(term.isPresent(), "termId", "is not a term; PUT /api/terms/{id} stores one");
        violations.unless(children.knows(student), "studentId", "is not a child on an approved certificate");
        violations.unless(
                businessKey.equals(termId + ":" + student),
                "businessKey",
                "must be term and child, such as termId:studentId");
        term.filter(known -> reason != Reason.WITHDREW)
                // a term that was closed had ended, also by a clock that was set back since
                .ifPresent(known -> violations.unless(
                        known.closingAt() != null || time.today().isAfter(known.end()),
                        "reason",
                        "is possible only after the term has ended"));
        violations.refuseIfAny("process.bad-start", "The case was not started.");
        var region = term.orElseThrow().region();
        access.requireRead(region);
        jdbc.update(
                "insert into term_child (term_id, student_id, reason) values (?, ?, ?) on conflict do nothing",
                termId,
                student,
                reason.name());
        opened(ref(termId, student));
        return region;
    }

    private void opened(CaseRef ref) {
        jdbc.update("""
                update term_child set opened_at = coalesce(opened_at, ?), failure = null,
                    counted_version = coalesce(counted_version, (select version from term where id = term_id))
                where term_id = ? and student_id = ?
                """, Timestamp.from(time.instant()), termOf(ref), studentOf(ref));
    }

    /** Day 0: the last day of the term. */
    LocalDate endOfTerm(CaseRef ref) {
        return terms.get(termOf(ref)).end();
    }

    /** The end of the term changed: clock, task and timers follow, in the name of whoever changed it. */
    void recount(CaseRef ref, String why) {
        var term = terms.get(termOf(ref));
        clocks.recalculateIfRunning(
                ref, Deadline.TERM_UPLOAD, term.end(), "The term ends on %s: %s".formatted(term.end(), why));
        jdbc.update(
                "update term_child set counted_version = ? where term_id = ? and student_id = ?",
                term.version(),
                term.id(),
                studentOf(ref));
    }

    /** A term whose last case was opened is closed. */
    void finish() {
        jdbc.update("""
                update term set closed_at = ? where closing_at is not null and closed_at is null and not exists (
                    select 1 from term_child c where c.term_id = term.id and c.opened_at is null and c.failure is null)
                """, Timestamp.from(time.instant()));
    }

    /**
     * Records what the data specialist answers (EOT-3, EOT-9).
     *
     * @return whether nothing further is available
     * @throws Rejected INVALID without outcome or attestation, REFUSED naming every element that is missing
     */
    boolean answer(CaseRef ref, Updates updates) {
        if (updates.outcome() == Updates.Outcome.UPDATES_READY) {
            requireComplete(studentOf(ref));
        }
        jdbc.update(
                "update term_child set answer = ?, answered_by = ?, answered_at = ? where term_id = ? and student_id = ?",
                updates.outcome().name(),
                Actor.current(),
                Timestamp.from(time.instant()),
                termOf(ref),
                studentOf(ref));
        return updates.outcome() == Updates.Outcome.NOTHING_FURTHER;
    }

    /** @throws Rejected REFUSED naming every element that is missing after a repair */
    void requireRepaired(CaseRef ref) {
        requireComplete(studentOf(ref));
    }

    private void requireComplete(String student) {
        var obstacles = new Violations();
        for (var missing : children.missing(student)) {
            obstacles.add(missing.label(), "is missing");
        }
        if (!obstacles.isEmpty()) {
            throw Rejected.refused("term.incomplete", "The record is not complete.", obstacles.list());
        }
    }

    void submit(CaseRef ref) {
        submissions.submit(ref, List.of(studentOf(ref)));
    }

    /** Open cases of a child whose applicable elements are all there now (EOT-1). */
    List<CaseRef> completed(String student) {
        var open =
                jdbc.query("""
                select f.business_key from term_child c
                    join case_file f on f.process_key = 'term' and f.business_key = c.term_id || ':' || c.student_id
                where c.student_id = ? and f.closed_at is null
                """, (row, number) -> new CaseRef(TermProcess.KEY, row.getString("business_key")), student);
        return open.isEmpty() || !children.missing(student).isEmpty() ? List.of() : open;
    }

    /** The case that has to be opened because the child left a school during a term (EOT-4), if there is one. */
    Optional<CaseRef> withdrawn(String student) {
        if (!children.knows(student)) {
            return Optional.empty();
        }
        var region = children.region(student);
        var enrollments = new ArrayList<>(children.enrollments(student));
        java.util.Collections.reverse(enrollments);
        return enrollments.stream().findFirst().flatMap(latest -> withdrawn(student, region, latest));
    }

    private Optional<CaseRef> withdrawn(String student, String region, Map<String, Object> enrollment) {
        var withdrawal = enrollment.get("withdrawalDate");
        if (withdrawal == null) {
            return Optional.empty();
        }
        var district = Objects.toString(enrollment.get("schoolDistrictId"), null);
        return terms.current(region, district, LocalDate.parse(withdrawal.toString()))
                .map(term -> ref(term.id(), student))
                .filter(ref -> cases.find(ref).isEmpty());
    }

    Member member(CaseRef ref) {
        return jdbc.query(
                        "select * from term_child where term_id = ? and student_id = ?",
                        (row, number) -> {
                            var answeredAt = row.getTimestamp("answered_at");
                            return new Member(
                                    row.getString("term_id"),
                                    row.getString("student_id"),
                                    Reason.valueOf(row.getString("reason")),
                                    row.getString("answer"),
                                    row.getString("answered_by"),
                                    answeredAt == null ? null : answeredAt.toInstant());
                        },
                        termOf(ref),
                        studentOf(ref))
                .get(0);
    }
}
