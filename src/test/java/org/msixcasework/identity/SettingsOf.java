package org.msixcasework.identity;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The rules of sign-in as an installation reads them from its settings. */
final class SettingsOf {

    private SettingsOf() {}

    /** @param settings below {@code casework.accounts}; everything else has its default */
    static AccountRules accounts(Map<String, ?> settings) {
        var source = new MapConfigurationPropertySource();
        settings.forEach((name, value) -> source.put("casework.accounts." + name, value));
        return new Binder(source).bindOrCreate("casework.accounts", AccountRules.class);
    }
}
