package org.msixcasework.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.msixcasework.report.Report.TOTAL;
import static org.msixcasework.report.Suppression.WITHHELD;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Table;

/** What the Government Administrator is not told, and cannot compute (RPT-3). */
class SuppressionTest {

    private static final int LIMIT = 10;

    private static Table table(List<String> columns, List<?>... rows) {
        return new Table("Counts", columns, List.of(rows));
    }

    private static List<Object> cells(Table table, int row) {
        return new ArrayList<>(table.rows().get(row));
    }

    private static Table hidden(Table table) {
        return new Suppression(LIMIT)
                .of(new Report.Result(List.of(), List.of(table)))
                .tables()
                .get(0);
    }

    @Test
    void countsFromOneToNineAreHiddenAndZeroAndTenAreNot() {
        var table = hidden(table(
                List.of("Region", "Children"),
                Table.row("a", 0),
                Table.row("b", 9),
                Table.row("c", 1),
                Table.row("d", 10),
                Table.row("e", 30)));

        assertThat(table.rows())
                .containsExactly(
                        Table.row("a", 0),
                        Table.row("b", "<10"),
                        Table.row("c", "<10"),
                        Table.row("d", 10),
                        Table.row("e", 30));
    }

    @Test
    void aSecondCountIsWithheldWhereTheTotalWouldTellTheFirst() {
        var table = hidden(table(
                List.of("Region", "Children"),
                Table.row("a", 4),
                Table.row("b", 40),
                Table.row("c", 25),
                Table.row(TOTAL, 69)));

        assertThat(table.rows())
                .containsExactly(
                        Table.row("a", "<10"), Table.row("b", 40), Table.row("c", WITHHELD), Table.row(TOTAL, 69));
    }

    @Test
    void twoNinesOfEighteenAreNotCalledLessThanTen() {
        var table = hidden(
                table(List.of("Region", "Children"), Table.row("a", 9), Table.row("b", 9), Table.row(TOTAL, 18)));

        assertThat(table.rows().get(0).get(1)).isEqualTo(WITHHELD);
    }

    @Test
    void whatFollowsFromAHiddenCountIsHiddenToo() {
        var table = hidden(table(
                List.of("Duty", "Region", "On time", "Late", TOTAL, "% on time", "Share"),
                Table.row("coe", TOTAL, 200L, 100L, 300L, new BigDecimal("66.7"), "67 %"),
                Table.row("coe", "a", 100L, 2L, 102L, new BigDecimal("98.0"), "98 %"),
                Table.row("coe", "b", 60L, 58L, 118L, new BigDecimal("50.8"), "51 %"),
                Table.row("coe", "c", 40L, 40L, 80L, new BigDecimal("50.0"), "50 %"),
                Table.row("term", TOTAL, 20L, 30L, 50L, new BigDecimal("40.0"), "40 %"),
                Table.row("term", "a", 20L, 30L, 50L, new BigDecimal("40.0"), "40 %")));

        assertThat(cells(table, 0)).doesNotContain(WITHHELD);
        assertThat(table.rows().get(1).get(3)).isEqualTo("<10");
        assertThat(cells(table, 1)).endsWith(102L, WITHHELD, WITHHELD);
        assertThat(cells(table, 4)).doesNotContain(WITHHELD);
        assertThat(cells(table, 5)).doesNotContain(WITHHELD);
    }

    @Test
    void aChartShowsNoMoreThanItsTable() {
        var chart = new Chart(
                "Children",
                List.of(new Chart.Part("Children", "running")),
                List.of(
                        new Chart.Bar("a", "/secret", List.of(4L)),
                        new Chart.Bar("b", null, List.of(40L)),
                        new Chart.Bar("elsewhere", null, List.of(50L))));
        var shown = new Suppression(LIMIT)
                .of(new Report.Result(
                        List.of(chart),
                        List.of(table(List.of("Region", "Children"), Table.row("a", 4), Table.row("b", 40)))))
                .charts()
                .get(0);

        assertThat(shown.bars()).extracting(Chart.Bar::total).containsExactly(0L, 0L, 0L);
        assertThat(shown.bars()).extracting(Chart.Bar::link).containsOnlyNulls();
    }

    @Test
    void aTableWithoutCountsIsLeftOut() {
        var result = new Suppression(LIMIT)
                .of(new Report.Result(List.of(), List.of(table(List.of("Case"), Table.row("coe NY-1")))));

        assertThat(result.tables()).isEmpty();
    }

    @Provide
    Arbitrary<List<List<Integer>>> grids() {
        var count = Arbitraries.integers().between(0, 5);
        return Arbitraries.integers()
                .between(1, 3)
                .flatMap(columns ->
                        count.list().ofSize(columns).list().ofMinSize(1).ofMaxSize(3));
    }

    /** Tries every table with the same visible numbers: each hidden number could be another one. */
    @Property(tries = 400)
    void noHiddenCountFollowsFromTheSumsOfRowsAndColumns(@ForAll("grids") List<List<Integer>> grid) {
        var limit = 3;
        var columns = grid.get(0).size();
        var names = new ArrayList<>(List.of("Region"));
        IntStream.range(0, columns).forEach(column -> names.add("Part " + column));
        names.add(TOTAL);
        var rows = new ArrayList<List<?>>();
        grid.forEach(counts -> rows.add(row("r" + rows.size(), counts)));
        rows.add(row(
                TOTAL,
                IntStream.range(0, columns)
                        .mapToObj(c ->
                                grid.stream().mapToInt(counts -> counts.get(c)).sum())
                        .toList()));
        var shown = new Suppression(limit)
                .of(new Report.Result(List.of(), List.of(new Table("Counts", names, rows))))
                .tables();
        if (shown.isEmpty()) {
            return;
        }
        var visible = shown.get(0).rows();

        var seen = new ArrayList<List<int[]>>();
        fill(grid, new int[grid.size()][columns], 0, visible, limit, seen);

        for (var r = 0; r < visible.size(); r++) {
            for (var c = 0; c <= columns; c++) {
                if (!(visible.get(r).get(c + 1) instanceof Integer)) {
                    var row = r;
                    var column = c;
                    assertThat(seen.stream()
                                    .map(table -> table.get(row)[column])
                                    .distinct()
                                    .count())
                            .as("row %d, column %d of %s", r, c, visible)
                            .isGreaterThan(1);
                } else {
                    assertThat((Integer) visible.get(r).get(c + 1)).isNotIn(1, 2);
                }
            }
        }
    }

    private static List<?> row(String name, List<Integer> counts) {
        var row = new ArrayList<Object>(List.of(name));
        row.addAll(counts);
        row.add(counts.stream().mapToInt(Integer::intValue).sum());
        return row;
    }

    private static void fill(
            List<List<Integer>> real,
            int[][] counts,
            int at,
            List<List<?>> visible,
            int limit,
            List<List<int[]>> seen) {
        var columns = counts[0].length;
        if (at == counts.length * columns) {
            var whole = withSums(counts);
            if (fits(whole, visible, limit)) {
                seen.add(whole);
            }
            return;
        }
        var cell = visible.get(at / columns).get(at % columns + 1);
        for (var value : candidates(cell, real.get(at / columns).get(at % columns))) {
            counts[at / columns][at % columns] = value;
            fill(real, counts, at + 1, visible, limit, seen);
        }
    }

    /** Tables that differ at all differ somewhere by one. */
    private static List<Integer> candidates(Object cell, int real) {
        return cell instanceof Integer
                ? List.of(real)
                : IntStream.rangeClosed(Math.max(0, real - 1), real + 1).boxed().toList();
    }

    private static List<int[]> withSums(int[][] counts) {
        var rows = new ArrayList<int[]>();
        var sums = new int[counts[0].length + 1];
        for (var counted : counts) {
            var row = new int[sums.length];
            for (var c = 0; c < counted.length; c++) {
                row[c] = counted[c];
                row[counted.length] += counted[c];
            }
            for (var c = 0; c < sums.length; c++) {
                sums[c] += row[c];
            }
            rows.add(row);
        }
        rows.add(sums);
        return rows;
    }

    private static boolean fits(List<int[]> whole, List<List<?>> visible, int limit) {
        for (var r = 0; r < whole.size(); r++) {
            for (var c = 0; c < whole.get(r).length; c++) {
                var cell = visible.get(r).get(c + 1);
                var value = whole.get(r)[c];
                if (cell instanceof Integer number
                        ? value != number
                        : !cell.equals(WITHHELD) && (value < 1 || value >= limit)) {
                    return false;
                }
            }
        }
        return true;
    }
}
