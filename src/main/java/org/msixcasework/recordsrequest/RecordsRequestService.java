package org.msixcasework.recordsrequest;

import static org.msixcasework.sla.Deadline.COE_SECONDARY_RECORDS;
import static org.msixcasework.sla.Deadline.RECORDS_REQUEST;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.States;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.exchange.Submissions;
import org.msixcasework.identity.Access;
import org.msixcasework.process.Cases;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.msixcasework.record.Children;
import org.msixcasework.record.SecondarySchools;
import org.msixcasework.sla.ClockTasks;
import org.springframework.stereotype.Component;

/** What can be done with a request for official records. */
@Component
class RecordsRequestService {

    private static final int LONGEST_SCHOOL = 100;
    private static final String COE = "coe";

    private final RecordsRequests requests;
    private final SecondarySchools secondary;
    private final Children children;
    private final Submissions submissions;
    private final ClockTasks clocks;
    private final Cases cases;
    private final Access access;
    private final CaseworkProperties casework;
    private final Time time;

    RecordsRequestService(
            RecordsRequests requests,
            SecondarySchools secondary,
            Children children,
            Submissions submissions,
            ClockTasks clocks,
            Cases cases,
            Access access,
            CaseworkProperties casework,
            Time time) {
        this.requests = requests;
        this.secondary = secondary;
        this.children = children;
        this.submissions = submissions;
        this.clocks = clocks;
        this.cases = cases;
        this.access = access;
        this.casework = casework;
        this.time = time;
    }

    /** What a start came to. */
    record Admitted(String region, boolean owed, boolean noticeDue) {}

    /**
     * Checks whether the case of a request may start, and stores what is asked.
     *
     * @param given text of each start field; with {@code certificate} it is the case that an approval opens (COE-7)
     * @throws Rejected INVALID naming each field that does not fit, FORBIDDEN for a region that is not the user's
     */
    Admitted admit(String businessKey, Map<String, String> given) {
        var student = given.getOrDefault("studentId", "");
        var state = given.getOrDefault("schoolState", "");
        var school = given.getOrDefault("school", "");
        var requestedOn = LocalDate.parse(given.getOrDefault("requestedOn", ""));
        var certificate = given.get("certificate");
        var violations = new Violations()
                .unless(children.knows(student), "studentId", "is not a child on an approved certificate")
                .unless(States.exists(state), "schoolState", "must be the two letters of a State")
                .unless(school.length() <= LONGEST_SCHOOL, "school", "is longer than 100 characters")
                .unless(!requestedOn.isAfter(time.today()), "requestedOn", "lies in the future")
                .unless(
                        certificate != null || given.containsKey("channel"),
                        "channel",
                        "is required: how the school was asked");
        if (certificate != null) {
            violations.unless(
                    secondary
                            .owed(student)
                            .filter(owed -> owed.certificate().equals(certificate))
                            .filter(owed -> owed.approvedOn().equals(requestedOn))
                            .isPresent(),
                    "certificate",
                    "makes no elements of a former secondary school due from this day");
        }
        violations.refuseIfAny("process.bad-start", "The case was not started.");
        var region = children.region(student);
        access.requireRead(region);
        requests.add(new RecordsRequest(
                businessKey,
                student,
                school,
                state,
                certificate,
                requestedOn,
                given.get("channel"),
                null,
                null,
                null,
                null,
                null));
        return new Admitted(
                region, certificate != null, !state.equals(casework.state()) && secondary.isSecondaryAge(student));
    }

    /** The case that an approval owes for a child, unless it is there or the certificate's own case has ended (COE-7). */
    Optional<Due> due(String student) {
        return secondary
                .owed(student)
                .filter(owed -> cases.find(new CaseRef(COE, owed.certificate()))
                        .filter(file -> file.isOpen())
                        .isPresent())
                .map(owed -> new Due(
                        new CaseRef(RecordsRequestProcess.KEY, "S-%s-%s".formatted(student, owed.certificate())), owed))
                .filter(due -> cases.find(due.ref()).isEmpty());
    }

    /** A case to open. */
    record Due(CaseRef ref, SecondarySchools.Owed owed) {}

    /** The State that is served, two letters. */
    String state() {
        return casework.state();
    }

    RecordsRequest get(CaseRef ref) {
        return requests.get(ref.businessKey());
    }

    List<RecordsRequest> of(String student) {
        access.requireRead(children.region(student));
        return requests.of(student);
    }

    void startClock(CaseRef ref) {
        var request = get(ref);
        if (request.isOwed()) {
            clocks.start(ref, COE_SECONDARY_RECORDS, request.requestedOn(), "COE Approval Date");
        } else {
            clocks.start(ref, RECORDS_REQUEST, request.requestedOn(), "day of the request");
        }
    }

    LocalDate obtainedOn(CaseRef ref) {
        return Objects.requireNonNull(get(ref).obtainedOn());
    }

    /**
     * Records what came of the request.
     *
     * @return whether records were received
     * @throws Rejected INVALID for fields that do not fit, REFUSED naming what is missing where the elements are owed
     */
    boolean answer(CaseRef ref, @Nullable String outcome, @Nullable String obtainedOn, @Nullable String reason) {
        var request = get(ref);
        // the school may have been asked before the certificate was approved
        var earliest = request.isOwed() ? LocalDate.EPOCH : request.requestedOn();
        var answer = Answer.of(outcome, obtainedOn, reason, earliest, time.today());
        var received = answer.outcome() == RecordsRequest.Outcome.RECEIVED;
        if (received && request.isOwed()) {
            requireEntered(request);
        }
        requests.answered(request.id(), answer, Actor.current(), time.instant());
        cases.note(ref, "answered", answer.outcome().name());
        return received;
    }

    private void requireEntered(RecordsRequest request) {
        if (secondary.owed(request.studentId()).isPresent()) {
            throw Rejected.refused(
                    "recordsrequest.not-entered",
                    "No course of the school year in which the child left the school stands in the record yet.");
        }
        requireComplete(request);
    }

    /** @throws Rejected REFUSED naming every element that is missing */
    void requireRepaired(CaseRef ref) {
        requireComplete(get(ref));
    }

    private void requireComplete(RecordsRequest request) {
        var missing = new Violations();
        children.missing(request.studentId()).forEach(each -> missing.add(each.label(), "is missing"));
        if (!missing.isEmpty()) {
            throw Rejected.refused("recordsrequest.incomplete", "The record is not complete.", missing.list());
        }
    }

    void submit(CaseRef ref) {
        submissions.submit(ref, List.of(get(ref).studentId()));
    }

    /** Sets the Out of State Transcript Indicator of the latest enrollment, and puts the child into the next file (COE-8). */
    void markTranscript(CaseRef ref) {
        var student = get(ref).studentId();
        children.snapshot(student).items().stream()
                .filter(item -> item.kind() == Kind.ENROLLMENT)
                .max(Comparator.comparing(
                        item -> Objects.toString(item.elements().get("enrollmentDate"), "")))
                .ifPresent(item -> children.change(
                        student,
                        item,
                        Map.of("outOfStateTranscriptIndicator", true),
                        "records request " + ref.businessKey()));
        submit(ref);
    }
}
