package org.msixcasework.record;

import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Access;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
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

    /** Some of those whose eligibility ends, and how many there are. */
    public record Expiries(List<Expiry> items, long total) {}

    /** A finding that a child is not eligible. */
    public record Finding(
            String stateStudentId, String region, @Nullable String msixId, LocalDate on, String reason, String by) {}

    /**
     * A certificate whose signatures are older than a year while a child of it is eligible.
     *
     * @param children how many of its children are eligible
     */
    public record Resignature(String certificate, String region, LocalDate approvedOn, int children) {}

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

    /** Children whose eligibility ends in a span of days, both inclusive; soonest first. */
    public List<Expiry> expiries(Collection<String> regions, LocalDate from, LocalDate to) {
        return jdbc.query(
                "select * from (" + EXPIRIES + ") e where e.expires between ? and ? order by e.expires, 1",
                (row, number) -> new Expiry(row.getString(1), row.getString(2), LocalDate.parse(row.getString(3))),
                regions.toArray(String[]::new),
                from.toString(),
                to.toString());
    }

    /** As {@link #expiries}, a page of them. */
    public Expiries expiries(Collection<String> regions, LocalDate from, LocalDate to, int page, int size) {
        var total = new long[1];
        var items = jdbc.query(
                "select e.*, count(*) over () from (" + EXPIRIES
                        + ") e where e.expires between ? and ? order by e.expires, 1 limit ? offset ?",
                (row, number) -> {
                    total[0] = row.getLong(4);
                    return new Expiry(row.getString(1), row.getString(2), LocalDate.parse(row.getString(3)));
                },
                regions.toArray(String[]::new),
                from.toString(),
                to.toString(),
                size,
                (long) page * size);
        return new Expiries(items, total[0]);
    }

    /** How many children lose eligibility in each month of a span of days; months without any are left out. */
    public Map<YearMonth, Integer> expiriesByMonth(Collection<String> regions, LocalDate from, LocalDate to) {
        var months = new HashMap<YearMonth, Integer>();
        jdbc.query(
                "select substr(e.expires, 1, 7), count(*) from (" + EXPIRIES
                        + ") e where e.expires between ? and ? group by 1",
                row -> {
                    months.put(YearMonth.parse(row.getString(1)), row.getInt(2));
                },
                regions.toArray(String[]::new),
                from.toString(),
                to.toString());
        return months;
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

    /** Children found ineligible, latest first. */
    public List<Finding> findings(Collection<String> regions) {
        return jdbc.query(
                """
                select state_student_id, region, msix_id, ineligible_on, ineligible_reason, ineligible_by from child
                where ineligible_on is not null and region = any (?) order by ineligible_on desc, state_student_id
                """,
                (row, number) -> new Finding(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getDate(4).toLocalDate(),
                        row.getString(5),
                        row.getString(6)),
                (Object) regions.toArray(String[]::new));
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
