package org.msixcasework.record;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Access;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Until when children are eligible, and who was found not to be (COE-16 to COE-18). */
@Component
public class Eligibility {

    private static final int LONGEST_REASON = 1000;

    /** Latest Eligibility Expiration Date of each child that is not found ineligible. */
    private static final String EXPIRIES = """
            select c.state_student_id, c.region, max(m.eligible_until) as expires
            from child c join record_item m on m.student_id = c.state_student_id and m.kind = 'QUALIFYING_MOVE'
            where c.approved and c.ineligible_on is null and c.region = any (?)
            group by c.state_student_id, c.region
            """;

    /**
     * A child whose eligibility ends.
     *
     * @param region key of its region
     * @param expires the latest Eligibility Expiration Date of its moves
     */
    public record Expiry(String stateStudentId, String region, LocalDate expires) {}

    /** A finding that a child is not eligible. */
    public record Finding(
            String stateStudentId, String region, @Nullable String msixId, LocalDate on, String reason, String by) {}

    /**
     * A certificate whose signatures are older than a year while a child of it is eligible.
     *
     * @param children how many of its children are eligible
     */
    public record Resignature(String certificate, String region, LocalDate approvedOn, int children) {}

    /** Children on one page of a list. */
    public static final int PAGE_SIZE = 100;

    private final JdbcTemplate jdbc;
    private final Store store;
    private final Access access;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Time time;

    Eligibility(
            JdbcTemplate jdbc, Store store, Access access, Audit audit, ApplicationEventPublisher events, Time time) {
        this.jdbc = jdbc;
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.events = events;
        this.time = time;
    }

    /** All children whose eligibility ends in a span of days, both inclusive; soonest first. */
    public List<Expiry> expiries(Collection<String> regions, LocalDate from, LocalDate to) {
        return expiries(regions, from, to, null, 0);
    }

    /**
     * A page of the children whose eligibility ends in a span of days, both inclusive; soonest first.
     *
     * @param page counted from 0, of {@link #PAGE_SIZE}
     */
    public List<Expiry> expiries(Collection<String> regions, LocalDate from, LocalDate to, int page) {
        return expiries(regions, from, to, PAGE_SIZE, page * PAGE_SIZE);
    }

    private List<Expiry> expiries(
            Collection<String> regions, LocalDate from, LocalDate to, @Nullable Integer limit, int offset) {
        return jdbc.query(
                "select * from (" + EXPIRIES
                        + ") e where e.expires between ? and ? order by e.expires, 1 limit ? offset ?",
                (row, number) -> new Expiry(row.getString(1), row.getString(2), LocalDate.parse(row.getString(3))),
                regions.toArray(String[]::new),
                from.toString(),
                to.toString(),
                limit,
                offset);
    }

    /** How many children lose their eligibility in a span of days, both inclusive, by day; no day without any. */
    public NavigableMap<LocalDate, Long> expiriesByDay(Collection<String> regions, LocalDate from, LocalDate to) {
        var counts = new TreeMap<LocalDate, Long>();
        jdbc.query(
                "select e.expires, count(*) from (" + EXPIRIES + ") e where e.expires between ? and ? group by 1",
                (RowCallbackHandler) row -> counts.put(LocalDate.parse(row.getString(1)), row.getLong(2)),
                regions.toArray(String[]::new),
                from.toString(),
                to.toString());
        return counts;
    }

    /**
     * Certificates approved before a day while a child of theirs is eligible today; oldest first (COE-16).
     *
     * @param limit how many at most
     */
    public List<Resignature> resignatures(
            Collection<String> regions, LocalDate approvedBefore, int limit, long offset) {
        return jdbc.query(
                """
                select c.number, c.region, c.approved_on, eligible.children
                from certificate c cross join lateral (
                    select count(*) as children
                    from certificate_child k join child s on s.state_student_id = k.student_id
                    where k.number = c.number and s.approved and s.ineligible_on is null and s.region = any (?)
                        and exists (select 1 from record_item m
                            where m.student_id = s.state_student_id and m.kind = 'QUALIFYING_MOVE' and m.eligible_until >= ?)
                    ) eligible
                where c.status = 'APPROVED' and c.approved_on < ? and eligible.children > 0
                order by c.approved_on, c.number limit ? offset ?
                """,
                (row, number) -> new Resignature(
                        row.getString(1), row.getString(2), row.getDate(3).toLocalDate(), row.getInt(4)),
                regions.toArray(String[]::new),
                time.today().toString(),
                Date.valueOf(approvedBefore),
                limit,
                offset);
    }

    /** Children found ineligible, latest first; at most {@link #PAGE_SIZE}. */
    public List<Finding> findings(Collection<String> regions) {
        return jdbc.query(
                """
                select state_student_id, region, msix_id, ineligible_on, ineligible_reason, ineligible_by from child
                where ineligible_on is not null and region = any (?) order by ineligible_on desc, state_student_id limit ?
                """,
                (row, number) -> new Finding(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getDate(4).toLocalDate(),
                        row.getString(5),
                        row.getString(6)),
                (Object) regions.toArray(String[]::new),
                PAGE_SIZE);
    }

    /** The finding on a child, if there is one. */
    public Optional<Finding> finding(String stateStudentId) {
        return store.find(stateStudentId).map(Eligibility::finding);
    }

    private static @Nullable Finding finding(Child child) {
        var on = child.ineligibleOn();
        var reason = child.ineligibleReason();
        var by = child.ineligibleBy();
        return on == null || reason == null || by == null
                ? null
                : new Finding(child.stateStudentId(), child.region(), child.msixId(), on, reason, by);
    }

    /**
     * Finds a child ineligible: no services from now on, announced by {@link ChildIneligible}. Its moves stay in the record. A
     * later approval makes it eligible again.
     *
     * @param source what found it, a key
     * @param on day of the finding, not in the future
     * @throws Rejected INVALID naming what does not fit, FORBIDDEN for a region that is not the user's, REFUSED if the child was
     *     found ineligible before
     */
    @Transactional
    public void findIneligible(String stateStudentId, String source, @Nullable LocalDate on, @Nullable String reason) {
        var child = store.find(stateStudentId).filter(Child::approved).orElse(null);
        new Violations()
                .unless(child != null, "studentId", "is not a child on an approved certificate")
                .unless(on != null && !on.isAfter(time.today()), "on", "is required and not in the future")
                .unless(reason != null && !reason.isBlank(), "reason", "is required")
                .unless(
                        reason == null || reason.length() <= LONGEST_REASON,
                        "reason",
                        "is longer than 1,000 characters")
                .refuseIfAny("record.bad-finding", "The finding was not stored.");
        if (child == null || on == null || reason == null) {
            throw new IllegalStateException("checked above");
        }
        access.requireRead(child.region());
        if (child.ineligibleOn() != null) {
            throw Rejected.refused("record.found-before", "The child was found ineligible before.");
        }
        store.lock("child " + stateStudentId);
        child.findIneligible(on, reason.strip(), Actor.current());
        store.save(child);
        audit.note("record.ineligible", stateStudentId, source);
        events.publishEvent(new ChildIneligible(stateStudentId, source, on));
    }
}
