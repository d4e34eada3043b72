package org.msixcasework.quality;

import java.util.Map;
import org.msixcasework.core.Configured;
import org.springframework.stereotype.Component;

/** How often data elements are reviewed, as configuration (GOV-3, DQ-2). */
@Component
class ConfiguredQuality implements Configured {

    private final QualityProperties properties;

    ConfiguredQuality(QualityProperties properties) {
        this.properties = properties;
    }

    @Override
    public String item() {
        return "Data quality";
    }

    @Override
    public String version() {
        return "";
    }

    @Override
    public Map<String, String> values() {
        return Map.of("Months of a review of data elements", String.valueOf(properties.reviewMonths()));
    }
}
