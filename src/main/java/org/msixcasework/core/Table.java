package org.msixcasework.core;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that is shown, saved and printed.
 *
 * @param title what it is about, at most 31 characters, without {@code []:*?/\}: it names the sheet of a workbook
 * @param columns names of the columns
 * @param rows cells are text, numbers, {@link java.time.LocalDate}s or null; anything else counts as its text
 */
public record Table(String title, List<String> columns, List<List<?>> rows) {

    /** @throws IllegalArgumentException if a row has not one cell a column, or the title is too long */
    public Table {
        if (title.length() > 31 || title.matches(".*[\\[\\]:*?/\\\\].*")) {
            throw new IllegalArgumentException("no name for a sheet: " + title);
        }
        for (var row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of %d cells for %d columns".formatted(row.size(), columns.size()));
            }
        }
    }

    /** The cells of a row; null is an empty cell. */
    public static List<?> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }
}
