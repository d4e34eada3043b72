package org.msixcasework.account;

import java.util.HashMap;
import java.util.Map;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.identity.Roles;
import org.msixcasework.mail.Correspondence;
import org.msixcasework.process.CaseSection;
import org.springframework.stereotype.Component;

/** What the page of a case shows of an application, to those who decide on it and to the lead. */
@Component
class AccountSection implements CaseSection {

    private final AccountService accounts;
    private final Correspondence correspondence;

    AccountSection(AccountService accounts, Correspondence correspondence) {
        this.accounts = accounts;
        this.correspondence = correspondence;
    }

    @Override
    public String process() {
        return AccountProcess.KEY;
    }

    @Override
    public String template() {
        return "account-section";
    }

    @Override
    public Map<String, Object> model(CaseRef ref) {
        var application = accounts.get(ref);
        var model = new HashMap<String, Object>();
        if (Actor.uses(group -> group.equals(Roles.STATE_USER_ADMINISTRATOR)
                || group.equals(Roles.MSIX_STATE_LEAD)
                || group.equals(Roles.ADMINISTRATOR)
                || group.equals(Roles.in(Roles.REGIONAL_DIRECTOR, application.region())))) {
            model.put("asked", application);
            model.put("letters", correspondence.of(ref));
        }
        return model;
    }
}
