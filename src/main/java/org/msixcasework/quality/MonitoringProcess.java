package org.msixcasework.quality;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.ReportingYear;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.OpenTasks;
import org.msixcasework.process.Processes;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the application tells the process {@code monitoring}: the yearly visit to a METS (DQ-6). */
@Component
class MonitoringProcess implements CaseType {

    static final String KEY = "monitoring";

    /** The answers that gateways read. */
    static final Variable<Boolean> ACTION_NEEDED = Variable.flag("actionNeeded");

    static final Variable<Boolean> CORRECTED = Variable.flag("corrected");

    /** Fields of the forms. */
    static final Variable<String> VISITED_ON = Variable.text("visitedOn");

    static final Variable<String> SEVERITY = Variable.text("severity");
    static final Variable<String> FINDINGS = Variable.text("findings");
    static final Variable<String> ACTION = Variable.text("action");
    static final Variable<String> ACTION_BY = Variable.text("actionBy");
    static final Variable<String> DECISION = Variable.text("decision");
    static final Variable<String> VERIFICATION = Variable.text("verification");

    private static final String NONE = "NONE";
    private static final String A_DAY = "must be a day such as 2026-11-30";

    private final MonitoringVisits visits;
    private final Checklist checklist;
    private final Runs runs;
    private final Regions regions;
    private final Processes processes;
    private final OpenTasks tasks;
    private final TransactionTemplate transaction;
    private final Time time;

    MonitoringProcess(
            MonitoringVisits visits,
            Checklist checklist,
            Runs runs,
            Regions regions,
            Processes processes,
            OpenTasks tasks,
            TransactionTemplate transaction,
            Time time) {
        this.visits = visits;
        this.checklist = checklist;
        this.runs = runs;
        this.regions = regions;
        this.processes = processes;
        this.tasks = tasks;
        this.transaction = transaction;
        this.time = time;
    }

    @Override
    public String process() {
        return KEY;
    }

    @Override
    public List<StartField> startFields() {
        return List.of();
    }

    @Override
    public Set<String> variables() {
        return Set.of(ACTION_NEEDED.name(), CORRECTED.name());
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        var found = visits.find(businessKey);
        new Violations()
                .unless(
                        found.isPresent(),
                        "businessKey",
                        "must be a reporting year of a METS; the application opens it when the year begins")
                .refuseIfAny("process.bad-start", "The case was not started.");
        return new Opening(
                found.orElseThrow().region(), null, Map.of(ACTION_NEEDED.name(), false, CORRECTED.name(), false));
    }

    /** Opens the visit of a reporting year to each METS that has none yet (DQ-6). */
    void openYear(int year) {
        for (var region : regions.keys()) {
            transaction.executeWithoutResult(status -> Actor.inNameOf(Actor.SYSTEM, () -> {
                var id = "MO-%d-%s".formatted(year, region);
                if (visits.add(id, year, region)) {
                    processes.open(new CaseRef(KEY, id), Map.of());
                }
            }));
        }
    }

    /** Day 0 of the year. */
    LocalDate yearCountsFrom(CaseRef ref) {
        return ReportingYear.begin(visits.get(ref.businessKey()).year()).minusDays(1);
    }

    /** The day of the visit, which meets the duty, however late it is recorded. */
    LocalDate visitedOn(CaseRef ref) {
        var day = visits.get(ref.businessKey()).visitedOn();
        if (day == null) {
            throw new IllegalStateException("no visit was recorded");
        }
        return day;
    }

    /** Whether the visit waits for its findings, so that they can be entered. */
    boolean isVisiting(CaseRef ref) {
        return waitsAt(ref, "recordFindings");
    }

    /** Whether the findings wait for the corrective action of the METS. */
    boolean isPlanning(CaseRef ref) {
        return waitsAt(ref, "planCorrection");
    }

    /** What the current user may see of the findings: the METS receives them with the record of the visit. */
    List<MonitoringVisits.Finding> findings(MonitoringVisits.Visit visit) {
        return visit.recordedBy() == null && !Actor.uses(Roles.MSIX_STATE_LEAD::equals)
                ? List.of()
                : visits.findings(visit.id());
    }

    private boolean waitsAt(CaseRef ref, String element) {
        return tasks.offers(List.of(ref)).getOrDefault(ref, List.of()).stream()
                .anyMatch(offer -> offer.element().equals(element));
    }

    /**
     * The lead enters one thing that a visit found.
     *
     * @throws Rejected INVALID naming each wrong field, REFUSED once the visit is recorded
     */
    void find(CaseRef ref, String area, String severity, String finding) {
        requireVisiting(ref);
        var of = Checklist.Area.of(area);
        var how = severity(severity);
        new Violations()
                .unless(of.isPresent(), "area", "must be one of the checklist")
                .unless(how.isPresent(), "severity", "must be MINOR or SERIOUS")
                .unless(QualityProcess.isText(finding), "finding", QualityProcess.LENGTH)
                .refuseIfAny("quality.bad-finding", "The finding was not stored.");
        visits.found(ref.businessKey(), of.orElseThrow(), how.orElseThrow(), finding.strip(), Actor.current());
    }

    /**
     * The lead takes back what he entered.
     *
     * @throws Rejected REFUSED once the visit is recorded
     */
    void withdraw(CaseRef ref, long finding) {
        requireVisiting(ref);
        if (!visits.withdraw(ref.businessKey(), finding)) {
            throw new NotFound("The visit has no such finding");
        }
    }

    private void requireVisiting(CaseRef ref) {
        visits.get(ref.businessKey());
        if (!isVisiting(ref)) {
            throw Rejected.refused(
                    "quality.visit-recorded", "The visit is recorded; its findings stay as the METS received them.");
        }
    }

    private static Optional<MonitoringVisits.Severity> severity(@Nullable String name) {
        return Arrays.stream(MonitoringVisits.Severity.values())
                .filter(severity -> severity.name().equals(name))
                .findFirst();
    }

    /**
     * The lead records the visit; a finding that is given here joins those that were entered on the page.
     *
     * @param severity of that finding; NONE where there is none to add
     * @return whether corrective action is needed
     * @throws Rejected INVALID naming each wrong field
     */
    boolean record(CaseRef ref, @Nullable String visitedOn, @Nullable String severity, @Nullable String findings) {
        var day = date(visitedOn);
        var visit = visits.get(ref.businessKey());
        var how = severity(severity);
        new Violations()
                .unless(
                        day != null && !day.isAfter(time.today()) && !day.isBefore(ReportingYear.begin(visit.year())),
                        "visitedOn",
                        "must be a day such as 2026-10-08, in the reporting year or later, not in the future")
                .unless(how.isPresent() || NONE.equals(severity), "severity", "must be NONE, MINOR or SERIOUS")
                .unless(how.isEmpty() || QualityProcess.isText(findings), "findings", QualityProcess.LENGTH)
                .refuseIfAny("quality.bad-visit", "The visit was not recorded.");
        how.ifPresent(given ->
                visits.found(visit.id(), Checklist.Area.GENERAL, given, String.valueOf(findings), Actor.current()));
        visits.recorded(
                visit.id(),
                Objects.requireNonNull(day),
                checklist.of(visit.region(), visit.year()),
                runs.latest().map(Runs.Run::id).orElse(null),
                Actor.current());
        return visits.get(visit.id()).findings() > 0;
    }

    /**
     * The director says on the page what is done about one finding.
     *
     * @throws Rejected INVALID naming each wrong field, REFUSED unless the findings wait for it
     */
    void plan(CaseRef ref, long finding, String action, String actionBy) {
        if (visits.findings(ref.businessKey()).stream().noneMatch(each -> each.id() == finding)) {
            throw new NotFound("The visit has no such finding");
        }
        if (!isPlanning(ref)) {
            throw Rejected.refused(
                    "quality.not-planning", "The corrective action waits for its verification, or was verified.");
        }
        var day = date(actionBy);
        requireAction(action, day);
        visits.planned(ref.businessKey(), finding, action.strip(), Objects.requireNonNull(day), Actor.current());
    }

    private static void requireAction(@Nullable String action, @Nullable LocalDate day) {
        new Violations()
                .unless(QualityProcess.isText(action), "action", QualityProcess.LENGTH)
                .unless(day != null, "actionBy", A_DAY)
                .refuseIfAny("quality.bad-action", "The corrective action was not stored.");
    }

    /**
     * The director sends the corrective action; one that is given here is that of every finding.
     *
     * @throws Rejected INVALID naming each wrong field, and if a finding has no action
     */
    void plan(CaseRef ref, @Nullable String action, @Nullable String actionBy) {
        var isGiven = isGiven(action) || isGiven(actionBy);
        if (isGiven) {
            var day = date(actionBy);
            requireAction(action, day);
            visits.planned(
                    ref.businessKey(), null, String.valueOf(action), Objects.requireNonNull(day), Actor.current());
        }
        new Violations()
                .unless(
                        visits.findings(ref.businessKey()).stream().allMatch(finding -> finding.action() != null),
                        "action",
                        "is required for each finding: here for all of them, or for each on the page of the visit")
                .refuseIfAny("quality.bad-action", "The corrective action was not sent.");
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    /**
     * The lead verifies.
     *
     * @return whether it is corrected
     * @throws Rejected INVALID naming each wrong field
     */
    boolean verify(CaseRef ref, @Nullable String decision, @Nullable String verification) {
        var corrected = "CORRECTED".equals(decision);
        new Violations()
                .unless(corrected || "RETURN".equals(decision), "decision", "must be CORRECTED or RETURN")
                .unless(QualityProcess.isText(verification), "verification", QualityProcess.LENGTH)
                .refuseIfAny("quality.bad-verification", "The verification was not stored.");
        visits.verified(ref.businessKey(), String.valueOf(verification), Actor.current());
        return corrected;
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }
}
