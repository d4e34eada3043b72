package org.msixcasework.quality;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Regions;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.Processes;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.msixcasework.report.Period;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the application tells the process {@code quality}: the follow-up of a quarter in a region (DQ-3 to DQ-5). */
@Component
class QualityProcess implements CaseType {

    static final String KEY = "quality";

    /** The answers that gateways read. */
    static final Variable<Boolean> FOUND = Variable.flag("found");

    static final Variable<Boolean> RESOLVED = Variable.flag("resolved");

    /** Fields of the forms. */
    static final Variable<String> DECISION = Variable.text("decision");

    static final Variable<String> FINDINGS = Variable.text("findings");
    static final Variable<String> SOLUTIONS = Variable.text("solutions");
    static final Variable<String> PLAN = Variable.text("plan");
    static final Variable<String> WORK = Variable.text("work");
    static final Variable<String> NOTE = Variable.text("note");

    static final String LENGTH = "is required, at most 2,000 characters";

    private static final int LONGEST = 2000;

    private final QualityCases cases;
    private final Runs runs;
    private final Regions regions;
    private final Processes processes;
    private final TransactionTemplate transaction;
    private final Time time;

    QualityProcess(
            QualityCases cases,
            Runs runs,
            Regions regions,
            Processes processes,
            TransactionTemplate transaction,
            Time time) {
        this.cases = cases;
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
        return Set.of(FOUND.name(), RESOLVED.name());
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        var found = cases.find(businessKey);
        new Violations()
                .unless(
                        found.isPresent(),
                        "businessKey",
                        "must be a quarter of a region; the application opens it when the quarter has ended")
                .refuseIfAny("process.bad-start", "The case was not started.");
        return new Opening(found.orElseThrow().region(), null, Map.of(FOUND.name(), false, RESOLVED.name(), false));
    }

    /** Measures the night's figures, unless this was done (DQ-11). */
    void measureNight() {
        runs.run(Runs.Kind.NIGHTLY, null, regions.keys());
    }

    /**
     * Measures the quarter that ended and opens a case for each region (DQ-3). What a stop left out is made up for; doing it again
     * measures and opens nothing twice.
     */
    void openQuarter() {
        var quarter = endedBefore(time.today());
        runs.run(Runs.Kind.QUARTER, quarter, regions.keys());
        runs.ofQuarter(quarter)
                .ifPresent(run -> regions.keys()
                        .forEach(region -> transaction.executeWithoutResult(
                                status -> Actor.inNameOf(Actor.SYSTEM, () -> openOne(quarter, region, run.id())))));
    }

    private void openOne(String quarter, String region, long run) {
        var id = "DQ-%s-%s".formatted(quarter, region);
        if (cases.add(id, quarter, region, run)) {
            processes.open(new CaseRef(KEY, id), Map.of());
        }
    }

    /** Name of the quarter that had ended before a day, such as {@code 2026-Q3}. */
    static String endedBefore(LocalDate day) {
        return Period.quarterOf(day).quarterBefore().quarterName();
    }

    /** The quarter that a case is about. */
    Period quarterOf(CaseRef ref) {
        return Period.quarter(cases.get(ref.businessKey()).quarter());
    }

    /**
     * The State Data Administrator looked at the reports, and found something or nothing (DQ-3).
     *
     * @return whether there is something to share
     * @throws Rejected INVALID naming each wrong field
     */
    boolean review(CaseRef ref, @Nullable String decision, @Nullable String findings) {
        var shares = "SHARE".equals(decision);
        new Violations()
                .unless(shares || "NONE".equals(decision), "decision", "must be SHARE or NONE")
                .unless(!shares || isText(findings), "findings", "are required, at most 2,000 characters")
                .refuseIfAny("quality.bad-review", "The review was not stored.");
        cases.reviewed(ref.businessKey(), shares ? findings : null, Actor.current());
        return shares;
    }

    /** The region learns what was found and what can be done about it (DQ-4). */
    void share(CaseRef ref, @Nullable String solutions) {
        cases.shared(ref.businessKey(), required(solutions, "solutions"), Actor.current());
    }

    /** The region received the findings and says what it will do (DQ-4). */
    void plan(CaseRef ref, @Nullable String plan) {
        cases.planned(ref.businessKey(), required(plan, "plan"), Actor.current());
    }

    /** The region says what it did (DQ-5). */
    void work(CaseRef ref, @Nullable String work) {
        cases.worked(ref.businessKey(), required(work, "work"), Actor.current());
    }

    /** The records of the region are measured again (DQ-5). */
    void remeasure(CaseRef ref) {
        var region = cases.get(ref.businessKey()).region();
        runs.run(Runs.Kind.RECHECK, null, List.of(region)).ifPresent(run -> cases.remeasured(ref.businessKey(), run));
    }

    /**
     * Before and after were compared (DQ-5, DQ-9).
     *
     * @return whether the issues are resolved
     * @throws Rejected INVALID naming each wrong field
     */
    boolean recheck(CaseRef ref, @Nullable String decision, @Nullable String note) {
        var resolved = "RESOLVED".equals(decision);
        new Violations()
                .unless(resolved || "AGAIN".equals(decision), "decision", "must be RESOLVED or AGAIN")
                .unless(resolved || isText(note), "note", LENGTH)
                .refuseIfAny("quality.bad-recheck", "The comparison was not stored.");
        cases.rechecked(ref.businessKey(), note, Actor.current());
        return resolved;
    }

    static boolean isText(@Nullable String text) {
        return text != null && !text.isBlank() && text.length() <= LONGEST;
    }

    private static String required(@Nullable String text, String field) {
        new Violations()
                .unless(isText(text), field, LENGTH)
                .refuseIfAny("quality.bad-answer", "The answer was not stored.");
        return String.valueOf(text);
    }
}
