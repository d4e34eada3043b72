package org.msixcasework.quality;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.ReportingYear;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Regions;
import org.msixcasework.process.CaseType;
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
    private static final Set<String> SEVERITIES = Set.of(NONE, "MINOR", "SERIOUS");
    private static final String LENGTH = "is required, at most 2,000 characters";

    private final MonitoringVisits visits;
    private final Runs runs;
    private final Regions regions;
    private final Processes processes;
    private final TransactionTemplate transaction;
    private final Time time;

    MonitoringProcess(
            MonitoringVisits visits,
            Runs runs,
            Regions regions,
            Processes processes,
            TransactionTemplate transaction,
            Time time) {
        this.visits = visits;
        this.runs = runs;
        this.regions = regions;
        this.processes = processes;
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

    /**
     * The lead records the visit.
     *
     * @return whether corrective action is needed
     * @throws Rejected INVALID naming each wrong field
     */
    boolean record(CaseRef ref, @Nullable String visitedOn, @Nullable String severity, @Nullable String findings) {
        var day = date(visitedOn);
        var year = visits.get(ref.businessKey()).year();
        var isNone = NONE.equals(severity);
        new Violations()
                .unless(
                        day != null && !day.isAfter(time.today()) && !day.isBefore(ReportingYear.begin(year)),
                        "visitedOn",
                        "must be a day such as 2026-10-08, in the reporting year or later, not in the future")
                .unless(severity != null && SEVERITIES.contains(severity), "severity", "must be NONE, MINOR or SERIOUS")
                .unless(isNone || QualityProcess.isText(findings), "findings", LENGTH)
                .refuseIfAny("quality.bad-visit", "The visit was not recorded.");
        if (day != null && severity != null) {
            visits.recorded(
                    ref.businessKey(),
                    day,
                    severity,
                    isNone ? null : findings,
                    runs.latest().map(Runs.Run::id).orElse(null),
                    Actor.current());
        }
        return !isNone;
    }

    /**
     * The director says what is done about the findings.
     *
     * @throws Rejected INVALID naming each wrong field
     */
    void plan(CaseRef ref, @Nullable String action, @Nullable String actionBy) {
        var day = date(actionBy);
        new Violations()
                .unless(QualityProcess.isText(action), "action", LENGTH)
                .unless(day != null, "actionBy", "must be a day such as 2026-11-30")
                .refuseIfAny("quality.bad-action", "The corrective action was not stored.");
        if (action != null && day != null) {
            visits.planned(ref.businessKey(), action, day, Actor.current());
        }
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
                .unless(QualityProcess.isText(verification), "verification", LENGTH)
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
