package org.msixcasework.sla;

import org.msixcasework.core.CaseRef;
import org.msixcasework.identity.Regions;
import org.msixcasework.mail.CaseNotice;
import org.msixcasework.mail.MailDelayed;
import org.msixcasework.mail.Mailbox;
import org.msixcasework.process.CaseFile;
import org.msixcasework.process.Cases;
import org.msixcasework.process.Incidents;
import org.msixcasework.process.OpenTasks;
import org.msixcasework.process.TaskOpened;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What a reminder or a level does: it queues a mail to the role, and a level besides offers the open tasks of the case to
 * that role and raises them. No work is cancelled and nothing is decided by the mere passing of time.
 */
@Component
class Escalation {

    private final Clocks clocks;
    private final Cases cases;
    private final OpenTasks tasks;
    private final Incidents incidents;
    private final Mailbox mails;
    private final Priorities priorities;
    private final Regions regions;

    Escalation(
            Clocks clocks,
            Cases cases,
            OpenTasks tasks,
            Incidents incidents,
            Mailbox mails,
            Priorities priorities,
            Regions regions) {
        this.clocks = clocks;
        this.cases = cases;
        this.tasks = tasks;
        this.incidents = incidents;
        this.mails = mails;
        this.priorities = priorities;
        this.regions = regions;
    }

    @EventListener
    void on(MilestoneReached milestone) {
        if (milestone.role().equals(Duty.OWNER)) {
            return;
        }
        var group = groupOf(milestone.ref(), milestone.role());
        if (milestone.kind() == MilestoneReached.Kind.ESCALATION) {
            var duty = milestone.deadline().name();
            tasks.widen(milestone.ref(), duty, group, priorities.of(duty, milestone.level()));
            cases.note(
                    milestone.ref(),
                    "escalated",
                    "%s, level %d, to %s".formatted(milestone.deadline(), milestone.level(), group));
        }
        mails.queue(group, noticeOf(milestone));
    }

    /** A task opens in its place in the order of work; one that opens late is offered at once to whom the case has climbed. */
    @EventListener
    void on(TaskOpened task) {
        task.prioritize(priorities.of(task.duty(), 0));
        for (var level : clocks.climbed(task.ref(), task.duty())) {
            task.widen(groupOf(task.ref(), level.role()), priorities.of(task.duty(), level.level()));
        }
    }

    /** What waits for a mail server is visible on the case it tells of, until it went out. */
    @EventListener
    void on(MailDelayed delay) {
        delay.delivered()
                .forEach(ref -> cases.find(ref)
                        .ifPresent(file -> incidents.resolve(file.processInstanceId(), Incidents.MAIL_DELAYED)));
        delay.cases()
                .forEach(ref -> cases.find(ref)
                        .filter(CaseFile::isOpen)
                        .ifPresent(file -> incidents.raise(
                                file.processInstanceId(),
                                Incidents.MAIL_DELAYED,
                                "A mail server refuses mail about this case")));
    }

    private String groupOf(CaseRef ref, String role) {
        return regions.groupFor(role, cases.get(ref).region());
    }

    private static CaseNotice noticeOf(MilestoneReached milestone) {
        return new CaseNotice(
                CaseNotice.Kind.valueOf(milestone.kind().name()),
                new CaseNotice.Key(milestone.ref().process()),
                new CaseNotice.Key(milestone.ref().businessKey()),
                new CaseNotice.Key(milestone.deadline().name()),
                new CaseNotice.Key(milestone.role()),
                milestone.level(),
                milestone.repetition(),
                milestone.dueOn(),
                milestone.statutory(),
                null);
    }
}
