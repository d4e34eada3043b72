package org.msixcasework.quality;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.msixcasework.core.CaseRef;
import org.msixcasework.process.CaseSection;
import org.msixcasework.record.Measuring;
import org.springframework.stereotype.Component;

/** What the page of a case shows of a review: the figures to be looked at, what was signed (DQ-2). */
@Component
class MdereviewSection implements CaseSection {

    private static final int WORST = 8;

    private final MdeReviews reviews;
    private final Runs runs;
    private final Measuring measuring;

    MdereviewSection(MdeReviews reviews, Runs runs, Measuring measuring) {
        this.reviews = reviews;
        this.runs = runs;
        this.measuring = measuring;
    }

    @Override
    public String process() {
        return MdereviewProcess.KEY;
    }

    @Override
    public String template() {
        return "mdereview-section";
    }

    /** The figures are those the signature rests on; before it, of the latest measurement. */
    @Override
    public Map<String, Object> model(CaseRef ref) {
        var review = reviews.get(ref.businessKey());
        var region = review.region();
        var run = Optional.ofNullable(review.runId()).or(() -> runs.latest().map(Runs.Run::id));
        var model = new HashMap<String, Object>();
        model.put("review", review);
        model.put("score", run.flatMap(id -> runs.score(id, region)).orElse(null));
        model.put(
                "worst",
                run.map(id -> runs.measures(id, List.of(region))).orElse(List.of()).stream()
                        .filter(measure -> measure.missing() > 0)
                        .limit(WORST)
                        .map(measure -> new QualityPages.Row(
                                measure.element(),
                                measuring.label(measure.element()).orElse(measure.element()),
                                measure.expected(),
                                measure.there(),
                                measure.percent()))
                        .toList());
        return model;
    }
}
