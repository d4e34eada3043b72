package org.msixcasework.correction;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.EmailAddress;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.States;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.exchange.Submissions;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Roles;
import org.msixcasework.mail.CaseNotice;
import org.msixcasework.mail.Mailbox;
import org.msixcasework.process.Cases;
import org.msixcasework.record.Children;
import org.msixcasework.record.Readers;
import org.msixcasework.sla.Clocks;
import org.msixcasework.sla.Deadline;
import org.springframework.stereotype.Component;

/** What can be done with the request of a parent, from its receipt to the decision and the corrected data. */
@Component
class CorrectionService {

    private final Corrections corrections;
    private final ParentLetters letters;
    private final Children children;
    private final Submissions submissions;
    private final Cases cases;
    private final Clocks clocks;
    private final Mailbox mailbox;
    private final Readers readers;
    private final Access access;
    private final CaseworkProperties casework;
    private final Time time;

    CorrectionService(
            Corrections corrections,
            ParentLetters letters,
            Children children,
            Submissions submissions,
            Cases cases,
            Clocks clocks,
            Mailbox mailbox,
            Readers readers,
            Access access,
            CaseworkProperties casework,
            Time time) {
        this.corrections = corrections;
        this.letters = letters;
        this.children = children;
        this.submissions = submissions;
        this.cases = cases;
        this.clocks = clocks;
        this.mailbox = mailbox;
        this.readers = readers;
        this.access = access;
        this.casework = casework;
        this.time = time;
    }

    /** What a start came to. */
    record Admitted(String region, Correction request) {}

    String newNumber() {
        return corrections.newNumber();
    }

    Correction get(CaseRef ref) {
        return corrections.get(ref.businessKey());
    }

    /**
     * Checks whether the case of a request may start, and stores what was asked (COR-2).
     *
     * @param given text of each start field
     * @throws Rejected INVALID naming each field that does not fit, FORBIDDEN for a region that is not the user's
     */
    Admitted admit(String businessKey, Map<String, String> given) {
        var violations = new Violations();
        var student = given.getOrDefault("studentId", "");
        var isKnown = children.knows(student);
        var receivedOn = LocalDate.parse(given.getOrDefault("receivedOn", ""));
        var email = given.get("requesterEmail");
        violations
                .unless(isKnown, "studentId", "is not a child on an approved certificate")
                .unless(!receivedOn.isAfter(time.today()), "receivedOn", "lies in the future")
                .unless(email == null || EmailAddress.isOne(email), "requesterEmail", "is no e-mail address")
                .unless(
                        email != null || given.containsKey("requesterAddress"),
                        "requesterAddress",
                        "is required where there is no e-mail address: the requester has to be told the decision");
        checkPart(businessKey, given.get("partOf"), given.get("ownerState"), violations);
        violations.refuseIfAny("process.bad-start", "The case was not started.");
        var region = children.region(student);
        access.requireRead(region);
        var request = new Correction(
                businessKey,
                given.get("partOf"),
                student,
                receivedOn,
                given.get("channel"),
                given.getOrDefault("relation", "PARENT"),
                given.getOrDefault("language", "en"),
                given.getOrDefault("requesterName", ""),
                email,
                given.get("requesterAddress"),
                given.getOrDefault("statement", ""),
                "yes".equals(given.get("identityChecked")) ? Actor.current() : null,
                given.get("ownerState"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        corrections.add(request);
        return new Admitted(region, request);
    }

    private void checkPart(
            String businessKey, @Nullable String partOf, @Nullable String ownerState, Violations violations) {
        violations
                .unless(
                        partOf == null || corrections.exists(partOf),
                        "partOf",
                        "is no request that this one could be a part of")
                .unless(
                        partOf == null || businessKey.equals(partOf + "." + ownerState),
                        "partOf",
                        "does not fit the number of the case")
                .unless((partOf == null) == (ownerState == null), "ownerState", "belongs to a part of another request")
                .unless(
                        ownerState == null || (States.exists(ownerState) && !ownerState.equals(casework.state())),
                        "ownerState",
                        "must be the two letters of another State");
    }

    /** Day 0 of the clocks. */
    LocalDate receivedOn(CaseRef ref) {
        return get(ref).receivedOn();
    }

    /** Tells the requester that the request arrived (COR-3). */
    void acknowledge(CaseRef ref) {
        write(ref, ParentLetters.Kind.ACKNOWLEDGED);
    }

    private void write(CaseRef ref, ParentLetters.Kind kind) {
        letters.write(ref, kind, get(ref), clocks.dueOn(ref, Deadline.PARENT_DECISION));
    }

    /** @throws Rejected INVALID without tick and date, or with a date before the receipt or in the future */
    void acknowledgementPosted(CaseRef ref, @Nullable String on, boolean posted) {
        posted(get(ref), ParentLetters.Kind.ACKNOWLEDGED, on, posted);
    }

    /** As {@link #acknowledgementPosted}, for the letter that tells the decision (COR-6). */
    void noticePosted(CaseRef ref, @Nullable String on, boolean posted) {
        var request = get(ref);
        posted(request, noticeOf(request), on, posted);
    }

    private void posted(Correction request, ParentLetters.Kind kind, @Nullable String on, boolean posted) {
        var violations = new Violations();
        violations.unless(posted, "sent", "say that the letter is posted");
        var day = Forwarding.sentOn(on, request.receivedOn(), time.today(), violations);
        violations.refuseIfAny("correction.bad-posting", "The letter was not recorded.");
        letters.posted(request, kind, Objects.requireNonNull(day));
    }

    /** Stores whose data they are; the process opens the cases of further States. */
    void classified(CaseRef ref, Classification classification) {
        if (classification.otherState() != null) {
            corrections.belongsTo(ref.businessKey(), classification.otherState());
        }
        if (!classification.furtherStates().isEmpty()) {
            cases.note(ref, "split", String.join(", ", classification.furtherStates()));
        }
    }

    void forwarded(CaseRef ref, @Nullable String addressee, @Nullable String sentOn, @Nullable String sentBy) {
        corrections.forwarded(
                ref.businessKey(),
                Forwarding.of(addressee, sentOn, sentBy, receivedOn(ref), time.today()),
                Actor.current());
    }

    /** @throws Rejected INVALID without a finding, or while nobody checked who asks (COR-2, COR-4) */
    void found(CaseRef ref, @Nullable String finding, boolean identityChecked) {
        var text = finding == null ? "" : finding.strip();
        var isChecked = identityChecked || get(ref).identityCheckedBy() != null;
        new Violations()
                .unless(!text.isEmpty(), "finding", "is required")
                .unless(isChecked, "identityChecked", "check first who asks")
                .refuseIfAny("correction.bad-finding", "The finding was not recorded.");
        corrections.found(ref.businessKey(), text, Actor.current());
        if (identityChecked) {
            corrections.identityChecked(ref.businessKey(), Actor.current());
        }
    }

    /**
     * Records the decision (COR-5); answers it.
     *
     * @throws Rejected INVALID without a decision or its reason
     */
    Correction.Decision decided(CaseRef ref, @Nullable String decision, @Nullable String reason) {
        var text = reason == null ? "" : reason.strip();
        var isKnown = List.of("CORRECT", "REFUSE").contains(String.valueOf(decision));
        new Violations()
                .unless(isKnown, "decision", "must be CORRECT or REFUSE")
                .unless(!text.isEmpty(), "reason", "is required: the requester will read it")
                .refuseIfAny("correction.bad-decision", "The decision was not recorded.");
        var decided = Correction.Decision.valueOf(String.valueOf(decision));
        corrections.decided(ref.businessKey(), decided, text, Actor.current(), time.instant());
        return decided;
    }

    /** Tells the requester what was decided, or where the request is now (COR-6, COR-8, COR-12). */
    void notifyRequester(CaseRef ref) {
        write(ref, noticeOf(get(ref)));
    }

    private static ParentLetters.Kind noticeOf(Correction request) {
        if (request.ownerState() != null) {
            return ParentLetters.Kind.FORWARDED;
        }
        return request.decision() == Correction.Decision.CORRECT
                ? ParentLetters.Kind.CORRECTED
                : ParentLetters.Kind.REFUSED;
    }

    /** Day 0 of the upload of corrected data. */
    LocalDate decidedOn(CaseRef ref) {
        return Objects.requireNonNull(get(ref).decidedAt()).atZone(Time.ZONE).toLocalDate();
    }

    /**
     * Lets the revision be completed (COR-7).
     *
     * @throws Rejected REFUSED if no element of the child changed since the decision, or while applicable ones are missing
     */
    void requireRevised(CaseRef ref) {
        var request = get(ref);
        if (!children.hasChangedSince(request.studentId(), Objects.requireNonNull(request.decidedAt()))) {
            throw Rejected.refused(
                    "correction.not-revised",
                    "No element of the child has changed since the decision. Correct the record first.");
        }
        requireRepaired(ref);
    }

    /** @throws Rejected REFUSED naming every element that is missing */
    void requireRepaired(CaseRef ref) {
        var obstacles = new Violations();
        for (var missing : children.missing(get(ref).studentId())) {
            obstacles.add(missing.label(), "is missing");
        }
        if (!obstacles.isEmpty()) {
            throw Rejected.refused("correction.incomplete", "The record is not complete.", obstacles.list());
        }
    }

    void submit(CaseRef ref) {
        submissions.submit(ref, List.of(get(ref).studentId()));
    }

    /** Tells the other regions whose people read the record before it was corrected (COR-15). */
    void tellRecipients(CaseRef ref) {
        var student = get(ref).studentId();
        var msixId = children.msixId(student).map(CaseNotice.MsixId::new).orElse(null);
        for (var region : readers.regionsElsewhere(student)) {
            mailbox.queue(
                    Roles.in(Roles.DATA_SPECIALIST, region),
                    new CaseNotice(
                            CaseNotice.Kind.CORRECTED,
                            new CaseNotice.Key(ref.process()),
                            new CaseNotice.Key(ref.businessKey()),
                            new CaseNotice.Key(Deadline.CORRECTION_UPLOAD.name()),
                            new CaseNotice.Key(Roles.DATA_SPECIALIST),
                            0,
                            0,
                            time.today(),
                            false,
                            msixId));
            corrections.told(ref.businessKey(), region, time.instant());
        }
    }
}
