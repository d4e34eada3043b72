package org.msixcasework.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Figures as Markdown. */
final class Table {

    private final List<String> lines = new ArrayList<>();

    Table(String... heads) {
        row((Object[]) heads);
        lines.add("|" + "---|".repeat(heads.length));
    }

    void row(Object... cells) {
        var line = new StringBuilder("|");
        for (var cell : cells) {
            line.append(' ')
                    .append(cell instanceof Double number ? figure(number) : cell)
                    .append(" |");
        }
        lines.add(line.toString());
    }

    void print(String title) {
        System.out.printf("%n### %s%n%n%s%n", title, String.join("\n", lines));
    }

    /** Three digits that count. */
    static String figure(double number) {
        return Math.abs(number) >= 100
                ? "%.0f".formatted(number)
                : Math.abs(number) >= 10 ? "%.1f".formatted(number) : "%.2f".formatted(number);
    }

    static double median(List<Double> figures) {
        return percentile(figures, 50);
    }

    static double percentile(List<Double> figures, int percent) {
        var sorted = new ArrayList<>(figures);
        Collections.sort(sorted);
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }
}
