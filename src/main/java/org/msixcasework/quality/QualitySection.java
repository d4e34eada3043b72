package org.msixcasework.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.msixcasework.core.CaseRef;
import org.msixcasework.process.CaseSection;
import org.msixcasework.record.Measuring;
import org.springframework.stereotype.Component;

/** What the page of a case shows of a quarter: figures before and after, findings, what the region did. */
@Component
class QualitySection implements CaseSection {

    private static final int WORST = 8;

    private final QualityCases cases;
    private final Runs runs;
    private final Measuring measuring;

    QualitySection(QualityCases cases, Runs runs, Measuring measuring) {
        this.cases = cases;
        this.runs = runs;
        this.measuring = measuring;
    }

    @Override
    public String process() {
        return QualityProcess.KEY;
    }

    @Override
    public String template() {
        return "quality-section";
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        var finding = cases.get(ref.businessKey());
        var model = new HashMap<String, Object>();
        model.put("finding", finding);
        model.put("figures", compare(finding));
        return model;
    }

    /** The figures of the quarter, and those after the work where there are some. */
    List<Comparison> compare(QualityCases.Finding finding) {
        var lines = new ArrayList<Comparison>();
        var region = finding.region();
        var recheck = Optional.ofNullable(finding.recheckId());
        var after = recheck.flatMap(run -> runs.score(run, region));
        runs.score(finding.runId(), region).ifPresent(before -> {
            lines.add(new Comparison("Score", before.value() + "", text(after.map(Score::value), "")));
            lines.add(new Comparison(
                    "Completeness", before.completeness() + " %", text(after.map(Score::completeness), " %")));
            lines.add(new Comparison("Accuracy", before.accuracy() + " %", text(after.map(Score::accuracy), " %")));
            lines.add(new Comparison(
                    "Timeliness",
                    before.hasDuties() ? before.timeliness() + " %" : "nothing was due",
                    after.map(score -> score.hasDuties() ? score.timeliness() + " %" : "nothing was due")
                            .orElse(null)));
            lines.add(new Comparison("Children", before.children() + "", text(after.map(Score::children), "")));
        });
        var later = recheck.map(run -> runs.measures(run, List.of(region)).stream()
                        .collect(Collectors.toMap(Runs.Measure::element, Runs.Measure::missing)))
                .orElse(Map.of());
        runs.measures(finding.runId(), List.of(region)).stream()
                .filter(measure -> measure.missing() > 0)
                .limit(WORST)
                .forEach(measure -> lines.add(new Comparison(
                        measuring.label(measure.element()).orElse(measure.element()) + " missing",
                        measure.missing() + "",
                        recheck.isEmpty() ? null : later.getOrDefault(measure.element(), 0L) + "")));
        return lines;
    }

    private static @org.jspecify.annotations.Nullable String text(Optional<Long> value, String unit) {
        return value.map(number -> number + unit).orElse(null);
    }
}
