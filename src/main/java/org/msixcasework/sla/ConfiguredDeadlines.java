package org.msixcasework.sla;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.msixcasework.core.Configured;
import org.msixcasework.process.DecisionTable;
import org.springframework.stereotype.Component;

/** The rows of {@code processes/deadlines.dmn} as configuration: length, reminders and the ladder of escalation (GOV-3). */
@Component
class ConfiguredDeadlines implements Configured {

    private final Duties duties;

    ConfiguredDeadlines(Duties duties) {
        this.duties = duties;
    }

    @Override
    public String item() {
        return "Deadlines";
    }

    @Override
    public String version() {
        return DecisionTable.version("processes/deadlines.dmn");
    }

    @Override
    public Map<String, String> values() {
        var values = new TreeMap<String, String>();
        duties.all().forEach(duty -> values.put(duty.deadline().name(), words(duty)));
        return values;
    }

    private static String words(Duty duty) {
        var unit = duty.unit().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "%d %s, %s; reminders: %s; levels: %s"
                .formatted(
                        duty.amount(), unit, duty.kind().label(), words(duty.reminders()), words(duty.escalations()));
    }

    private static String words(List<Duty.Milestone> milestones) {
        return milestones.isEmpty()
                ? "none"
                : milestones.stream()
                        .map(milestone -> milestone.offset() + " " + milestone.role())
                        .collect(Collectors.joining(", "));
    }
}
