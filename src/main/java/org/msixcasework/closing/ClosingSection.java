package org.msixcasework.closing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.identity.Roles;
import org.msixcasework.process.CaseSection;
import org.springframework.stereotype.Component;

/** What the page of a case shows of a closing, to those who decide on it and to the director of the region. */
@Component
class ClosingSection implements CaseSection {

    private final ClosingService closings;

    ClosingSection(ClosingService closings) {
        this.closings = closings;
    }

    @Override
    public String process() {
        return ClosingProcess.KEY;
    }

    @Override
    public String template() {
        return "closing-section";
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        var closing = closings.get(ref);
        var model = new HashMap<String, Object>();
        if (!Actor.user().equals(closing.userId())
                && Actor.uses(group -> group.equals(Roles.STATE_USER_ADMINISTRATOR)
                        || group.equals(Roles.MSIX_STATE_LEAD)
                        || group.equals(Roles.ADMINISTRATOR)
                        || (closing.region() != null
                                && group.equals(Roles.in(Roles.REGIONAL_DIRECTOR, closing.region()))))) {
            model.put("closing", closing);
            model.put("work", closing.open() || closing.revocation() ? closings.workOf(ref) : List.of());
            model.put("papersKeptUntil", closings.papersKeptUntil(ref));
        }
        return model;
    }
}
