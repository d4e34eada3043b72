package org.msixcasework.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bars made of parts, as {@code charts.html} draws them: {@code bars} lying, one below the other, {@code columns} standing, for what
 * goes on over time. Each drawing has its numbers beside it as text, and each bar may lead to what it counts.
 *
 * @param title what is counted, as a sentence without a full stop
 * @param parts what a bar is made of, in the order of each bar's values
 */
public record Chart(String title, List<Part> parts, List<Bar> bars) {

    private static final double WHOLE = 1000;

    /**
     * A part of each bar.
     *
     * @param style class of its colour in {@code casework.css}: {@code late}, {@code soon}, {@code running}, {@code met},
     *     {@code other}
     */
    public record Part(String name, String style) {}

    /**
     * @param label what the bar stands for
     * @param link the page that shows what is counted here, or null
     * @param values one number a part, none below zero
     */
    public record Bar(String label, @Nullable String link, List<Long> values) {

        /** All parts together. */
        public long total() {
            return values.stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * One part of one bar, placed.
     *
     * @param from where it begins, in thousandths of the longest bar
     * @param length how long it is, in the same measure
     */
    public record Block(String name, String style, long value, double from, double length) {}

    /** @throws IllegalArgumentException if a bar has not one value a part */
    public Chart {
        for (var bar : bars) {
            if (bar.values().size() != parts.size()) {
                throw new IllegalArgumentException("%s has %d values for %d parts"
                        .formatted(bar.label(), bar.values().size(), parts.size()));
            }
        }
    }

    /** A chart whose bars have one part. */
    public static Chart simple(String title, String part, List<Bar> bars) {
        return new Chart(title, List.of(new Part(part, "running")), bars);
    }

    /** Whether there is nothing to draw. */
    public boolean isEmpty() {
        return bars.stream().allMatch(bar -> bar.total() == 0);
    }

    /** The parts of a bar that are not zero, placed one after the other. */
    public List<Block> blocks(Bar bar) {
        var longest = Math.max(1, bars.stream().mapToLong(Bar::total).max().orElse(1));
        var blocks = new ArrayList<Block>();
        var from = 0.0;
        for (var i = 0; i < parts.size(); i++) {
            var value = bar.values().get(i);
            var length = value * WHOLE / longest;
            if (value > 0) {
                blocks.add(new Block(parts.get(i).name(), parts.get(i).style(), value, from, length));
            }
            from += length;
        }
        return blocks;
    }
}
