package org.msixcasework.term;

import java.util.Map;
import org.msixcasework.core.CaseRef;
import org.msixcasework.process.CaseSection;
import org.springframework.stereotype.Component;

/** What the page of a case shows of the beginning of a term: the children of the region who have no enrollment in it yet. */
@Component
class TermStartSection implements CaseSection {

    private final Terms terms;

    TermStartSection(Terms terms) {
        this.terms = terms;
    }

    @Override
    public String process() {
        return TermStartProcess.KEY;
    }

    @Override
    public String template() {
        return "termstart-section";
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        var term = terms.get(ref.businessKey());
        return Map.of("term", term, "children", terms.enrolled(term));
    }
}
