package org.msixcasework.merge;

import java.util.List;
import java.util.Map;
import org.msixcasework.core.CaseRef;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.exchange.Submissions;
import org.msixcasework.process.CaseSection;
import org.springframework.stereotype.Component;

/** What the page of a case shows of a merge or split: the records side by side, who said what, and the locks. */
@Component
class MergeSection implements CaseSection {

    private final MergeService merges;
    private final Submissions submissions;

    MergeSection(MergeService merges, Submissions submissions) {
        this.merges = merges;
        this.submissions = submissions;
    }

    @Override
    public String process() {
        return MergeProcess.KEY;
    }

    @Override
    public String template() {
        return "merge-section";
    }

    @Override
    public List<String> children(CaseRef ref) {
        return merges.students(merges.get(ref));
    }

    @Override
    public String purpose() {
        return Purpose.MATCH_RESOLUTION;
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        var item = merges.get(ref);
        return Map.of(
                "item", item,
                "comparison", merges.compare(item),
                "held", merges.heldByOthers(item),
                "submissions", submissions.of(ref));
    }
}
