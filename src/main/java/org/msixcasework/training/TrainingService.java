package org.msixcasework.training;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.ReportingYear;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.identity.Staff;
import org.msixcasework.identity.TrainingRegister;
import org.msixcasework.mail.CaseNotice;
import org.msixcasework.mail.Mailbox;
import org.msixcasework.process.Cases;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with a training event, from the request to the last gap (TRN-1 to TRN-8). */
@Service
class TrainingService {

    static final String KEY = "training";

    private static final int LONGEST = 2000;
    private static final int MOST_ATTENDEES = 500;
    private static final Set<String> PLANNERS = Set.of(Roles.MSIX_STATE_LEAD, Roles.ADMINISTRATOR);

    private final TrainingEvents events;
    private final TrainingYearProcess years;
    private final TrainingRegister register;
    private final Staff staff;
    private final Regions regions;
    private final Cases cases;
    private final Mailbox mailbox;
    private final Time time;

    TrainingService(
            TrainingEvents events,
            TrainingYearProcess years,
            TrainingRegister register,
            Staff staff,
            Regions regions,
            Cases cases,
            Mailbox mailbox,
            Time time) {
        this.events = events;
        this.years = years;
        this.register = register;
        this.staff = staff;
        this.regions = regions;
        this.cases = cases;
        this.mailbox = mailbox;
        this.time = time;
    }

    static CaseRef ref(String id) {
        return new CaseRef(KEY, id);
    }

    /**
     * Checks whether the case of an event may start, and stores it.
     *
     * @param given text of each start field
     * @return key of the region of a regional event, or null
     * @throws Rejected INVALID naming each field that does not fit, FORBIDDEN for what is not the user's to ask for
     */
    @Nullable
    String admit(String id, Map<String, String> given) {
        var kind = TrainingEvent.Kind.valueOf(Objects.requireNonNull(given.get("kind")));
        var region = given.get("region");
        var need = given.get("need");
        var violations = new Violations();
        if (kind == TrainingEvent.Kind.REGIONAL) {
            violations.unless(
                    region != null && regions.exists(region), "region", "is not the key of an enabled region");
            violations.unless(need != null, "need", "is required: say what the region needs");
        } else {
            violations.unless(region == null, "region", "is for a regional training only");
        }
        violations.refuseIfAny("process.bad-start", "The case was not started.");
        if (!Actor.uses(group -> PLANNERS.contains(group)
                || (region != null && group.equals(Roles.in(Roles.REGIONAL_DIRECTOR, region))))) {
            throw Rejected.forbidden(
                    "training.not-yours", "A regional director asks for trainings of his own region only.");
        }
        events.add(id, kind, region, need, Actor.current(), time.instant());
        return region;
    }

    TrainingEvent get(CaseRef ref) {
        return events.get(ref.businessKey());
    }

    /**
     * What the lead decided on an event.
     *
     * @param heldOn ISO date
     */
    record Plan(
            @Nullable String decision,
            @Nullable String heldOn,
            @Nullable String place,
            Set<Topic> topics,
            @Nullable String agenda,
            @Nullable String reason) {}

    /**
     * The lead plans the event, or declines it with a reason (TRN-1, TRN-3 to TRN-8).
     *
     * @return whether it was planned
     * @throws Rejected INVALID naming each field that does not fit
     */
    boolean plan(CaseRef ref, Plan plan) {
        var violations = new Violations();
        if ("DECLINE".equals(plan.decision())) {
            violations.unless(plan.reason() != null, "reason", "is required to decline");
            violations.unless(
                    get(ref).kind() == TrainingEvent.Kind.REGIONAL, "decision", "a statewide event is not declined");
            violations.refuseIfAny("training.bad-plan", "Nothing was decided.");
            events.close(
                    ref.businessKey(), TrainingEvent.State.DECLINED, plan.reason(), Actor.current(), time.instant());
            return false;
        }
        violations.unless("PLAN".equals(plan.decision()), "decision", "must be PLAN or DECLINE");
        var heldOn = date(plan.heldOn());
        violations.unless(heldOn != null, "heldOn", "must be a date such as 2026-10-08");
        violations.unless(heldOn == null || !heldOn.isBefore(time.today()), "heldOn", "lies in the past");
        violations.unless(isText(plan.place()), "place", "is required");
        violations.unless(isText(plan.agenda()), "agenda", "is required, at most %d characters".formatted(LONGEST));
        violations.unless(!plan.topics().isEmpty(), "recruitment", "choose at least one topic");
        violations.refuseIfAny("training.bad-plan", "The event was not planned.");
        events.plan(
                ref.businessKey(),
                Objects.requireNonNull(heldOn),
                Objects.requireNonNull(plan.place()),
                plan.topics(),
                Objects.requireNonNull(plan.agenda()),
                Actor.current(),
                time.instant());
        return true;
    }

    private static boolean isText(@Nullable String text) {
        return text != null && !text.isBlank() && text.length() <= LONGEST;
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }

    private List<String> regionsOf(TrainingEvent event) {
        var region = event.region();
        return region == null ? regions.keys() : List.of(region);
    }

    /** The METS that it concerns are told, and may read the case (TRN-2). */
    void announce(CaseRef ref) {
        var event = get(ref);
        for (var region : regionsOf(event)) {
            cases.share(ref, region);
            for (var role : List.of(Roles.REGIONAL_DIRECTOR, Roles.DATA_SPECIALIST)) {
                mailbox.queue(
                        Roles.in(role, region),
                        new CaseNotice(
                                CaseNotice.Kind.TRAINING_EVENT,
                                new CaseNotice.Key(KEY),
                                new CaseNotice.Key(event.id()),
                                new CaseNotice.Key("TRAINING"),
                                new CaseNotice.Key(role),
                                0,
                                0,
                                heldOn(event),
                                false,
                                null));
            }
        }
    }

    /** Day 0 of the attendance. */
    LocalDate heldOn(CaseRef ref) {
        return heldOn(get(ref));
    }

    private static LocalDate heldOn(TrainingEvent event) {
        return Objects.requireNonNull(event.heldOn());
    }

    /**
     * Enters or takes back that somebody was there: the lead for everybody, a director for people of his region (TRN-2).
     *
     * @param isDesignee whether he was there in the director's place
     * @param wasThere false takes an entry back
     * @throws Rejected INVALID for somebody who is no member of staff, FORBIDDEN for people of other regions, REFUSED before the
     *     day of the event and once the attendance is complete
     */
    @Transactional
    public void attend(String id, @Nullable String userId, boolean isDesignee, boolean wasThere) {
        var event = events.get(id);
        var violations = new Violations();
        requireHeldBy(event, time.today(), "userId", violations);
        var attendance = attendanceOf(event, userId == null ? "" : userId.strip(), isDesignee, "userId", violations);
        violations.refuseIfAny("training.bad-attendance", "Nothing was entered.");
        var region = attendance.region();
        if (!Actor.uses(group -> PLANNERS.contains(group)
                || (region != null && group.equals(Roles.in(Roles.REGIONAL_DIRECTOR, region))))) {
            throw Rejected.forbidden("training.other-region", "A director enters people of his own region.");
        }
        if (wasThere) {
            events.attend(id, attendance, Actor.current(), time.instant());
        } else {
            events.stayAway(id, attendance.userId());
        }
    }

    private static void requireHeldBy(TrainingEvent event, LocalDate today, String field, Violations violations) {
        if (event.state() != TrainingEvent.State.PLANNED) {
            throw Rejected.refused("training.not-open", "The attendance of this event is not open.");
        }
        violations.unless(!heldOn(event).isAfter(today), field, "the event has not been held yet");
    }

    private Attendance attendanceOf(
            TrainingEvent event, String userId, boolean isDesignee, String field, Violations violations) {
        var groups = staff.groupsOf(userId);
        violations.unless(
                !groups.isEmpty() && !groups.contains(Roles.TECHNICAL),
                field,
                "names somebody who is no member of staff");
        var region = regionsOf(event).stream()
                .filter(key -> groups.stream().anyMatch(group -> group.endsWith("." + key)))
                .findFirst()
                .orElse(null);
        violations.unless(!isDesignee || region != null, field, "a designee belongs to a METS of the event");
        return new Attendance(userId, region, capacity(groups, region, isDesignee));
    }

    private static Attendance.Capacity capacity(Set<String> groups, @Nullable String region, boolean isDesignee) {
        if (region == null) {
            return Attendance.Capacity.OTHER;
        }
        if (groups.contains(Roles.in(Roles.REGIONAL_DIRECTOR, region))) {
            return Attendance.Capacity.DIRECTOR;
        }
        if (isDesignee) {
            return Attendance.Capacity.DESIGNEE;
        }
        return groups.contains(Roles.in(Roles.DATA_SPECIALIST, region))
                ? Attendance.Capacity.DATA_SPECIALIST
                : Attendance.Capacity.OTHER;
    }

    /**
     * The lead completes the attendance, or says that the event did not take place (TRN-2).
     *
     * @param attendees ids of users, separated by commas or lines, besides those who were entered already
     * @param designees ids of those of them who were there in their director's place
     * @return whether it took place
     * @throws Rejected INVALID naming each field that does not fit
     */
    boolean recordAttendance(
            CaseRef ref,
            @Nullable String held,
            @Nullable String attendees,
            @Nullable String designees,
            @Nullable String reason) {
        var event = get(ref);
        var violations = new Violations();
        if ("no".equals(held)) {
            violations.unless(reason != null, "reason", "is required where the event was not held");
            violations.refuseIfAny("training.bad-attendance", "Nothing was recorded.");
            events.close(event.id(), TrainingEvent.State.NOT_HELD, reason, Actor.current(), time.instant());
            return false;
        }
        violations.unless("yes".equals(held), "held", "must be yes or no");
        requireHeldBy(event, time.today(), "held", violations);
        var named = new LinkedHashMap<String, Attendance>();
        ids(attendees).forEach(id -> named.put(id, attendanceOf(event, id, false, "attendees", violations)));
        ids(designees).forEach(id -> named.put(id, attendanceOf(event, id, true, "designees", violations)));
        violations.unless(named.size() <= MOST_ATTENDEES, "attendees", "are more than %d".formatted(MOST_ATTENDEES));
        violations.unless(
                !named.isEmpty() || !events.attendance(event.id()).isEmpty(), "attendees", "nobody was there");
        violations.refuseIfAny("training.bad-attendance", "Nothing was recorded.");
        named.values().forEach(each -> events.attend(event.id(), each, Actor.current(), time.instant()));
        events.close(event.id(), TrainingEvent.State.HELD, null, Actor.current(), time.instant());
        return true;
    }

    private static List<String> ids(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("[\\s,;]+"))
                        .filter(id -> !id.isEmpty())
                        .distinct()
                        .toList();
    }

    /**
     * Brings the attendance to the register of each person and to the duties of the year, and flags each METS that did not send
     * both (TRN-1, TRN-2, TRN-4, TRN-10).
     *
     * @return whether there are gaps
     */
    boolean enterRegister(CaseRef ref) {
        var event = get(ref);
        var attendance = events.attendance(event.id());
        var module = event.kind() == TrainingEvent.Kind.STATEWIDE ? "Statewide training" : "Regional training";
        for (var each : attendance) {
            register.add(
                    each.userId(),
                    new TrainingRegister.Entry(module, each.capacity().label(), null, heldOn(event)),
                    TrainingRegister.Source.EVENT,
                    event.id());
        }
        if (event.kind() == TrainingEvent.Kind.REGIONAL) {
            return false;
        }
        years.proved(ReportingYear.of(heldOn(event)), event.id(), heldOn(event), event.coversUseOfTheRecord());
        for (var region : regions.keys()) {
            var missing = missing(attendance, region);
            if (!missing.isEmpty()) {
                events.addGap(event.id(), region, String.join(" and ", missing));
            }
        }
        return !events.gaps(event.id()).isEmpty();
    }

    /** Who of a METS was missing, in words. */
    static List<String> missing(List<Attendance> attendance, String region) {
        var there = attendance.stream()
                .filter(each -> region.equals(each.region()))
                .map(Attendance::capacity)
                .toList();
        return Stream.of(
                        there.contains(Attendance.Capacity.DIRECTOR) || there.contains(Attendance.Capacity.DESIGNEE)
                                ? ""
                                : "director or designee",
                        there.contains(Attendance.Capacity.DATA_SPECIALIST) ? "" : "data specialist")
                .filter(who -> !who.isEmpty())
                .toList();
    }

    /** The METS that still have to follow up, in order. */
    List<String> openGaps(CaseRef ref) {
        return events.gaps(ref.businessKey()).stream()
                .filter(Gap::isOpen)
                .map(Gap::region)
                .toList();
    }

    /**
     * The director of a region says how those who were missing caught up (TRN-2).
     *
     * @throws Rejected INVALID naming each field that does not fit
     */
    void followUp(CaseRef ref, String region, @Nullable String caughtUpOn, @Nullable String followUp) {
        var on = date(caughtUpOn);
        var violations = new Violations();
        violations.unless(on != null, "caughtUpOn", "must be a date such as 2026-10-08");
        violations.unless(on == null || !on.isAfter(time.today()), "caughtUpOn", "lies in the future");
        violations.unless(on == null || !on.isBefore(heldOn(ref)), "caughtUpOn", "lies before the event");
        violations.unless(isText(followUp), "followUp", "is required, at most %d characters".formatted(LONGEST));
        violations.refuseIfAny("training.bad-follow-up", "The gap was not closed.");
        events.closeGap(
                ref.businessKey(),
                region,
                Objects.requireNonNull(on),
                Objects.requireNonNull(followUp),
                Actor.current(),
                time.instant());
    }
}
