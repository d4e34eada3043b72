package org.msixcasework.dispute;

import java.util.Map;
import org.msixcasework.core.CaseRef;
import org.msixcasework.process.CaseSection;
import org.springframework.stereotype.Component;

/** What the page of a case shows of a request to inspect a record: who asks, the record for the printer, the answer. */
@Component
class InspectionSection implements CaseSection {

    private final InspectionService inspections;
    private final RequesterLetters letters;

    InspectionSection(InspectionService inspections, RequesterLetters letters) {
        this.inspections = inspections;
        this.letters = letters;
    }

    @Override
    public String process() {
        return InspectionProcess.KEY;
    }

    @Override
    public String template() {
        return "inspection-section";
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        return Map.of("inspection", inspections.get(ref), "letters", letters.of(ref));
    }
}
