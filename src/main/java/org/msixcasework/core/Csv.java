package org.msixcasework.core;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tables for spreadsheets. What a spreadsheet would take for a formula is written as text. */
public final class Csv {

    private Csv() {}

    /** A table with its head; lines end as RFC 4180 wants them. */
    public static String of(List<String> head, List<List<?>> rows) {
        return line(head) + rows.stream().map(Csv::line).collect(Collectors.joining());
    }

    /** As {@link #of}, about children: the last line says how to handle the table (PRV-9). */
    public static String confidential(List<String> head, List<List<?>> rows) {
        return of(head, rows) + line(List.of(HandlingNotice.TEXT));
    }

    /** One line of a table, where the whole of it would be too long to hold. */
    public static String line(List<?> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        var harmless = value instanceof Number || !text.matches("(?s)\\s*[=+\\-@\\t\\r].*") ? text : "'" + text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
