package org.msixcasework.secincident;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Access;
import org.msixcasework.identity.AccountDesk;
import org.msixcasework.identity.Accounts;
import org.msixcasework.process.Cases;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with a security incident, from the report to its lessons (SEC-6 to SEC-8). */
@Component
class SecincidentService {

    static final int LONGEST = 4000;

    /**
     * An incident as whoever may read it sees it.
     *
     * @param notes the timeline; empty for who only reported it
     * @param frozen accounts that are frozen in its name; likewise
     */
    record View(Incident incident, List<Incident.Note> notes, List<String> frozen) {}

    private final IncidentStore incidents;
    private final AccountDesk desk;
    private final Access access;
    private final Cases cases;
    private final Time time;

    SecincidentService(IncidentStore incidents, AccountDesk desk, Access access, Cases cases, Time time) {
        this.incidents = incidents;
        this.desk = desk;
        this.access = access;
        this.cases = cases;
        this.time = time;
    }

    String newNumber() {
        return incidents.newNumber();
    }

    /** Stores what was reported and begins the timeline; the fields have been checked one by one. */
    void admit(String businessKey, Map<String, String> given) {
        var kind = Incident.Kind.valueOf(Objects.requireNonNull(given.get("kind")));
        var signs = Optional.ofNullable(given.get("signs")).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(Incident.Sign::valueOf)
                .toList();
        var violations = new Violations();
        violations.unless(
                kind != Incident.Kind.WARNING_SIGN || !signs.isEmpty(), "signs", "tick at least one warning sign");
        violations.refuseIfAny("process.bad-start", "The incident was not reported.");
        incidents.add(new Incident(
                businessKey,
                kind,
                signs,
                Objects.requireNonNull(given.get("description")),
                Actor.current(),
                time.instant()));
        note(businessKey, Incident.What.REPORTED, kind.label());
    }

    /** The reporter freezes his own account. */
    void freezeOwn(CaseRef ref) {
        desk.freezeOwn(ref.businessKey());
        frozen(ref, Actor.user());
    }

    private void frozen(CaseRef ref, String userId) {
        incidents.frozen(ref.businessKey(), userId, time.instant());
        note(ref.businessKey(), Incident.What.FROZEN, userId);
        cases.note(ref, "account frozen", userId);
    }

    private void note(String id, Incident.What what, String text) {
        incidents.note(id, time.instant(), Actor.current(), what, text);
    }

    /** When the hour of the first response begins. */
    Instant reportedAt(CaseRef ref) {
        return incidents.get(ref.businessKey()).reportedAt();
    }

    /**
     * The first response (X15).
     *
     * @throws Rejected INVALID without saying how the reporter was reached
     */
    void respond(CaseRef ref, @Nullable String contact) {
        note(ref.businessKey(), Incident.What.CONTACT, required("contact", contact));
    }

    /**
     * The assessment.
     *
     * @return whether it was a false alarm
     * @throws Rejected INVALID for another verdict or without findings
     */
    boolean assess(CaseRef ref, @Nullable String verdict, @Nullable String findings) {
        var violations = new Violations();
        violations.unless(
                "INCIDENT".equals(verdict) || "FALSE_ALARM".equals(verdict),
                "verdict",
                "must be INCIDENT or FALSE_ALARM");
        violations.unless(isText(findings), "findings", "is required");
        violations.refuseIfAny("secincident.bad-assessment", "Nothing was decided.");
        note(ref.businessKey(), Incident.What.FINDING, String.valueOf(findings));
        return "FALSE_ALARM".equals(verdict);
    }

    /**
     * What was done and what it teaches.
     *
     * @throws Rejected INVALID without either
     */
    void followUp(CaseRef ref, @Nullable String actions, @Nullable String lessons) {
        var violations = new Violations();
        violations.unless(isText(actions), "actions", "is required");
        violations.unless(isText(lessons), "lessons", "is required");
        violations.refuseIfAny("secincident.bad-follow-up", "The incident stays open.");
        note(ref.businessKey(), Incident.What.ACTION, String.valueOf(actions));
        note(ref.businessKey(), Incident.What.LESSON, String.valueOf(lessons));
    }

    private static boolean isText(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static String required(String field, @Nullable String text) {
        var violations = new Violations();
        violations.unless(
                text != null && !text.isBlank() && text.length() <= LONGEST,
                field,
                "is required, at most %d characters".formatted(LONGEST));
        violations.refuseIfAny("secincident.bad-note", "Nothing was stored.");
        return String.valueOf(text).strip();
    }

    /**
     * Adds a dated note to the timeline.
     *
     * @throws Rejected INVALID without a text
     */
    @Transactional
    public void addNote(CaseRef ref, @Nullable String text) {
        note(incidents.get(ref.businessKey()).id(), Incident.What.NOTE, required("text", text));
    }

    /**
     * Freezes an account in doubt at once; its sessions end everywhere.
     *
     * @throws Rejected FORBIDDEN without the right to change accounts and for one's own, REFUSED if it is disabled already or the
     *     incident is closed
     */
    @Transactional
    public void freeze(CaseRef ref, @Nullable String userId) {
        if (!cases.get(ref).isOpen()) {
            throw Rejected.refused("secincident.closed", "Incident %s is closed.".formatted(ref.businessKey()));
        }
        var account = required("userId", userId);
        desk.freeze(account, ref.businessKey());
        frozen(ref, account);
    }

    /**
     * Opens an account again that was frozen in the name of the incident: its password is void, and a link to set a new one goes
     * to its user.
     *
     * @throws Rejected INVALID unless the identity was checked, REFUSED if the account is not frozen in the name of this incident,
     *     FORBIDDEN as {@link #freeze}
     */
    @Transactional
    public void lift(CaseRef ref, @Nullable String userId, boolean identityChecked) {
        var account = required("userId", userId);
        if (!incidents.frozenBy(incidents.get(ref.businessKey()).id()).contains(account)) {
            throw Rejected.refused(
                    "secincident.not-frozen",
                    "The account %s is not frozen in the name of %s.".formatted(account, ref.businessKey()));
        }
        desk.reset(account, identityChecked);
    }

    /** Whoever opened a frozen account, and by which page: the timeline tells of it. */
    @EventListener
    void on(Accounts.Enabled account) {
        incidents
                .lifted(account.userId(), time.instant())
                .forEach(id -> note(id, Incident.What.LIFTED, account.userId()));
    }

    /** Whether the current user handles incidents and reads all of each. */
    boolean isHandler() {
        return !access.concealed().contains(SecincidentProcess.KEY);
    }

    /**
     * What the current user may read of an incident: all, or what he reported himself.
     *
     * @throws org.msixcasework.core.NotFound if there is no such incident, or it is concealed from him
     */
    @Transactional(readOnly = true)
    public View view(CaseRef ref) {
        access.readsAsReporter(cases.get(ref));
        var incident = incidents.get(ref.businessKey());
        return isHandler()
                ? new View(incident, incidents.notes(incident.id()), incidents.frozenBy(incident.id()))
                : new View(incident, List.of(), List.of());
    }

    /** The incidents that the current user may know of: all, or those he reported himself. */
    @Transactional(readOnly = true)
    public List<IncidentStore.Line> latest() {
        return incidents.latest(isHandler() ? null : Actor.user());
    }
}
