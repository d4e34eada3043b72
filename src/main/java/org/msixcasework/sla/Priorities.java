package org.msixcasework.sla;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msixcasework.process.DecisionTable;
import org.springframework.stereotype.Component;

/**
 * The rules by which work is put in order (WRK-7), as {@code processes/priorities.dmn} has them: the first row that fits a duty
 * gives the priority its tasks open with, each level of escalation adds a step. Tasks of one priority stand by due date.
 */
@Component
public class Priorities {

    private static final String TABLE = "processes/priorities.dmn";

    private static final int STEP = 10;

    /**
     * One rule.
     *
     * @param deadline name of a duty, or empty for any
     * @param kind of duty, or empty for any
     */
    record Rule(String deadline, String kind, int priority) {

        boolean fits(Duty duty) {
            return (deadline.isEmpty() || deadline.equals(duty.deadline().name()))
                    && (kind.isEmpty() || kind.equals(duty.kind().name()));
        }
    }

    private final List<Rule> rules;
    private final Duties duties;
    private final String version;

    Priorities(Duties duties) {
        this.duties = duties;
        this.version = DecisionTable.version(TABLE);
        this.rules = DecisionTable.rows(TABLE).stream().map(Priorities::read).toList();
        for (var duty : duties.all()) {
            if (rules.stream().noneMatch(rule -> rule.fits(duty))) {
                throw new IllegalStateException("%s has no row for %s".formatted(TABLE, duty.deadline()));
            }
        }
    }

    private static Rule read(Map<String, String> row) {
        return new Rule(
                row.getOrDefault("deadline", ""),
                row.getOrDefault("kind", ""),
                Integer.parseInt(row.getOrDefault("priority", "")));
    }

    /** Version of the rules; the State lead changes them. */
    public String version() {
        return version;
    }

    /**
     * The priority of a task.
     *
     * @param duty name of the duty that counts its time; null if none does
     * @param level of escalation reached, 0 before the due date
     */
    int of(@Nullable String duty, int level) {
        var base = duty == null ? lowest() : first(duties.get(Deadline.valueOf(duty)));
        return base + STEP * level;
    }

    private int first(Duty duty) {
        return rules.stream()
                .filter(rule -> rule.fits(duty))
                .findFirst()
                .orElseThrow()
                .priority();
    }

    private int lowest() {
        return rules.stream().mapToInt(Rule::priority).min().orElseThrow();
    }
}
