package org.msixcasework.report;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts in rows and columns with the sums of both, and which of them are hidden so that nobody can compute a small one.
 *
 * <p>Whoever reads the sums knows an equation for each row and each column, and of a cell shown as "less than" also its bounds. A
 * hidden cell is safe if another table with the same equations has another number there. Such tables differ by cycles that
 * add to and take from hidden cells in turn, along rows and columns; so {@link #isSafe} looks for one through the cell. That is
 * exact, also with whole numbers (the equations are those of a transport problem).
 */
final class Cells {

    /** What is told of a cell. */
    enum Shown {
        /** Its number. */
        NUMBER,
        /** That it is at least one, and less than the limit. */
        SMALL,
        /** Nothing. */
        NOTHING
    }

    private record Cell(int row, int column) {}

    private final long[][] values;
    private final Shown[][] shown;
    private final int limit;
    private final int rows;
    private final int columns;

    /**
     * @param counts without sums; at least one row and column
     * @param limit counts from one to below it are small
     */
    Cells(long[][] counts, int limit) {
        this.rows = counts.length;
        this.columns = counts[0].length;
        this.limit = limit;
        this.values = withSums(counts);
        this.shown = new Shown[rows + 1][columns + 1];
        cells().forEach(cell -> shown[cell.row][cell.column] = isSmall(cell) ? Shown.SMALL : Shown.NUMBER);
    }

    private long[][] withSums(long[][] counts) {
        var all = new long[rows + 1][columns + 1];
        for (var r = 0; r < rows; r++) {
            for (var c = 0; c < columns; c++) {
                all[r][c] = counts[r][c];
                all[r][columns] += counts[r][c];
                all[rows][c] += counts[r][c];
                all[rows][columns] += counts[r][c];
            }
        }
        return all;
    }

    /**
     * Hides what has to be hidden.
     *
     * @param rowSums whether the sum of each row is on the table
     * @param columnSums whether the sum of each column is
     */
    Shown[][] hide(boolean rowSums, boolean columnSums) {
        // a sum that the table does not have is taken for known elsewhere, unless it would be hidden there
        cells().filter(cell -> !isOnTable(cell, rowSums, columnSums))
                .filter(cell -> isSmall(cell)
                        || (rows == 1 && cell.row == rows && !columnSums)
                        || (columns == 1 && cell.column == columns && !rowSums))
                .forEach(cell -> shown[cell.row][cell.column] = Shown.NOTHING);
        var open = firstUnsafe(rowSums, columnSums);
        while (open.isPresent()) {
            protect(open.get());
            open = firstUnsafe(rowSums, columnSums);
        }
        return shown;
    }

    private boolean isOnTable(Cell cell, boolean rowSums, boolean columnSums) {
        return (cell.column < columns || rowSums) && (cell.row < rows || columnSums);
    }

    /** A large sum that stands nowhere need not be hidden: it was left open only because nobody is told it. */
    private Optional<Cell> firstUnsafe(boolean rowSums, boolean columnSums) {
        return cells().filter(cell -> isOnTable(cell, rowSums, columnSums) || isSmall(cell))
                .filter(cell -> shown(cell) != Shown.NUMBER && !isSafe(cell.row, cell.column))
                .findFirst();
    }

    private void protect(Cell cell) {
        if (shown(cell) == Shown.SMALL) {
            // its bounds may be all that tells it
            shown[cell.row][cell.column] = Shown.NOTHING;
            if (isSafe(cell.row, cell.column)) {
                return;
            }
            shown[cell.row][cell.column] = Shown.SMALL;
        }
        var beside = cells().filter(other -> shown(other) == Shown.NUMBER)
                .filter(other -> other.row == cell.row || other.column == cell.column)
                .min(cheapest());
        if (beside.isPresent()) {
            shown[beside.get().row][beside.get().column] = Shown.NOTHING;
        } else if (shown(cell) == Shown.SMALL) {
            shown[cell.row][cell.column] = Shown.NOTHING;
        } else {
            var next = cells().filter(other -> shown(other) == Shown.NUMBER)
                    .min(cheapest())
                    .or(() ->
                            cells().filter(other -> shown(other) == Shown.SMALL).findFirst())
                    .orElseThrow();
            shown[next.row][next.column] = Shown.NOTHING;
        }
    }

    /** The smallest count that is none of the sums; zeros only where nothing else is left. */
    private Comparator<Cell> cheapest() {
        return Comparator.<Cell>comparingInt(cell -> (cell.row == rows ? 1 : 0) + (cell.column == columns ? 1 : 0))
                .thenComparing(cell -> value(cell) == 0)
                .thenComparingLong(this::value);
    }

    /** Whether the hidden cell could have another number, for all that the others tell. */
    boolean isSafe(int row, int column) {
        var cell = new Cell(row, column);
        return (rises(cell) && leads(columnNode(column), row, cell))
                || (falls(cell) && leads(row, columnNode(column), cell));
    }

    /** Whether steps over hidden cells other than {@code without} lead from one line to another: rising cells from row to column. */
    private boolean leads(int from, int to, Cell without) {
        var seen = new HashSet<Integer>();
        var queue = new ArrayDeque<Integer>();
        queue.add(from);
        while (!queue.isEmpty()) {
            var node = queue.remove();
            if (node == to) {
                return true;
            }
            if (seen.add(node)) {
                steps(node, without).forEach(queue::add);
            }
        }
        return false;
    }

    private IntStream steps(int node, Cell without) {
        return node <= rows
                ? IntStream.rangeClosed(0, columns)
                        .filter(c -> !without.equals(new Cell(node, c)) && rises(new Cell(node, c)))
                        .map(this::columnNode)
                : IntStream.rangeClosed(0, rows)
                        .filter(r ->
                                !without.equals(new Cell(r, node - rows - 1)) && falls(new Cell(r, node - rows - 1)));
    }

    private int columnNode(int column) {
        return rows + 1 + column;
    }

    /** A sum is on the other side of its equation: it falls where a count would rise. */
    private boolean rises(Cell cell) {
        return isSum(cell) ? mayFall(cell) : mayRise(cell);
    }

    private boolean falls(Cell cell) {
        return isSum(cell) ? mayRise(cell) : mayFall(cell);
    }

    private boolean isSum(Cell cell) {
        return (cell.row == rows) != (cell.column == columns);
    }

    private boolean mayRise(Cell cell) {
        return shown(cell) == Shown.NOTHING || (shown(cell) == Shown.SMALL && value(cell) < limit - 1);
    }

    private boolean mayFall(Cell cell) {
        return shown(cell) != Shown.NUMBER && value(cell) > (shown(cell) == Shown.SMALL ? 1 : 0);
    }

    private boolean isSmall(Cell cell) {
        return value(cell) > 0 && value(cell) < limit;
    }

    private long value(Cell cell) {
        return values[cell.row][cell.column];
    }

    private Shown shown(Cell cell) {
        return shown[cell.row][cell.column];
    }

    private Stream<Cell> cells() {
        return IntStream.rangeClosed(0, rows)
                .boxed()
                .flatMap(r -> IntStream.rangeClosed(0, columns).mapToObj(c -> new Cell(r, c)));
    }
}
