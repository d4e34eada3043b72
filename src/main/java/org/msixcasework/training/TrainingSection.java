package org.msixcasework.training;

import java.util.Map;
import org.msixcasework.core.CaseRef;
import org.msixcasework.process.CaseSection;
import org.springframework.stereotype.Component;

/** What the page of a case shows of a training event; names only of those whom the reader may know of. */
@Component
class TrainingSection implements CaseSection {

    private final TrainingViews views;

    TrainingSection(TrainingViews views) {
        this.views = views;
    }

    @Override
    public String process() {
        return TrainingService.KEY;
    }

    @Override
    public String template() {
        return "training-section";
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        return Map.of("view", views.event(ref.businessKey()));
    }
}
