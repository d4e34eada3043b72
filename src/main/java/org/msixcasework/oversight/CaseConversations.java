package org.msixcasework.oversight;

import java.util.List;
import java.util.Map;
import org.msixcasework.core.Actor;
import org.msixcasework.identity.Roles;
import org.msixcasework.process.CaseFile;
import org.msixcasework.process.CasePart;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The conversations with other States about a case, on its page (COL-2). */
@Component
@Order(2)
class CaseConversations implements CasePart {

    private static final List<String> READERS = List.of(
            Roles.MSIX_STATE_LEAD,
            Roles.STATE_DATA_ADMINISTRATOR,
            Roles.STATE_USER_ADMINISTRATOR,
            Roles.IDR_REVIEWER,
            Roles.REGIONAL_DIRECTOR,
            Roles.DATA_SPECIALIST);

    private final Conversations conversations;

    CaseConversations(Conversations conversations) {
        this.conversations = conversations;
    }

    @Override
    public String template() {
        return "case-conversations";
    }

    @Override
    public Place place() {
        return Place.AFTER_SECTION;
    }

    @Override
    public Map<String, Object> model(CaseFile file, List<String> children) {
        return Map.of("threads", Actor.uses(READERS::contains) ? conversations.of(file.ref()) : List.of());
    }
}
