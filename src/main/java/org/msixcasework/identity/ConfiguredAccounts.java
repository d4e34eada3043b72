package org.msixcasework.identity;

import java.util.Map;
import java.util.TreeMap;
import org.msixcasework.core.Configured;
import org.springframework.stereotype.Component;

/** The rules about accounts as configuration (GOV-3). */
@Component
class ConfiguredAccounts implements Configured {

    private final AccountRules rules;

    ConfiguredAccounts(AccountRules rules) {
        this.rules = rules;
    }

    @Override
    public String item() {
        return "Rules about accounts";
    }

    @Override
    public String version() {
        return rules.rulesVersion();
    }

    @Override
    public Map<String, String> values() {
        var values = new TreeMap<String, String>();
        values.put("password, shortest length", rules.passwordLength() + " characters");
        values.put("password, age", rules.passwordDays() + " days");
        values.put("password, earlier ones refused", String.valueOf(rules.passwordHistory()));
        values.put("wrong passwords until locked", String.valueOf(rules.strikes()));
        values.put("days without use until disabled", String.valueOf(rules.inactiveDays()));
        values.put("hours a link lives", String.valueOf(rules.linkHours()));
        values.put("who resets accounts", String.join(", ", rules.resetters()));
        values.put("a lapsed refresher suspends", rules.refresherSuspends() ? "yes" : "no");
        values.put("refreshers are checked", rules.refresherChecked() ? "yes" : "no");
        values.put("minutes until a session ends", String.valueOf(rules.idleMinutes()));
        values.put("a second session is told", rules.alertSecondSession() ? "yes" : "no");
        values.put("version of the Rules of Behavior", rules.rulesVersion());
        return values;
    }
}
