package org.msixcasework.core;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Tables as a workbook (XLSX), a sheet each. Text stays text, whatever it begins with: no cell is a formula. */
public final class Workbook {

    public static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final int WIDEST = 60;

    private Workbook() {}

    /**
     * The workbook, with bold heads that stay in view and a filter.
     *
     * @param notice what stands below each table, such as {@link HandlingNotice#TEXT}; null for nothing
     */
    public static byte[] of(List<Table> tables, @Nullable String notice) {
        var bytes = new ByteArrayOutputStream();
        try (var book = new org.dhatim.fastexcel.Workbook(bytes, "MSIX Casework", "1.0")) {
            for (var table : tables) {
                write(book.newWorksheet(table.title()), table, notice);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Worksheet sheet, Table table, @Nullable String notice) {
        var columns = table.columns();
        for (var c = 0; c < columns.size(); c++) {
            sheet.value(0, c, columns.get(c));
            sheet.width(c, width(table, c));
        }
        sheet.range(0, 0, 0, columns.size() - 1).style().bold().set();
        sheet.freezePane(0, 1);
        var at = 1;
        for (var row : table.rows()) {
            for (var c = 0; c < row.size(); c++) {
                write(sheet, at, c, row.get(c));
            }
            at++;
        }
        sheet.setAutoFilter(0, 0, at - 1, columns.size() - 1);
        if (notice != null) {
            sheet.value(at + 1, 0, notice);
        }
    }

    private static void write(Worksheet sheet, int row, int column, @Nullable Object cell) {
        if (cell instanceof Number number) {
            sheet.value(row, column, number);
        } else if (cell instanceof LocalDate day) {
            sheet.value(row, column, day);
            sheet.style(row, column).format("yyyy-mm-dd").set();
        } else if (cell != null) {
            sheet.value(row, column, cell.toString());
        }
    }

    private static int width(Table table, int column) {
        var longest = table.rows().stream()
                .map(row -> row.get(column))
                .mapToInt(cell -> cell == null ? 0 : cell.toString().length())
                .max()
                .orElse(0);
        return Math.min(WIDEST, Math.max(longest, table.columns().get(column).length()) + 3);
    }
}
