package org.msixcasework.training;

import java.util.Map;
import org.msixcasework.core.CaseRef;
import org.msixcasework.process.CaseSection;
import org.msixcasework.sla.Deadline;
import org.springframework.stereotype.Component;

/** What the page of a case shows of the training duties of a year: what was held for each. */
@Component
class TrainingYearSection implements CaseSection {

    private final TrainingYears years;

    TrainingYearSection(TrainingYears years) {
        this.years = years;
    }

    @Override
    public String process() {
        return TrainingYearProcess.KEY;
    }

    @Override
    public String template() {
        return "trainingyear-section";
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        var year = TrainingYearProcess.yearOf(ref);
        return Map.of(
                "year", year,
                "statewide", years.proofs(year, Deadline.TRAINING_STATEWIDE),
                "recordUse", years.proofs(year, Deadline.TRAINING_RECORD_USE));
    }
}
