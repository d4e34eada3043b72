package org.msixcasework.dispute;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Access;
import org.msixcasework.mail.LetterPaper;
import org.msixcasework.record.Children;
import org.springframework.stereotype.Component;

/** What can be done with a request to inspect a record, from its receipt to the copy (PRV-13). */
@Component
class InspectionService {

    private final Inspections inspections;
    private final RequesterLetters letters;
    private final Children children;
    private final Access access;
    private final Audit audit;
    private final Time time;

    InspectionService(
            Inspections inspections,
            RequesterLetters letters,
            Children children,
            Access access,
            Audit audit,
            Time time) {
        this.inspections = inspections;
        this.letters = letters;
        this.children = children;
        this.access = access;
        this.audit = audit;
        this.time = time;
    }

    String newNumber() {
        return inspections.newNumber();
    }

    Inspection get(CaseRef ref) {
        return inspections.get(ref.businessKey());
    }

    /**
     * Checks whether the case of a request may start, and stores who asks; answers the region of the child.
     *
     * @param given text of each start field
     * @throws Rejected INVALID naming each field that does not fit, FORBIDDEN for a region that is not the user's
     */
    String admit(String businessKey, Map<String, String> given) {
        var student = given.getOrDefault("studentId", "");
        var violations = new Violations();
        Requester.check(given, children.knows(student), time.today(), violations);
        violations.refuseIfAny("process.bad-start", "The case was not started.");
        var region = children.region(student);
        access.requireRead(region);
        inspections.add(new Inspection(
                businessKey,
                student,
                LocalDate.parse(given.getOrDefault("receivedOn", "")),
                Requester.of(given),
                "yes".equals(given.get("identityChecked")) ? Actor.current() : null,
                null,
                null));
        return region;
    }

    /** Day 0 of the clock. */
    LocalDate receivedOn(CaseRef ref) {
        return get(ref).receivedOn();
    }

    /**
     * Records that a copy was given, or why none is; answers it.
     *
     * @throws Rejected INVALID naming what is missing or wrong, such as a copy given before it was checked who asks
     */
    Inspection.Answer answered(
            CaseRef ref,
            @Nullable String outcome,
            boolean identityChecked,
            @Nullable String givenBy,
            @Nullable String givenOn,
            @Nullable String reason) {
        var inspection = get(ref);
        var answer = inspection.answer(outcome, identityChecked, givenBy, givenOn, reason, time.today());
        if (identityChecked) {
            inspections.identityChecked(inspection.id(), Actor.current());
        }
        inspections.answered(inspection.id(), answer, Actor.current(), time.instant());
        if (answer.outcome() == Inspection.Outcome.GIVEN) {
            audit.note("inspection.copy-given", inspection.studentId(), inspection.id());
        }
        return answer;
    }

    /** Writes what goes with the copy, or why there is none. */
    void notifyRequester(CaseRef ref) {
        var inspection = get(ref);
        var answer = Objects.requireNonNull(inspection.answer());
        var language = inspection.requester().language();
        letters.write(
                ref,
                answer.outcome().name(),
                inspection.requester(),
                new RequesterLetters.Content(
                        inspection.id(),
                        inspection.requester().name(),
                        LetterPaper.say(inspection.receivedOn(), language),
                        answer.givenOn() == null ? null : LetterPaper.say(answer.givenOn(), language),
                        answer.reason(),
                        List.of()));
    }

    void letterPosted(CaseRef ref, @Nullable String on, boolean posted) {
        letters.posted(ref, receivedOn(ref), on, posted);
    }
}
