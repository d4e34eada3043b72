package org.msixcasework.guide;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Time;
import org.msixcasework.core.TimeMoved;
import org.msixcasework.identity.Regions;
import org.msixcasework.mail.CaseNotice;
import org.msixcasework.mail.Mailbox;
import org.msixcasework.record.ChildArrived;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Duties;
import org.msixcasework.sla.WorkingDays;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The use of the record that is owed for each child who arrived (REC-4): due dates by {@code RECORD_USE} of
 * {@code deadlines.dmn}, a reminder to the data specialists, and the regional director when it is late.
 */
@Service
class RecordUse {

    /** A child who arrived and whose record was not used since. */
    record Owed(
            String studentId,
            @Nullable String msixId,
            String region,
            String certificate,
            LocalDate arrivedOn,
            LocalDate dueOn,
            boolean late,
            boolean escalated) {}

    record Found(List<Owed> items, long total, long late) {}

    private static final CaseNotice.Key PROCESS = new CaseNotice.Key("guide");

    /** A child that was merged or found ineligible owes nothing any more. */
    private static final String UNUSED = """
             from arrival a join child c on c.state_student_id = a.student_id
            where a.used_at is null and c.approved and c.ineligible_on is null
            """;

    private final JdbcTemplate jdbc;
    private final Duties duties;
    private final WorkingDays workingDays;
    private final Regions regions;
    private final Mailbox mailbox;
    private final Time time;

    RecordUse(JdbcTemplate jdbc, Duties duties, WorkingDays workingDays, Regions regions, Mailbox mailbox, Time time) {
        this.jdbc = jdbc;
        this.duties = duties;
        this.workingDays = workingDays;
        this.regions = regions;
        this.mailbox = mailbox;
        this.time = time;
    }

    /** In the transaction of the approval; a correction that is approved again is the same arrival. */
    @EventListener
    void on(ChildArrived arrived) {
        jdbc.update(
                """
                insert into arrival (student_id, certificate, region, arrived_on, due_on) values (?, ?, ?, ?, ?)
                on conflict do nothing
                """,
                arrived.stateStudentId(),
                arrived.certificate(),
                arrived.region(),
                Date.valueOf(arrived.approvedOn()),
                Date.valueOf(workingDays.dueOn(duties.get(Deadline.RECORD_USE), arrived.approvedOn())));
    }

    /** Children of some regions whose record was not used, the longest due first. */
    Found unused(List<String> readable, int page) {
        var asked = readable.toArray(String[]::new);
        var today = Date.valueOf(time.today());
        var counts = jdbc.queryForMap(
                "select count(*) as total, count(*) filter (where a.due_on < ?) as late" + UNUSED
                        + " and c.region = any (?)",
                today,
                asked);
        var items = jdbc.query(
                "select a.*, c.msix_id, c.region as home" + UNUSED
                        + " and c.region = any (?) order by a.due_on, a.student_id limit ? offset ?",
                (row, number) -> new Owed(
                        row.getString("student_id"),
                        row.getString("msix_id"),
                        row.getString("home"),
                        row.getString("certificate"),
                        row.getObject("arrived_on", LocalDate.class),
                        row.getObject("due_on", LocalDate.class),
                        row.getObject("due_on", LocalDate.class).isBefore(time.today()),
                        row.getTimestamp("escalated_at") != null),
                asked,
                Guides.PAGE_SIZE,
                (long) page * Guides.PAGE_SIZE);
        return new Found(items, (Long) Objects.requireNonNull(counts.get("total")), (Long)
                Objects.requireNonNull(counts.get("late")));
    }

    @EventListener
    @Order(4)
    @Transactional
    public void on(TimeMoved moved) {
        tell();
    }

    /** Tells each region once a day of those who newly wait: its data specialists before, its director after the due date. */
    @Transactional
    public void tell() {
        var duty = duties.get(Deadline.RECORD_USE);
        for (var region : regions.everyKey()) {
            for (var reminder : duty.reminders()) {
                // day 0 lies so many working days back
                var since = workingDays.before(time.today().plusDays(1), reminder.offset() + 1);
                tell(region, "reminded_at", "a.arrived_on <= ?", since, reminder.role(), 0);
            }
            for (var level : duty.escalations()) {
                var before = level.offset() == 0 ? time.today() : workingDays.before(time.today(), level.offset());
                tell(region, "escalated_at", "a.due_on < ?", before, level.role(), level.level());
            }
        }
    }

    private void tell(String region, String mark, String when, LocalDate day, String role, int level) {
        var told = jdbc.queryForList(
                """
                update arrival a set %s = ? from child c
                where c.state_student_id = a.student_id and c.region = ? and a.used_at is null and a.%s is null
                    and c.approved and c.ineligible_on is null and %s
                returning a.due_on
                """.formatted(mark, mark, when), Date.class, Timestamp.from(time.instant()), region, Date.valueOf(day));
        told.stream()
                .map(Date::toLocalDate)
                .min(LocalDate::compareTo)
                .ifPresent(first -> mailbox.queue(
                        regions.groupFor(role, region),
                        new CaseNotice(
                                CaseNotice.Kind.RECORD_USE,
                                PROCESS,
                                new CaseNotice.Key("%s-%s".formatted(region, time.today())),
                                new CaseNotice.Key(Deadline.RECORD_USE.name()),
                                new CaseNotice.Key(role),
                                level,
                                0,
                                first,
                                false,
                                null)));
    }
}
