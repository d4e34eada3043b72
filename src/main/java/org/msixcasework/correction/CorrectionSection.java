package org.msixcasework.correction;

import java.util.List;
import java.util.Map;
import org.msixcasework.core.CaseRef;
import org.msixcasework.exchange.Submissions;
import org.msixcasework.process.CaseSection;
import org.msixcasework.record.Disputes;
import org.springframework.stereotype.Component;

/** What the page of a case shows of a correction request: who asks for what, the letters, the decision, who was told. */
@Component
class CorrectionSection implements CaseSection {

    private final Corrections corrections;
    private final ParentLetters letters;
    private final Submissions submissions;
    private final Disputes disputes;

    CorrectionSection(Corrections corrections, ParentLetters letters, Submissions submissions, Disputes disputes) {
        this.corrections = corrections;
        this.letters = letters;
        this.submissions = submissions;
        this.disputes = disputes;
    }

    @Override
    public String process() {
        return CorrectionProcess.KEY;
    }

    @Override
    public String template() {
        return "correction-section";
    }

    @Override
    public List<String> children(CaseRef ref) {
        return List.of(corrections.get(ref.businessKey()).studentId());
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        var id = ref.businessKey();
        var request = corrections.get(id);
        return Map.of(
                "request", request,
                "disputed", disputes.disputed(request.studentId()),
                "letters", letters.of(id),
                "parts", corrections.partsOf(id),
                "told", corrections.told(id),
                "submissions", submissions.of(ref));
    }
}
