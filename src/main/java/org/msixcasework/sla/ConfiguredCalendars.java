package org.msixcasework.sla;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.msixcasework.core.Configured;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;

/** The calendars as configuration (GOV-3): a profile that is edited has another digest, each proclaimed day is a value. */
@Component
class ConfiguredCalendars implements Configured {

    private static final int SHOWN = 12;

    private final Calendars calendars;

    ConfiguredCalendars(Calendars calendars) {
        this.calendars = calendars;
    }

    @Override
    public String item() {
        return "Working-day calendars";
    }

    @Override
    public String version() {
        return calendars.get(Calendars.DEFAULT).version();
    }

    @Override
    public Map<String, String> values() {
        var values = new TreeMap<String, String>();
        values.put("in force", Calendars.DEFAULT);
        for (var profile : Calendars.PROFILES) {
            var digest = DigestUtils.md5DigestAsHex(
                    text("calendars/" + profile + ".xml").getBytes(StandardCharsets.UTF_8));
            values.put("rules of " + profile, "digest " + digest.substring(0, SHOWN));
        }
        text("calendars/proclaimed.csv")
                .lines()
                .filter(line -> line.matches("\\d.*"))
                .map(line -> line.split(",", 3))
                .forEach(cells -> values.put("%s in %s".formatted(cells[0], cells[1]), "closed: " + cells[2]));
        return values;
    }

    private static String text(String path) {
        try {
            return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(path + " is missing", missing);
        }
    }
}
