package org.msixcasework.sla;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.msixcasework.identity.Roles;
import org.msixcasework.process.DecisionTable;
import org.springframework.stereotype.Component;

/** The rows of {@code processes/deadlines.dmn}. A table that does not fit the duties refuses the start. */
@Component
public class Duties {

    private static final String TABLE = "processes/deadlines.dmn";

    private final Map<Deadline, Duty> duties = new EnumMap<>(Deadline.class);

    Duties() {
        for (var row : DecisionTable.rows(TABLE)) {
            var duty = read(row);
            if (duties.put(duty.deadline(), duty) != null) {
                throw new IllegalStateException("%s has two rows for %s".formatted(TABLE, duty.deadline()));
            }
        }
        for (var deadline : Deadline.values()) {
            if (!duties.containsKey(deadline)) {
                throw new IllegalStateException("%s has no row for %s".formatted(TABLE, deadline));
            }
        }
    }

    /** The row of a duty. */
    public Duty get(Deadline deadline) {
        return Objects.requireNonNull(duties.get(deadline));
    }

    /** Every row. */
    public List<Duty> all() {
        return List.copyOf(duties.values());
    }

    private static Duty read(Map<String, String> row) {
        var deadline = Deadline.valueOf(cell(row, "deadline"));
        return new Duty(
                deadline,
                Integer.parseInt(cell(row, "amount")),
                Duty.Unit.valueOf(cell(row, "unit")),
                Duty.Kind.valueOf(cell(row, "kind")),
                milestones(deadline, cell(row, "reminders")),
                milestones(deadline, cell(row, "escalations")),
                cell(row, "citation"));
    }

    private static String cell(Map<String, String> row, String column) {
        var text = row.get(column);
        if (text == null) {
            throw new IllegalStateException("%s has no column %s".formatted(TABLE, column));
        }
        return text;
    }

    private static List<Duty.Milestone> milestones(Deadline deadline, String text) {
        var milestones = new ArrayList<Duty.Milestone>();
        for (var part : Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList()) {
            var words = part.split(" ");
            if (words.length != 2 || !(Roles.all().contains(words[1]) || Duty.OWNER.equals(words[1]))) {
                throw new IllegalStateException(
                        "%s: \"%s\" of %s is no offset and role".formatted(TABLE, part, deadline));
            }
            milestones.add(new Duty.Milestone(milestones.size() + 1, Integer.parseInt(words[0]), words[1]));
        }
        return List.copyOf(milestones);
    }
}
