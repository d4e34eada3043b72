package org.msixcasework.residency;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.States;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.exchange.Submissions;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.Regions;
import org.msixcasework.process.CaseFile;
import org.msixcasework.process.Cases;
import org.msixcasework.record.ChildSnapshot;
import org.msixcasework.record.ChildSnapshot.Kind;
import org.msixcasework.record.Children;
import org.msixcasework.sla.ClockTasks;
import org.msixcasework.sla.Deadline;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with a change of residency. */
@Component
class ResidencyService {

    private static final String WITHDRAWAL = "withdrawalDate";

    private final Moves moves;
    private final Children children;
    private final Submissions submissions;
    private final Cases cases;
    private final ClockTasks clocks;
    private final Regions regions;
    private final Access access;
    private final CaseworkProperties casework;
    private final Time time;

    ResidencyService(
            Moves moves,
            Children children,
            Submissions submissions,
            Cases cases,
            ClockTasks clocks,
            Regions regions,
            Access access,
            CaseworkProperties casework,
            Time time) {
        this.moves = moves;
        this.children = children;
        this.submissions = submissions;
        this.cases = cases;
        this.clocks = clocks;
        this.regions = regions;
        this.access = access;
        this.casework = casework;
        this.time = time;
    }

    static CaseRef ref(String id) {
        return new CaseRef(ResidencyProcess.KEY, id);
    }

    /** What a start came to. */
    record Admitted(String region, String student) {}

    /**
     * Checks whether the case of a move may start, and stores where the child went and what told of it.
     *
     * @param given text of each start field
     * @throws Rejected INVALID naming each field that does not fit, FORBIDDEN for a region that is not the user's, CONFLICT
     *     while another case of the child is open (RES-5)
     */
    Admitted admit(String businessKey, Map<String, String> given) {
        var violations = new Violations();
        var student = given.getOrDefault("studentId", "");
        violations.unless(children.knows(student), "studentId", "is not a child on an approved certificate");
        var trigger = Trigger.read(
                given.get("trigger"), given.get("receivedOn"), given.get("formReference"), time.today(), violations);
        checkDestination(given, violations);
        violations.refuseIfAny("process.bad-start", "The case was not started.");
        var region = children.region(student);
        access.requireRead(region);
        moves.lock(student);
        requireNoOpenCase(student, Objects.requireNonNull(trigger));
        var toRegion = given.get("toRegion");
        moves.add(businessKey, student, given.get("toState"), given.get("toDistrict"), toRegion);
        moves.add(businessKey, trigger, time.instant());
        if (toRegion != null && !toRegion.equals(region)) {
            cases.share(ref(businessKey), toRegion);
        }
        return new Admitted(region, student);
    }

    private void checkDestination(Map<String, String> given, Violations violations) {
        var toState = given.get("toState");
        var toRegion = given.get("toRegion");
        violations
                .unless(toState == null || States.exists(toState), "toState", "must be the two letters of a State")
                .unless(toRegion == null || regions.exists(toRegion), "toRegion", "is not a region of this State")
                .unless(
                        toRegion == null || casework.state().equals(toState),
                        "toRegion",
                        "belongs to a move within the State: set toState to " + casework.state());
    }

    private void requireNoOpenCase(String student, Trigger trigger) {
        moves.openOf(student).ifPresent(open -> {
            if (open.has(trigger.kind())) {
                throw Rejected.conflict(
                        "residency.open-already",
                        "The move of this child has the open case %s already, with a %s."
                                .formatted(open.id(), trigger.kind().label()));
            }
            throw Rejected.conflict(
                    "residency.second-trigger",
                    "The move of this child has the open case %s. Add this %s to it, on the page /cases/residency/%s or with POST /api/residency/%s/triggers."
                            .formatted(open.id(), trigger.kind().label(), open.id(), open.id()));
        });
    }

    /**
     * Adds the other trigger of a move to its open case. Where it was received earlier, the clock counts from that day, unless
     * the case was parked meanwhile (RES-5).
     *
     * @throws Rejected FORBIDDEN for a region that is not the user's, CONFLICT if the case is closed or has this trigger
     */
    @Transactional
    void add(CaseRef ref, Trigger trigger) {
        var student = get(ref).studentId();
        moves.lock(student);
        requireOpen(ref);
        var move = get(ref);
        if (move.has(trigger.kind())) {
            throw Rejected.conflict(
                    "residency.trigger-known",
                    "The case %s has a %s already."
                            .formatted(ref.businessKey(), trigger.kind().label()));
        }
        var before = move.governing();
        moves.add(ref.businessKey(), trigger, time.instant());
        cases.note(ref, "second trigger added", "%s of %s".formatted(trigger.kind(), trigger.receivedOn()));
        if (trigger.receivedOn().isBefore(before.receivedOn()) && !move.wasParked()) {
            clocks.recalculateIfRunning(
                    ref,
                    Deadline.RESIDENCY_UPLOAD,
                    trigger.receivedOn(),
                    "%s was received earlier".formatted(trigger.kind().label()));
        }
    }

    private CaseFile requireOpen(CaseRef ref) {
        var file = cases.get(ref);
        access.requireRead(file.region());
        if (!file.isOpen()) {
            throw Rejected.conflict(
                    "residency.closed",
                    "The case %s is closed. A new move of the child is a new case.".formatted(ref.businessKey()));
        }
        return file;
    }

    Move get(CaseRef ref) {
        return moves.get(ref.businessKey());
    }

    /**
     * As {@link #get}, for whoever may read the case.
     *
     * @throws Rejected FORBIDDEN for regions that neither own nor share the case
     */
    @Transactional
    Move read(CaseRef ref) {
        var file = cases.get(ref);
        if (!access.mayReadOneOf(file.sharedWith())) {
            access.requireRead(file.region());
        }
        return get(ref);
    }

    /** The open case of a child. */
    Optional<CaseRef> openOf(String student) {
        return moves.openOf(student).map(move -> ref(move.id()));
    }

    /** The trigger whose receipt is day 0. */
    Trigger governing(CaseRef ref) {
        return get(ref).governing();
    }

    /**
     * Day 0 of the second clock (RES-4).
     *
     * @throws Rejected INVALID if it is no day between the receipt and today
     */
    LocalDate obtainedOn(CaseRef ref, @Nullable String text) {
        var violations = new Violations();
        var day = Trigger.dateOf(text);
        var received = governing(ref).receivedOn();
        violations
                .unless(day != null, "obtainedOn", "must be a date such as 2026-09-04")
                .unless(day == null || !day.isAfter(time.today()), "obtainedOn", "lies in the future")
                .unless(
                        day == null || !day.isBefore(received),
                        "obtainedOn",
                        "lies before the receipt of %s".formatted(received));
        violations.refuseIfAny("residency.bad-date", "No clock was started.");
        return Objects.requireNonNull(day);
    }

    /** As {@link #obtainedOn}, for a user who has to own the open case. */
    @Transactional
    LocalDate mayObtain(CaseRef ref, @Nullable String text) {
        requireOpen(ref);
        return obtainedOn(ref, text);
    }

    /** Enrollments that the child left or leaves: open, and not of the district it moved to. */
    List<ChildSnapshot.Item> openEnrollments(Move move) {
        return own(move, Kind.ENROLLMENT).stream()
                .filter(item -> !item.elements().containsKey(WITHDRAWAL))
                .filter(item -> move.toDistrict() == null
                        || !move.toDistrict().equals(item.elements().get("schoolDistrictId")))
                .toList();
    }

    /** Courses without a final grade. */
    List<ChildSnapshot.Item> coursesInProgress(Move move) {
        return own(move, Kind.COURSE).stream()
                .filter(item -> !item.elements().containsKey("finalGrade"))
                .toList();
    }

    private List<ChildSnapshot.Item> own(Move move, Kind kind) {
        return children.snapshot(move.studentId()).items().stream()
                .filter(item -> item.kind() == kind)
                .toList();
    }

    /**
     * Stores grade to date and clock hours of a course in progress (RES-6).
     *
     * @throws NotFound if the child has no such course in progress
     */
    @Transactional
    void enter(CaseRef ref, int course, CourseResults results) {
        requireOpen(ref);
        var move = get(ref);
        var record = coursesInProgress(move).stream()
                .filter(item -> item.recordId() == course)
                .findFirst()
                .orElseThrow(() -> new NotFound("The child has no such course in progress"));
        children.change(move.studentId(), record, results.elements(), originOf(move));
    }

    private static String originOf(Move move) {
        return "residency " + move.id();
    }

    /**
     * Records what the data specialist answers, and closes the enrollments that the child left (RES-3, RES-4, RES-6).
     *
     * @return whether nothing new exists
     * @throws Rejected INVALID naming the withdrawal date if it does not fit, REFUSED naming everything that is missing
     */
    boolean answer(CaseRef ref, Updates updates) {
        var move = get(ref);
        if (updates.outcome() == Updates.Outcome.UPDATES_READY) {
            var left = left(move, updates.withdrawalDate());
            requireComplete(move, !left.isEmpty() && !updates.withoutGrades());
            left.forEach(item -> children.change(
                    move.studentId(),
                    item,
                    Map.of(WITHDRAWAL, Objects.toString(updates.withdrawalDate())),
                    originOf(move)));
        }
        moves.add(move.id(), updates, time.instant());
        cases.note(ref, "answered", updates.outcome().name());
        return updates.outcome() == Updates.Outcome.NOTHING_NEW;
    }

    /** The open enrollments that the withdrawal date ends. */
    private List<ChildSnapshot.Item> left(Move move, @Nullable LocalDate withdrawal) {
        var open = openEnrollments(move);
        var violations = new Violations();
        List<ChildSnapshot.Item> left = List.of();
        if (withdrawal == null) {
            var received = move.governing().receivedOn();
            violations.unless(
                    open.stream().noneMatch(item -> began(item, received)),
                    WITHDRAWAL,
                    "is required while an enrollment is open");
        } else {
            left = open.stream().filter(item -> began(item, withdrawal)).toList();
            violations.unless(!left.isEmpty(), WITHDRAWAL, "ends no enrollment: none that is open began by then");
        }
        violations.refuseIfAny("residency.bad-updates", "The task was not completed.");
        return left;
    }

    private static boolean began(ChildSnapshot.Item enrollment, LocalDate by) {
        return Objects.toString(enrollment.elements().get("enrollmentDate"), "").compareTo(by.toString()) <= 0;
    }

    private void requireComplete(Move move, boolean withGrades) {
        var obstacles = new Violations();
        for (var missing : children.missing(move.studentId())) {
            obstacles.add(missing.label(), "is missing");
        }
        if (withGrades) {
            for (var course : coursesInProgress(move)) {
                var of = " of " + course.elements().get("courseTitle");
                obstacles.unless(course.elements().containsKey("gradeToDate"), "Grade-to-Date" + of, "is missing");
                obstacles.unless(course.elements().containsKey("clockHours"), "Clock Hours" + of, "is missing");
            }
        }
        if (!obstacles.isEmpty()) {
            throw Rejected.refused("residency.incomplete", "The record is not complete.", obstacles.list());
        }
    }

    /** @throws Rejected REFUSED naming every element that is missing after a repair */
    void requireRepaired(CaseRef ref) {
        requireComplete(get(ref), false);
    }

    void submit(CaseRef ref) {
        submissions.submit(ref, List.of(get(ref).studentId()));
    }
}
