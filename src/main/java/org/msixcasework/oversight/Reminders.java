package org.msixcasework.oversight;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.msixcasework.core.Time;
import org.msixcasework.core.TimeMoved;
import org.msixcasework.identity.Staff;
import org.msixcasework.mail.CaseNotice;
import org.msixcasework.mail.Mailbox;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Duties;
import org.msixcasework.sla.Duty;
import org.msixcasework.sla.WorkingDays;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reminds of documents to acknowledge, of schools that wait and of issues of which nothing is heard (GOV-1, COL-4, UPL-11): whoever
 * answers for the duty by the job table, then the role of the ladder. The outbox takes each mail once.
 */
@Component
class Reminders {

    private final Documents documents;
    private final Activities activities;
    private final VendorIssues issues;
    private final Responsibilities responsibilities;
    private final Duties duties;
    private final WorkingDays days;
    private final Staff staff;
    private final Mailbox mailbox;
    private final Time time;

    Reminders(
            Documents documents,
            Activities activities,
            VendorIssues issues,
            Responsibilities responsibilities,
            Duties duties,
            WorkingDays days,
            Staff staff,
            Mailbox mailbox,
            Time time) {
        this.documents = documents;
        this.activities = activities;
        this.issues = issues;
        this.responsibilities = responsibilities;
        this.duties = duties;
        this.days = days;
        this.staff = staff;
        this.mailbox = mailbox;
        this.time = time;
    }

    @EventListener
    @Order(4)
    @Transactional
    public void on(TimeMoved moved) {
        remind();
    }

    /** Sends what is due and was not sent yet. */
    @Transactional
    public void remind() {
        documents.asked().forEach(this::remind);
        activities.waiting().forEach(this::remind);
        issues.open().forEach(this::remind);
    }

    private void remind(Documents.Version version) {
        var by = version.acknowledgeBy();
        var duty = duties.get(Deadline.DOCUMENT_ACKNOWLEDGE);
        if (by == null) {
            return;
        }
        var reached = duty.reminders().stream()
                .filter(milestone -> !time.today().isBefore(by.plusDays(milestone.offset())))
                .reduce((earlier, later) -> later);
        var isOverdue = time.today().isAfter(by);
        if (reached.isEmpty() && !isOverdue) {
            return;
        }
        var missing = documents.missing(version);
        var level = reached.map(Duty.Milestone::level).orElse(0);
        for (var userId : missing) {
            mailbox.queue(
                    new Staff.Member(userId, staff.addressOf(userId)),
                    notice(CaseNotice.Kind.DOCUMENT, version.key(), duty, "user", isOverdue ? level + 1 : level, by));
        }
        if (isOverdue && !missing.isEmpty()) {
            for (var group : ladder(duty, Responsibilities.POLICIES)) {
                mailbox.queue(group, notice(CaseNotice.Kind.DOCUMENT_OVERDUE, version.key(), duty, group, 1, by));
            }
        }
    }

    private void remind(Activities.Activity request) {
        var due = request.dueOn();
        var duty = duties.get(Deadline.LEA_REQUEST);
        if (due == null) {
            return;
        }
        var reminder = duty.reminders().get(0);
        if (days.between(request.on(), time.today()) >= reminder.offset()) {
            for (var group : responsibilities.owners(Responsibilities.PROMOTION)) {
                mailbox.queue(group, notice(CaseNotice.Kind.SCHOOL_REQUEST, request.key(), duty, group, 0, due));
            }
        }
        if (time.today().isAfter(due)) {
            for (var group : ladder(duty, Responsibilities.PROMOTION)) {
                mailbox.queue(group, notice(CaseNotice.Kind.SCHOOL_REQUEST, request.key(), duty, group, 1, due));
            }
        }
    }

    private void remind(VendorIssues.Issue issue) {
        var due = issue.dueOn();
        var duty = duties.get(Deadline.VENDOR_ISSUE);
        if (due == null || time.today().isBefore(due)) {
            return;
        }
        for (var group : responsibilities.owners(Responsibilities.TECHNOLOGY)) {
            mailbox.queue(group, notice(CaseNotice.Kind.VENDOR_ISSUE, issue.key(), duty, group, 0, due));
        }
        if (time.today().isAfter(due)) {
            for (var group : ladder(duty, Responsibilities.TECHNOLOGY)) {
                mailbox.queue(group, notice(CaseNotice.Kind.VENDOR_ISSUE, issue.key(), duty, group, 1, due));
            }
        }
    }

    /** Whom lateness reaches: the roles of the ladder and whoever answers for the duty. */
    private List<String> ladder(Duty duty, String responsibility) {
        return Stream.concat(
                        duty.escalations().stream().map(Duty.Milestone::role),
                        responsibilities.owners(responsibility).stream())
                .distinct()
                .toList();
    }

    private static CaseNotice notice(
            CaseNotice.Kind kind, String key, Duty duty, String role, int level, LocalDate dueOn) {
        return new CaseNotice(
                kind,
                new CaseNotice.Key("oversight"),
                new CaseNotice.Key(key),
                new CaseNotice.Key(duty.deadline().name()),
                new CaseNotice.Key(role),
                level,
                0,
                dueOn,
                false,
                null);
    }
}
