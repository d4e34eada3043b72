package org.msixcasework.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Table;

/**
 * Hides small counts in what the Government Administrator reads, and whatever else they could be computed from (RPT-3). A chart
 * shows what a table shows, and nothing more.
 */
final class Suppression {

    static final String WITHHELD = "withheld";

    private static final String PERCENT = "\\d+([.,]\\d+)?\\s*%";

    private final int limit;

    /** @param limit the smallest count that is shown */
    Suppression(int limit) {
        this.limit = limit;
    }

    /** Tables without counts are left out. */
    Report.Result of(Report.Result result) {
        var tables = result.tables().stream()
                .filter(table -> !countsOf(table).isEmpty())
                .map(this::of)
                .toList();
        return new Report.Result(
                result.charts().stream().map(chart -> of(chart, tables)).toList(), tables);
    }

    private Table of(Table table) {
        var counts = countsOf(table);
        var labels = counts.get(0);
        var rows = new ArrayList<List<?>>();
        var group = new ArrayList<List<?>>();
        for (var row : table.rows()) {
            if (!group.isEmpty() && !groupOf(row, labels).equals(groupOf(group.get(0), labels))) {
                rows.addAll(hidden(group, table, counts));
                group.clear();
            }
            group.add(row);
        }
        if (!group.isEmpty()) {
            rows.addAll(hidden(group, table, counts));
        }
        return new Table(table.title(), table.columns(), rows);
    }

    /** The columns of whole numbers. */
    private static List<Integer> countsOf(Table table) {
        return IntStream.range(0, table.columns().size())
                .filter(column -> table.rows().stream().anyMatch(row -> isCount(row.get(column))))
                .boxed()
                .toList();
    }

    private static boolean isCount(@Nullable Object cell) {
        return cell instanceof Integer || cell instanceof Long;
    }

    private static List<?> groupOf(List<?> row, int labels) {
        return row.subList(0, Math.max(0, labels - 1));
    }

    private List<List<?>> hidden(List<List<?>> group, Table table, List<Integer> counts) {
        var labels = counts.get(0);
        var sums = new Sums(group, table, counts, labels);
        var marks = new Cells(sums.counts(), limit).hide(sums.column >= 0, sums.row >= 0);
        var result = new ArrayList<List<?>>();
        for (var r = 0; r < group.size(); r++) {
            var row = new ArrayList<@Nullable Object>(group.get(r));
            var whole = true;
            for (var c : counts) {
                var mark = marks[sums.markOfRow(r)][sums.markOfColumn(c)];
                if (mark != Cells.Shown.NUMBER) {
                    row.set(c, mark == Cells.Shown.SMALL ? "<" + limit : WITHHELD);
                    whole = false;
                }
            }
            if (!whole) {
                row.replaceAll(cell -> isDerived(cell) ? WITHHELD : cell);
            }
            result.add(row);
        }
        return result;
    }

    private static boolean isDerived(@Nullable Object cell) {
        return (cell instanceof Number && !isCount(cell)) || (cell instanceof String text && text.matches(PERCENT));
    }

    /** Which row and column of a group are the sums of the others; one that only says so is a count like the others. */
    private static final class Sums {

        private final int row;
        private final int column;
        private final List<Integer> counted;
        private final List<Integer> plain;
        private final List<List<?>> group;

        Sums(List<List<?>> group, Table table, List<Integer> counts, int labels) {
            this.group = group;
            this.row = IntStream.range(0, group.size())
                    .filter(r -> labels > 0 && Report.TOTAL.equals(group.get(r).get(labels - 1)))
                    .filter(r -> group.size() > 1
                            && counts.stream()
                                    .allMatch(c -> 2 * value(r, c)
                                            == IntStream.range(0, group.size())
                                                    .mapToLong(each -> value(each, c))
                                                    .sum()))
                    .findFirst()
                    .orElse(-1);
            this.column = counts.stream()
                    .filter(c -> Report.TOTAL.equals(table.columns().get(c)))
                    .filter(c -> counts.size() > 1
                            && IntStream.range(0, group.size())
                                    .allMatch(r -> 2 * value(r, c)
                                            == counts.stream()
                                                    .mapToLong(each -> value(r, each))
                                                    .sum()))
                    .findFirst()
                    .orElse(-1);
            this.counted = counts.stream().filter(each -> each != column).toList();
            this.plain = IntStream.range(0, group.size())
                    .filter(each -> each != row)
                    .boxed()
                    .toList();
        }

        private long value(int r, int c) {
            return group.get(r).get(c) instanceof Number number ? number.longValue() : 0;
        }

        long[][] counts() {
            return plain.stream()
                    .map(r -> counted.stream().mapToLong(c -> value(r, c)).toArray())
                    .toArray(long[][]::new);
        }

        int markOfRow(int r) {
            return r == row ? plain.size() : plain.indexOf(r);
        }

        int markOfColumn(int c) {
            return c == column ? counted.size() : counted.indexOf(c);
        }
    }

    private static Chart of(Chart chart, List<Table> tables) {
        var bars = chart.bars().stream()
                .map(bar -> {
                    var values = new ArrayList<Long>();
                    var whole = true;
                    for (var part = 0; part < chart.parts().size(); part++) {
                        var value = bar.values().get(part);
                        var isShown =
                                isShown(bar.label(), chart.parts().get(part).name(), value, tables);
                        values.add(isShown ? value : 0L);
                        whole &= isShown;
                    }
                    return new Chart.Bar(whole ? bar.label() : bar.label() + " (in part withheld)", null, values);
                })
                .toList();
        return new Chart(chart.title(), chart.parts(), bars);
    }

    private static boolean isShown(String label, String part, long value, List<Table> tables) {
        return tables.stream().anyMatch(table -> {
            var column = table.columns().indexOf(part);
            return column > 0
                    && table.rows().stream()
                            .anyMatch(row -> isRowOf(label, row, column)
                                    && row.get(column) instanceof Number number
                                    && number.longValue() == value);
        });
    }

    /** The row that begins with the label: the only one of its name, or the sum of a group. */
    private static boolean isRowOf(String label, List<?> row, int column) {
        var isGroup = column > 1 && row.get(1) instanceof String;
        return label.equals(row.get(0)) && (!isGroup || Report.TOTAL.equals(row.get(1)));
    }
}
