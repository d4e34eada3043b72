package org.msixcasework.identity;

import java.util.Map;
import java.util.TreeMap;
import org.msixcasework.core.Configured;
import org.springframework.stereotype.Component;

/** Roles as configuration: which there are, for the State or a region, and which nobody holds together (GOV-3). */
@Component
class ConfiguredRoles implements Configured {

    private final AccountRules rules;

    ConfiguredRoles(AccountRules rules) {
        this.rules = rules;
    }

    @Override
    public String item() {
        return "Roles";
    }

    @Override
    public String version() {
        return "";
    }

    @Override
    public Map<String, String> values() {
        var values = new TreeMap<String, String>();
        Roles.STATE.forEach(role -> values.put(role, "of the State"));
        Roles.REGIONAL.forEach(role -> values.put(role, "in a region"));
        values.put("never together", String.join(", ", rules.conflicts()));
        return values;
    }
}
