package org.msixcasework.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.msixcasework.core.Table;
import org.msixcasework.identity.Regions;
import org.msixcasework.identity.Roles;
import org.msixcasework.record.Measuring;
import org.msixcasework.report.Report;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The quarterly pack: scores by region, completeness by element (RPT-7, DQ-3). */
@Component
class QualityReport implements Report {

    private final Runs runs;
    private final Regions regions;
    private final Measuring measuring;

    QualityReport(Runs runs, Regions regions, Measuring measuring) {
        this.runs = runs;
        this.regions = regions;
        this.measuring = measuring;
    }

    @Override
    public String key() {
        return "data-quality";
    }

    @Override
    public String name() {
        return "Data quality";
    }

    @Override
    public String about() {
        return "Score, completeness, accuracy and timeliness by region and completeness by element, as measured last.";
    }

    @Override
    public Set<String> readers() {
        return Set.of(
                Roles.STATE_DATA_ADMINISTRATOR, Roles.MSIX_STATE_LEAD, Roles.REGIONAL_DIRECTOR, Roles.DATA_SPECIALIST);
    }

    @Override
    public boolean aggregate() {
        return true;
    }

    /** The figures are those of the latest measurement, whatever span of days is asked for. */
    @Override
    @Transactional(readOnly = true)
    public Result run(Question question) {
        var readable = question.readable().orElseGet(regions::keys);
        var region = question.region();
        var of = region == null
                ? readable
                : readable.stream().filter(region::equals).toList();
        var latest = runs.latest();
        var scores = latest.map(run -> runs.scores(run.id(), of)).orElse(List.of());
        List<List<?>> byRegion = new ArrayList<>();
        scores.forEach(score -> byRegion.add(Table.row(
                score.region(),
                score.children(),
                score.value(),
                score.completeness(),
                score.accuracy(),
                score.hasDuties() ? score.timeliness() : null)));
        List<List<?>> byElement = new ArrayList<>();
        latest.map(run -> runs.measures(run.id(), of))
                .orElse(List.of())
                .forEach(measure -> byElement.add(Table.row(
                        measuring.label(measure.element()).orElse(measure.element()),
                        measure.expected(),
                        measure.there(),
                        measure.percent())));
        return new Result(
                List.of(QualityPages.scoresOf(scores)),
                List.of(
                        new Table(
                                "Scores by region",
                                List.of("Region", "Children", "Score", "Complete %", "Accurate %", "Timely %"),
                                byRegion),
                        new Table("Completeness", List.of("Data element", "Applicable", "There", "%"), byElement)));
    }
}
