package org.msixcasework.oversight;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A text as it was pasted, in the blocks that a page shows: headings, lists and paragraphs of Markdown, and nothing else of it. */
final class Prose {

    /** What a block is. */
    enum Kind {
        HEADING,
        LIST,
        PARAGRAPH
    }

    /**
     * One block.
     *
     * @param lines of a list its items, else one line or several
     */
    record Block(Kind kind, List<String> lines) {

        public boolean isHeading() {
            return kind == Kind.HEADING;
        }

        public boolean isList() {
            return kind == Kind.LIST;
        }

        public String text() {
            return String.join("\n", lines);
        }
    }

    private Prose() {}

    /** The blocks of a text, in its order. */
    static List<Block> of(String text) {
        var blocks = new ArrayList<Block>();
        for (var part : text.replace("\r", "").strip().split("\n\\s*\n")) {
            var kind = Kind.PARAGRAPH;
            var lines = new ArrayList<String>();
            for (var line : part.lines().toList()) {
                var of = kindOf(line);
                if (!lines.isEmpty() && (of != kind || of == Kind.HEADING)) {
                    blocks.add(new Block(kind, List.copyOf(lines)));
                    lines.clear();
                }
                kind = of;
                lines.add(bare(line));
            }
            if (!lines.isEmpty()) {
                blocks.add(new Block(kind, List.copyOf(lines)));
            }
        }
        return blocks.stream().filter(block -> !block.text().isBlank()).collect(Collectors.toList());
    }

    private static Kind kindOf(String line) {
        if (line.matches("#{1,6} .*")) {
            return Kind.HEADING;
        }
        return line.matches("\\s*([-*]|\\d+[.)]) .*") ? Kind.LIST : Kind.PARAGRAPH;
    }

    /** Without the signs of Markdown that are not shown. */
    private static String bare(String line) {
        return line.replaceFirst("^(#{1,6}|\\s*([-*]|\\d+[.)])) ", "").replace("**", "");
    }
}
