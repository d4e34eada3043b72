package org.msixcasework.training;

import java.util.List;
import org.msixcasework.identity.Roles;
import org.msixcasework.identity.Staff;
import org.msixcasework.mail.CaseNotice;
import org.msixcasework.mail.Mailbox;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Duty;
import org.msixcasework.sla.MilestoneReached;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Reminds those whose duty it is where no role is: the person of a refresher, the directors whose METS has a gap. */
@Component
class OwnerMails {

    private static final CaseNotice.Key PERSON = new CaseNotice.Key("user");

    private final Refreshers refreshers;
    private final TrainingService trainings;
    private final Mailbox mailbox;
    private final Staff staff;

    OwnerMails(Refreshers refreshers, TrainingService trainings, Mailbox mailbox, Staff staff) {
        this.refreshers = refreshers;
        this.trainings = trainings;
        this.mailbox = mailbox;
        this.staff = staff;
    }

    @EventListener
    void on(MilestoneReached milestone) {
        if (!milestone.role().equals(Duty.OWNER)) {
            return;
        }
        if (milestone.deadline() == Deadline.REFRESHER) {
            remindPerson(milestone);
        } else if (milestone.deadline() == Deadline.TRAINING_GAP) {
            remind(milestone, trainings.openGaps(milestone.ref()));
        }
    }

    /** Whoever has told it and waits for the check is not reminded of it. */
    private void remindPerson(MilestoneReached milestone) {
        var refresher = refreshers.get(milestone.ref());
        if (!refresher.isTold()) {
            mailbox.queue(
                    new Staff.Member(refresher.userId(), staff.addressOf(refresher.userId())),
                    notice(CaseNotice.Kind.REFRESHER_DUE, milestone, PERSON));
        }
    }

    private void remind(MilestoneReached milestone, List<String> regions) {
        for (var region : regions) {
            mailbox.queue(
                    Roles.in(Roles.REGIONAL_DIRECTOR, region),
                    notice(CaseNotice.Kind.REMINDER, milestone, new CaseNotice.Key(Roles.REGIONAL_DIRECTOR)));
        }
    }

    private static CaseNotice notice(CaseNotice.Kind kind, MilestoneReached milestone, CaseNotice.Key role) {
        return new CaseNotice(
                kind,
                new CaseNotice.Key(milestone.ref().process()),
                new CaseNotice.Key(milestone.ref().businessKey()),
                new CaseNotice.Key(milestone.deadline().name()),
                role,
                milestone.level(),
                milestone.repetition(),
                milestone.dueOn(),
                milestone.statutory(),
                null);
    }
}
