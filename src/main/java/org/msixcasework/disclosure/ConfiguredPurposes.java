package org.msixcasework.disclosure;

import java.util.Map;
import java.util.TreeMap;
import org.msixcasework.core.Configured;
import org.springframework.stereotype.Component;

/** The routine uses as configuration (GOV-3, PRV-2). */
@Component
class ConfiguredPurposes implements Configured {

    private final Purposes purposes;

    ConfiguredPurposes(Purposes purposes) {
        this.purposes = purposes;
    }

    @Override
    public String item() {
        return "Purposes of disclosure";
    }

    @Override
    public String version() {
        return "";
    }

    @Override
    public Map<String, String> values() {
        var values = new TreeMap<String, String>();
        purposes.all().forEach(purpose -> values.put(purpose.code(), purpose.name()));
        return values;
    }
}
