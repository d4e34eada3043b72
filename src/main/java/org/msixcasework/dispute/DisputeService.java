package org.msixcasework.dispute;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Roles;
import org.msixcasework.mail.CaseNotice;
import org.msixcasework.mail.LetterPaper;
import org.msixcasework.mail.Mailbox;
import org.msixcasework.process.Cases;
import org.msixcasework.record.Children;
import org.msixcasework.record.Disputes;
import org.msixcasework.record.Readers;
import org.msixcasework.sla.Deadline;
import org.springframework.stereotype.Component;

/** What can be done with a statement of dispute, from its receipt to the marks in the record and the letter. */
@Component
class DisputeService {

    private static final String REFUSED_CORRECTION = "refused";

    private final DisputeFiles files;
    private final Disputes disputes;
    private final RequesterLetters letters;
    private final Children children;
    private final Readers readers;
    private final Cases cases;
    private final Mailbox mailbox;
    private final Access access;
    private final Time time;

    DisputeService(
            DisputeFiles files,
            Disputes disputes,
            RequesterLetters letters,
            Children children,
            Readers readers,
            Cases cases,
            Mailbox mailbox,
            Access access,
            Time time) {
        this.files = files;
        this.disputes = disputes;
        this.letters = letters;
        this.children = children;
        this.readers = readers;
        this.cases = cases;
        this.mailbox = mailbox;
        this.access = access;
        this.time = time;
    }

    /** What a start came to. */
    record Admitted(String region, Dispute dispute) {}

    static CaseRef ref(String number) {
        return new CaseRef(DisputeProcess.KEY, number);
    }

    /** A refused request to correct; its module is another's, its case is everybody's. */
    static CaseRef correction(String number) {
        return new CaseRef("correction", number);
    }

    String newNumber() {
        return files.newNumber();
    }

    Dispute get(CaseRef ref) {
        return files.get(ref.businessKey());
    }

    /**
     * Checks whether the case of a dispute may start, and stores who disputes (PRV-6).
     *
     * @param given text of each start field
     * @throws Rejected INVALID naming each field that does not fit, FORBIDDEN for a region that is not the user's
     */
    Admitted admit(String businessKey, Map<String, String> given) {
        var student = given.getOrDefault("studentId", "");
        var correction = given.get("correctionNumber");
        var violations = new Violations();
        Requester.check(given, children.knows(student), time.today(), violations);
        violations
                .unless(
                        correction == null || wasRefused(correction, student),
                        "correctionNumber",
                        "is no request about this child that was refused")
                .refuseIfAny("process.bad-start", "The case was not started.");
        var region = children.region(student);
        access.requireRead(region);
        var dispute = new Dispute(
                businessKey,
                student,
                LocalDate.parse(given.getOrDefault("receivedOn", "")),
                Requester.of(given),
                correction,
                given.get("reference"),
                "yes".equals(given.get("identityChecked")) ? Actor.current() : null,
                null,
                null,
                null,
                null);
        files.add(dispute);
        if (correction != null) {
            cases.note(correction(correction), "goes on as a dispute", businessKey);
        }
        return new Admitted(region, dispute);
    }

    private boolean wasRefused(String correction, String student) {
        return cases.find(correction(correction))
                .filter(file -> student.equals(file.subjectKey()) && REFUSED_CORRECTION.equals(file.outcome()))
                .isPresent();
    }

    /** Day 0 of the clock. */
    LocalDate receivedOn(CaseRef ref) {
        return get(ref).receivedOn();
    }

    /**
     * Notes the elements that the statement is going to dispute.
     *
     * @throws Rejected INVALID naming every one that is not in the child's record, REFUSED once the case has its answer
     */
    void choose(CaseRef ref, Collection<String> elements) {
        var dispute = get(ref);
        if (dispute.outcome() != null) {
            throw Rejected.refused(
                    "dispute.answered", "This case has its answer. Replace the statement, or start another case.");
        }
        files.choose(dispute.id(), disputes.chosen(dispute.studentId(), elements));
    }

    /** @throws Rejected FORBIDDEN unless the Privacy Act Administrator acts, or somebody in place of her */
    static void requireAdministrator() {
        if (!Actor.uses(Roles.PRIVACY_ACT_ADMINISTRATOR::equals)) {
            throw Rejected.forbidden(
                    "dispute.not-yours", "Statements of dispute are entered by the Privacy Act Administrator only.");
        }
    }

    /**
     * Records what becomes of the statement: entered, it marks its elements at once (PRV-6, PRV-8). Answers whether it was.
     *
     * @throws Rejected INVALID naming what is missing, FORBIDDEN for everybody but the Privacy Act Administrator, also where
     *     the task was offered to others because it is late
     */
    boolean answered(
            CaseRef ref,
            @Nullable String decision,
            @Nullable String statement,
            boolean identityChecked,
            @Nullable String reason) {
        requireAdministrator();
        var dispute = get(ref);
        var isEntered = "ENTER".equals(decision);
        var elements = files.chosen(dispute.id());
        new Violations()
                .unless(isEntered || "DECLINE".equals(decision), "decision", "must be ENTER or DECLINE")
                .unless(
                        !isEntered || !elements.isEmpty(),
                        "elements",
                        "tick the disputed elements in the tab Case first")
                .unless(!isEntered || statement != null, "statement", "is required")
                .unless(
                        !isEntered || identityChecked || dispute.identityCheckedBy() != null,
                        "identityChecked",
                        "check first who asks")
                .unless(isEntered || reason != null, "reason", "is required: the requester will read it")
                .refuseIfAny("dispute.bad-answer", "The statement was not recorded.");
        if (identityChecked) {
            files.identityChecked(dispute.id(), Actor.current());
        }
        if (isEntered) {
            disputes.enter(
                    dispute.id(),
                    dispute.studentId(),
                    dispute.requester().name(),
                    dispute.receivedOn(),
                    statement,
                    elements);
        }
        files.answered(
                dispute.id(),
                isEntered ? Dispute.Outcome.ENTERED : Dispute.Outcome.DECLINED,
                isEntered ? null : reason,
                Actor.current(),
                time.instant());
        return isEntered;
    }

    /** Tells the other regions whose people read the record what is disputed of it now (5 USC 552a(c)(4)). */
    void tellRecipients(CaseRef ref) {
        var statements = disputes.of(ref.businessKey());
        var last = statements.get(statements.size() - 1);
        var msixId =
                children.msixId(last.studentId()).map(CaseNotice.MsixId::new).orElse(null);
        for (var region : readers.regionsElsewhere(last.studentId())) {
            mailbox.queue(
                    Roles.in(Roles.DATA_SPECIALIST, region),
                    new CaseNotice(
                            CaseNotice.Kind.DISPUTED,
                            new CaseNotice.Key(ref.process()),
                            new CaseNotice.Key(ref.businessKey()),
                            new CaseNotice.Key(Deadline.DISPUTE_STATEMENT.name()),
                            new CaseNotice.Key(Roles.DATA_SPECIALIST),
                            // each statement of the case and the end of each is an event of its own
                            statements.size(),
                            last.stands() ? 0 : 1,
                            time.today(),
                            false,
                            msixId));
            files.told(ref.businessKey(), region, time.instant());
        }
    }

    /** Tells the requester what became of the statement. */
    void notifyRequester(CaseRef ref) {
        var dispute = get(ref);
        var outcome = dispute.outcome() == Dispute.Outcome.ENTERED ? "ENTERED" : "DECLINED";
        var language = dispute.requester().language();
        letters.write(
                ref,
                outcome,
                dispute.requester(),
                new RequesterLetters.Content(
                        dispute.id(),
                        dispute.requester().name(),
                        LetterPaper.say(dispute.receivedOn(), language),
                        null,
                        dispute.reason(),
                        standingElements(dispute)));
    }

    private List<String> standingElements(Dispute dispute) {
        return disputes.of(dispute.id()).stream()
                .filter(Disputes.Entered::stands)
                .flatMap(statement -> statement.elements().stream())
                .map(Disputes.Named::label)
                .distinct()
                .toList();
    }

    void letterPosted(CaseRef ref, @Nullable String on, boolean posted) {
        letters.posted(ref, receivedOn(ref), on, posted);
    }

    /** A later statement of whoever disputes takes the place of the one that stands. */
    void replace(CaseRef ref, @Nullable String statement, Collection<String> elements) {
        var dispute = requireEntered(ref);
        disputes.enter(
                dispute.id(), dispute.studentId(), dispute.requester().name(), time.today(), statement, elements);
        cases.note(ref, "statement replaced", "");
        tellRecipients(ref);
    }

    /** Whoever disputes takes the statement back. */
    void withdraw(CaseRef ref) {
        disputes.withdraw(requireEntered(ref).id());
        cases.note(ref, "statement withdrawn", "");
        tellRecipients(ref);
    }

    private Dispute requireEntered(CaseRef ref) {
        var dispute = get(ref);
        if (dispute.outcome() != Dispute.Outcome.ENTERED) {
            throw Rejected.refused("dispute.not-entered", "No statement of this case was entered.");
        }
        return dispute;
    }
}
