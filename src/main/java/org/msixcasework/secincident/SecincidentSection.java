package org.msixcasework.secincident;

import java.util.HashMap;
import java.util.Map;
import org.msixcasework.core.CaseRef;
import org.msixcasework.process.CaseSection;
import org.springframework.stereotype.Component;

/** What the page of a case shows of an incident: the timeline to those who handle it, the report to who made it. */
@Component
class SecincidentSection implements CaseSection {

    private final SecincidentService incidents;

    SecincidentSection(SecincidentService incidents) {
        this.incidents = incidents;
    }

    @Override
    public String process() {
        return SecincidentProcess.KEY;
    }

    @Override
    public String template() {
        return "secincident-section";
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        var view = incidents.view(ref);
        var model = new HashMap<String, Object>();
        model.put("incident", view.incident());
        model.put("notes", view.notes());
        model.put("frozen", view.frozen());
        model.put("handles", incidents.isHandler());
        return model;
    }
}
