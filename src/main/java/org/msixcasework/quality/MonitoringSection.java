package org.msixcasework.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.msixcasework.core.CaseRef;
import org.msixcasework.process.CaseSection;
import org.msixcasework.record.Measuring;
import org.springframework.stereotype.Component;

/** What the page of a case shows of a visit: the checklist filled from a measurement, findings, correction (DQ-6). */
@Component
class MonitoringSection implements CaseSection {

    private static final int WORST = 5;

    /** A point of the checklist. */
    record Point(String what, String figure) {}

    private final MonitoringProcess monitoring;
    private final MonitoringVisits visits;
    private final Runs runs;
    private final Measuring measuring;

    MonitoringSection(MonitoringProcess monitoring, MonitoringVisits visits, Runs runs, Measuring measuring) {
        this.monitoring = monitoring;
        this.visits = visits;
        this.runs = runs;
        this.measuring = measuring;
    }

    @Override
    public String process() {
        return MonitoringProcess.KEY;
    }

    @Override
    public String template() {
        return "monitoring-section";
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        var visit = visits.get(ref.businessKey());
        var model = new HashMap<String, Object>();
        model.put("visit", visit);
        model.put("findings", monitoring.findings(visit));
        model.put("points", points(visit));
        return model;
    }

    /** The figures on which the findings rest; before the visit those of the latest measurement. */
    private List<Point> points(MonitoringVisits.Visit visit) {
        var points = new ArrayList<Point>();
        var run = Optional.ofNullable(visit.runId()).or(() -> runs.latest().map(Runs.Run::id));
        run.ifPresent(id -> {
            runs.score(id, visit.region()).ifPresent(score -> {
                points.add(new Point("Score of data quality", score.value() + " of 100"));
                points.add(new Point(
                        "Duties of the law met in time, three months",
                        score.hasDuties()
                                ? "%d of %d".formatted(score.onTime(), score.onTime() + score.late())
                                : "nothing was due"));
                points.add(new Point("Applicable elements that are there", score.completeness() + " %"));
                points.add(new Point("Children without an error in their records", score.accuracy() + " %"));
            });
            runs.measures(id, List.of(visit.region())).stream()
                    .filter(measure -> measure.missing() > 0)
                    .limit(WORST)
                    .forEach(measure -> points.add(new Point(
                            measuring.label(measure.element()).orElse(measure.element()),
                            "missing %d of %d".formatted(measure.missing(), measure.expected()))));
        });
        return points;
    }
}
