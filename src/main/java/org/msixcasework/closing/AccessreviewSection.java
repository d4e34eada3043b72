package org.msixcasework.closing;

import java.util.HashMap;
import java.util.Map;
import org.msixcasework.core.CaseRef;
import org.msixcasework.process.CaseSection;
import org.springframework.stereotype.Component;

/** What the page of a case shows of a review: where its list is, and a report to those who decide on it. */
@Component
class AccessreviewSection implements CaseSection {

    private final AccessreviewService reviews;

    AccessreviewSection(AccessreviewService reviews) {
        this.reviews = reviews;
    }

    @Override
    public String process() {
        return AccessreviewProcess.KEY;
    }

    @Override
    public String template() {
        return "accessreview-section";
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        var review = reviews.get(ref);
        var model = new HashMap<String, Object>();
        if (review.kind() == AccessReview.Kind.QUARTERLY) {
            model.put("quarter", review);
        } else if (reviews.mayReadReport(review)) {
            model.put("report", review);
        }
        return model;
    }
}
