package org.msixcasework.training;

import static org.msixcasework.sla.Deadline.TRAINING_RECORD_USE;
import static org.msixcasework.sla.Deadline.TRAINING_STATEWIDE;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.ReportingYear;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.process.CaseType;
import org.msixcasework.process.Cases;
import org.msixcasework.process.Processes;
import org.msixcasework.process.StartField;
import org.msixcasework.process.Variable;
import org.msixcasework.sla.Deadline;
import org.msixcasework.sla.Duties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the application tells the process {@code trainingyear}: the training duties of one reporting year (TRN-1, TRN-4). */
@Component
class TrainingYearProcess implements CaseType {

    static final String KEY = "trainingyear";

    static final Variable<Boolean> BOTH_HELD = Variable.flag("bothHeld");

    /** Fields of the forms. */
    static final Variable<String> HELD_ON = Variable.text("heldOn");

    static final Variable<String> EVIDENCE = Variable.text("evidence");

    private static final Map<Deadline, String> MESSAGES =
            Map.of(TRAINING_STATEWIDE, "trainingyear.statewideHeld", TRAINING_RECORD_USE, "trainingyear.recordUseHeld");

    private static final String PREFIX = "TY-";
    private static final int EVENTS_A_YEAR = 2;
    private static final int LONGEST = 1000;
    private static final long LOCK = 7_240_022;

    private final TrainingYears years;
    private final Duties duties;
    private final Cases cases;
    private final Processes processes;
    private final JdbcTemplate jdbc;
    private final Time time;

    TrainingYearProcess(
            TrainingYears years, Duties duties, Cases cases, Processes processes, JdbcTemplate jdbc, Time time) {
        this.years = years;
        this.duties = duties;
        this.cases = cases;
        this.processes = processes;
        this.jdbc = jdbc;
        this.time = time;
    }

    static CaseRef ref(int year) {
        return new CaseRef(KEY, PREFIX + year);
    }

    static int yearOf(CaseRef ref) {
        return Integer.parseInt(ref.businessKey().substring(PREFIX.length()));
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
        return Set.of(BOTH_HELD.name());
    }

    @Override
    public Opening open(String businessKey, Map<String, String> given) {
        new Violations()
                .unless(businessKey.matches(PREFIX + "20\\d\\d"), "businessKey", "must be like TY-2026")
                .refuseIfAny("process.bad-start", "The case was not started.");
        return new Opening(null, businessKey, Map.of(BOTH_HELD.name(), false));
    }

    /** Opens the case of a year unless it is there; nodes that do so at once do it one after the other. */
    @Transactional
    public void open(int year) {
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
        if (cases.find(ref(year)).isEmpty()) {
            processes.open(ref(year), Map.of());
            tell(year);
        }
    }

    /** A statewide event was held: the case of its year goes on, also if it is opened later. */
    void proved(int year, String eventId, LocalDate heldOn, boolean coversUseOfTheRecord) {
        years.add(year, TRAINING_STATEWIDE, heldOn, eventId, null, false);
        if (coversUseOfTheRecord) {
            years.add(year, TRAINING_RECORD_USE, heldOn, eventId, null, false);
        }
        tell(year);
    }

    private void tell(int year) {
        MESSAGES.forEach((duty, message) -> years.proofs(year, duty).stream()
                .filter(proof -> !proof.told())
                .forEach(proof -> {
                    years.tell(proof.id(), true);
                    years.tell(proof.id(), processes.tellIfWaiting(message, ref(year), Map.of()));
                }));
    }

    /**
     * The lead names a training that has no case here.
     *
     * @throws Rejected INVALID naming each field that does not fit
     */
    void proveByHand(CaseRef ref, Deadline duty, @Nullable String heldOn, @Nullable String evidence) {
        var year = yearOf(ref);
        var on = date(heldOn);
        var violations = new Violations();
        violations.unless(on != null, "heldOn", "must be a date such as 2026-10-08");
        violations.unless(on == null || !on.isAfter(time.today()), "heldOn", "lies in the future");
        violations.unless(on == null || ReportingYear.of(on) == year, "heldOn", "lies in another reporting year");
        violations.unless(
                evidence != null && evidence.length() <= LONGEST,
                "evidence",
                "is required, at most %d characters".formatted(LONGEST));
        violations.refuseIfAny("training.bad-proof", "The duty was not met.");
        if (on != null) {
            years.add(year, duty, on, null, evidence, true);
        }
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }

    /** Whether both statewide events of the year were held. */
    boolean areBothHeld(CaseRef ref) {
        return years.countTold(yearOf(ref), TRAINING_STATEWIDE) >= EVENTS_A_YEAR;
    }

    /** Day 0 of the half that is under way: the last day of the year, or of the half, before. */
    LocalDate halfCountsFrom(CaseRef ref) {
        return years.countTold(yearOf(ref), TRAINING_STATEWIDE) == 0
                ? yearCountsFrom(ref)
                : yearCountsFrom(ref).plusMonths(duties.get(TRAINING_STATEWIDE).amount());
    }

    /** Day 0 of the year. */
    static LocalDate yearCountsFrom(CaseRef ref) {
        return ReportingYear.begin(yearOf(ref)).minusDays(1);
    }

    LocalDate heldOn(CaseRef ref, Deadline duty) {
        return years.lastTold(yearOf(ref), duty);
    }
}
