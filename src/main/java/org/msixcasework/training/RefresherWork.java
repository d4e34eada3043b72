package org.msixcasework.training;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Accounts;
import org.msixcasework.identity.TrainingRegister;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Duties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What is done with refreshers: opened in time, told by the person, checked, recorded (ACC-24, ACC-25). */
@Service
class RefresherWork {

    private static final Logger log = LoggerFactory.getLogger(RefresherWork.class);

    private final Refreshers refreshers;
    private final RefresherProcess process;
    private final TrainingRegister register;
    private final Accounts accounts;
    private final Duties duties;
    private final TransactionTemplate transaction;
    private final Time time;

    RefresherWork(
            Refreshers refreshers,
            RefresherProcess process,
            TrainingRegister register,
            Accounts accounts,
            Duties duties,
            TransactionTemplate transaction,
            Time time) {
        this.refreshers = refreshers;
        this.process = process;
        this.register = register;
        this.accounts = accounts;
        this.duties = duties;
        this.transaction = transaction;
        this.time = time;
    }

    /**
     * Opens the case of everybody whose first reminder is due, or whose training has run out meanwhile. Each person is a
     * transaction of his own; doing it again, or on two nodes at once, opens none twice.
     */
    void openDue() {
        var firstReminder = duties.get(Deadline.REFRESHER).reminders().get(0).offset();
        for (var anniversary : refreshers.due(time.today().minusDays(firstReminder))) {
            try {
                transaction.executeWithoutResult(
                        status -> refreshers.add(anniversary).ifPresent(process::open));
            } catch (RuntimeException failed) {
                log.error("The refresher of {} was not opened and is tried again", anniversary.userId(), failed);
            }
        }
    }

    /** The refresher that the current user owes now. */
    Optional<Refresher> mine() {
        return refreshers.owedBy(Actor.user());
    }

    /**
     * The current user has read and accepted the Rules of Behavior again and names the certificate of his training.
     *
     * @throws Rejected REFUSED if he owes none or has told it already; INVALID naming each wrong field
     */
    @Transactional
    public void complete(
            @Nullable LocalDate completedOn, @Nullable String certificateNumber, boolean hasAcceptedRules) {
        var owed = mine().orElseThrow(() ->
                Rejected.refused("training.not-due", "Your refresher is not due; there is nothing to do."));
        if (owed.isTold()) {
            throw Rejected.refused("training.told", "You have told it already; the certificate is being checked.");
        }
        var violations = new Violations();
        violations.unless(hasAcceptedRules, "rulesAccepted", "read and accept the Rules of Behavior");
        register.requireCertificate(certificateNumber, completedOn, violations);
        violations.unless(
                completedOn == null || completedOn.isAfter(owed.trainedOn()),
                "completedOn",
                "is not later than the training that runs out");
        violations.refuseIfAny("training.bad-refresher", "The refresher was not recorded.");
        refreshers.told(
                owed.id(),
                Objects.requireNonNull(completedOn),
                Objects.requireNonNull(certificateNumber).strip(),
                time.instant());
        accounts.acceptRules(Actor.user());
        process.completed(owed.id(), accounts.areRefreshersChecked());
    }

    /**
     * The State User Administrator compares the certificate with what the person told.
     *
     * @return whether it is confirmed
     * @throws Rejected INVALID for another decision, or without a reason to return it; FORBIDDEN for one's own
     */
    boolean decide(CaseRef ref, @Nullable String decision, @Nullable String reason) {
        var violations = new Violations();
        violations.unless(
                "CONFIRM".equals(decision) || "RETURN".equals(decision), "decision", "must be CONFIRM or RETURN");
        violations.unless(!"RETURN".equals(decision) || reason != null, "reason", "is required to return it");
        violations.refuseIfAny("training.bad-decision", "Nothing was decided.");
        if (Actor.share(refreshers.get(ref).userId(), Actor.current())) {
            throw Rejected.forbidden("training.own-certificate", "Nobody confirms his own certificate.");
        }
        if (reason != null && "RETURN".equals(decision)) {
            refreshers.returned(ref.businessKey(), reason, Actor.current(), time.instant());
            return false;
        }
        refreshers.confirmed(ref.businessKey(), Actor.current(), time.instant());
        return true;
    }

    /** Brings the training to the register; a suspension for want of it ends (ACC-24, TRN-10). */
    void record(CaseRef ref) {
        var refresher = refreshers.get(ref);
        register.add(
                refresher.userId(),
                new TrainingRegister.Entry(
                        "Annual refresher", null, refresher.certificateNumber(), refresher.completedOn()),
                TrainingRegister.Source.REFRESHER,
                refresher.id());
    }
}
