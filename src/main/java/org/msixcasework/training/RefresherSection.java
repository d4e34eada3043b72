package org.msixcasework.training;

import java.util.Map;
import org.msixcasework.core.CaseRef;
import org.msixcasework.process.CaseSection;
import org.springframework.stereotype.Component;

/** What the page of a case shows of a refresher; State roles only read it, for the case has no region. */
@Component
class RefresherSection implements CaseSection {

    private final Refreshers refreshers;

    RefresherSection(Refreshers refreshers) {
        this.refreshers = refreshers;
    }

    @Override
    public String process() {
        return Refreshers.KEY;
    }

    @Override
    public String template() {
        return "refresher-section";
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        return Map.of("refresher", refreshers.get(ref));
    }
}
