package org.msixcasework.sla;

import java.util.Map;
import java.util.TreeMap;
import org.msixcasework.core.Configured;
import org.msixcasework.process.DecisionTable;
import org.springframework.stereotype.Component;

/** The rows of {@code processes/priorities.dmn} as configuration (GOV-3, WRK-7). */
@Component
class ConfiguredPriorities implements Configured {

    private static final String TABLE = "processes/priorities.dmn";

    @Override
    public String item() {
        return "Priorities";
    }

    @Override
    public String version() {
        return DecisionTable.version(TABLE);
    }

    @Override
    public Map<String, String> values() {
        var values = new TreeMap<String, String>();
        var number = 1;
        for (var row : DecisionTable.rows(TABLE)) {
            values.put(
                    "rule " + number,
                    "deadline %s, kind %s: %s"
                            .formatted(
                                    any(row.getOrDefault("deadline", "")),
                                    any(row.getOrDefault("kind", "")),
                                    row.getOrDefault("priority", "")));
            number++;
        }
        return values;
    }

    private static String any(String cell) {
        return cell.isEmpty() ? "any" : cell;
    }
}
