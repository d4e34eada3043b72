package org.msixcasework.region;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Violations;

/** Reads districts from lines {@code id, name, region, first day}; a name with a comma stands in quotation marks. */
final class DistrictLines {

    private static final String HEAD = "id";
    private static final int CELLS = 4;

    private DistrictLines() {}

    /** Every line that can be read; each that cannot is named with what is wrong. */
    static List<DistrictWish> read(String text, Violations violations) {
        var wishes = new ArrayList<DistrictWish>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (line.isBlank()
                    || (wishes.isEmpty() && HEAD.equalsIgnoreCase(cells(line).get(0)))) {
                continue;
            }
            var cells = cells(line);
            var field = "line " + number;
            if (cells.size() > CELLS || cells.size() < CELLS - 1) {
                violations.add(field, "must hold id, name, region and, unless it is today, the first day");
                continue;
            }
            var day = cells.size() < CELLS ? "" : cells.get(CELLS - 1);
            var from = day(day);
            violations.unless(
                    day.isEmpty() || from != null, field, "has no day such as 2027-07-01 in the fourth place");
            wishes.add(new DistrictWish(cells.get(0), orNull(cells.get(1)), orNull(cells.get(2)), from));
        }
        return wishes;
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var sign : line.toCharArray()) {
            if (sign == '"') {
                quoted = !quoted;
            } else if (sign == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(sign);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
