package org.msixcasework.report;

import com.lowagie.text.Chunk;
import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.ColumnText;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfPageEventHelper;
import com.lowagie.text.pdf.PdfTemplate;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.librepdf.openpdf.fonts.Liberation;
import org.msixcasework.core.Chart;
import org.msixcasework.core.Table;

/**
 * A document for the printer, letter size, with page numbers and how to handle it below each page. Equal content makes equal bytes:
 * it holds no time of its making.
 */
public final class Paper {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d, yyyy", Locale.US);

    private static final float MARGIN = 50;
    private static final float BOTTOM = 62;
    private static final float BELOW_HEADING = 70;
    private static final int WIDE_FROM = 8;
    private static final int WIDEST_CELL = 48;
    private static final int NARROWEST_CELL = 7;

    private static final Color INK = new Color(0x1d2a24);
    private static final Color GREEN = new Color(0x1f6b43);
    private static final Color LINE = new Color(0xc9d1c8);
    private static final Color SHADE = new Color(0xeef2ec);
    private static final Color GREY = new Color(0x4f5a54);
    private static final Color AMBER = new Color(0xc77700);

    /** As in {@code casework.css}. */
    private static final Map<String, Color> PARTS = Map.of(
            "late", new Color(0xb3261e),
            "soon", AMBER,
            "running", new Color(0x4b6587),
            "met", GREEN,
            "other", new Color(0xb9c3bb));

    /** What the library draws by lot. */
    private static final Pattern LOTS =
            Pattern.compile("(?<=/)[A-Z]{6}(?=\\+Liberation)|(?<=/ID \\[)<[0-9a-f]+><[0-9a-f]+>");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Document document;
    private final PdfWriter writer;
    private final Font plain;
    private final Font small;
    private final Font bold;
    private final Font boldSmall;

    /** @param notice how to handle it, below each page */
    public Paper(String title, String notice, boolean wide) {
        try {
            plain = font(false, 10, INK);
            small = font(false, 8, INK);
            bold = font(true, 10, INK);
            boldSmall = font(true, 8, INK);
            document = new Document(wide ? PageSize.LETTER.rotate() : PageSize.LETTER, MARGIN, MARGIN, MARGIN, BOTTOM);
            writer = PdfWriter.getInstance(document, bytes);
            writer.setPageEvent(new Footer(title, notice));
            writer.getInfo().remove(PdfName.CREATIONDATE);
            document.addTitle(title);
            document.setDocumentLanguage("en");
            document.open();
            var head = new Paragraph(26, title, font(true, 18, GREEN));
            head.setSpacingAfter(6);
            document.add(head);
        } catch (IOException noFont) {
            throw new UncheckedIOException(noFont);
        }
    }

    /** A report with its question, for the printer. */
    static byte[] of(String title, List<String> question, Report.Result result, String notice) {
        var wide = result.tables().stream().anyMatch(table -> table.columns().size() >= WIDE_FROM);
        var paper = new Paper(title, notice, wide);
        question.forEach(paper::text);
        result.charts().forEach(paper::chart);
        result.tables().forEach(table -> paper.heading(table.title()).table(table));
        return paper.finished();
    }

    private static Font font(boolean isBold, int size, Color color) throws IOException {
        var font = isBold ? Liberation.SANS_BOLD.create(size) : Liberation.SANS.create(size);
        font.setColor(color);
        return font;
    }

    /** A heading that never stands alone at the foot of a page. */
    public Paper heading(String text) {
        if (writer.getVerticalPosition(false) < BOTTOM + BELOW_HEADING) {
            document.newPage();
        }
        var heading = new Paragraph(16, text, font(13));
        heading.setSpacingBefore(10);
        heading.setSpacingAfter(3);
        document.add(heading);
        return this;
    }

    private static Font font(int size) {
        try {
            return font(true, size, GREEN);
        } catch (IOException noFont) {
            throw new UncheckedIOException(noFont);
        }
    }

    public Paper text(String text) {
        var paragraph = new Paragraph(14, text, plain);
        paragraph.setSpacingAfter(4);
        document.add(paragraph);
        return this;
    }

    /** A sentence in a frame, that nobody overlooks. */
    public Paper box(String text) {
        var cell = new PdfPCell(new Phrase(14, text, bold));
        cell.setPadding(8);
        cell.setBorderColor(INK);
        cell.setBorderWidth(1.5f);
        document.add(lines(new float[] {1}, cell));
        return this;
    }

    /** Names on the left, what they are on the right. */
    public Paper facts(List<Map.Entry<String, String>> facts) {
        var table = new PdfPTable(new float[] {1, 3});
        table.setWidthPercentage(100);
        facts.forEach(fact -> {
            table.addCell(borderless(new Phrase(14, fact.getKey(), bold)));
            table.addCell(borderless(new Phrase(14, fact.getValue(), plain)));
        });
        table.setSpacingBefore(5);
        table.setSpacingAfter(6);
        document.add(table);
        return this;
    }

    private static PdfPCell borderless(Phrase phrase) {
        var cell = new PdfPCell(phrase);
        cell.setBorder(Rectangle.NO_BORDER);
        cell.setPadding(2);
        return cell;
    }

    private static PdfPTable lines(float[] widths, PdfPCell... cells) {
        var table = new PdfPTable(widths);
        table.setWidthPercentage(100);
        table.setSpacingBefore(4);
        table.setSpacingAfter(6);
        for (var cell : cells) {
            table.addCell(cell);
        }
        return table;
    }

    /** Lying bars, each with its numbers. */
    public Paper chart(Chart chart) {
        if (chart.isEmpty()) {
            return this;
        }
        heading(chart.title());
        if (chart.parts().size() > 1) {
            var key = new Phrase();
            chart.parts().forEach(part -> {
                key.add(new Chunk("\u25a0 ", colored(part.style())));
                key.add(new Chunk(part.name() + "    ", small));
            });
            document.add(new Paragraph(key));
        }
        var table = new PdfPTable(new float[] {3, 6, 2});
        table.setWidthPercentage(100);
        table.setSpacingBefore(4);
        chart.bars().forEach(bar -> {
            table.addCell(borderless(new Phrase(11, bar.label(), small)));
            var drawn = borderless(new Phrase(""));
            drawn.setCellEvent((cell, area, canvases) -> {
                var canvas = canvases[PdfPTable.BACKGROUNDCANVAS];
                chart.blocks(bar).forEach(block -> {
                    canvas.saveState();
                    canvas.setColorFill(PARTS.getOrDefault(block.style(), GREY));
                    canvas.rectangle(
                            (float) (area.getLeft() + area.getWidth() * block.from() / 1000),
                            area.getBottom() + 3,
                            (float) (area.getWidth() * block.length() / 1000),
                            area.getHeight() - 5);
                    canvas.fill();
                    canvas.restoreState();
                });
            });
            table.addCell(drawn);
            table.addCell(borderless(new Phrase(11, numbers(chart, bar), small)));
        });
        document.add(table);
        return this;
    }

    private static String numbers(Chart chart, Chart.Bar bar) {
        return chart.parts().size() == 1
                ? String.valueOf(bar.total())
                : "%d (%s)"
                        .formatted(
                                bar.total(),
                                String.join(
                                        " / ",
                                        bar.values().stream()
                                                .map(String::valueOf)
                                                .toList()));
    }

    private static Font colored(String style) {
        try {
            return font(false, 10, PARTS.getOrDefault(style, GREY));
        } catch (IOException noFont) {
            throw new UncheckedIOException(noFont);
        }
    }

    /** A table whose head is repeated on each page; it says so where it has no rows. */
    public Paper table(Table table) {
        if (table.rows().isEmpty()) {
            return text("There is nothing to show here.");
        }
        var columns = table.columns().size();
        var drawn = new PdfPTable(widths(table));
        drawn.setWidthPercentage(100);
        drawn.setHeaderRows(1);
        drawn.setSpacingBefore(5);
        table.columns().forEach(name -> {
            var cell = cell(name, boldSmall, false);
            cell.setBackgroundColor(SHADE);
            drawn.addCell(cell);
        });
        table.rows().forEach(row -> {
            var isTotal = row.contains(Report.TOTAL);
            for (var c = 0; c < columns; c++) {
                var value = row.get(c);
                drawn.addCell(cell(say(value), isTotal ? boldSmall : small, value instanceof Number));
            }
        });
        drawn.setSpacingAfter(6);
        document.add(drawn);
        return this;
    }

    private static PdfPCell cell(String text, Font font, boolean isRight) {
        var cell = new PdfPCell(new Phrase(10, text, font));
        cell.setBorderColor(LINE);
        cell.setPadding(3);
        cell.setHorizontalAlignment(isRight ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
        return cell;
    }

    /** A day as papers write it. */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    static String say(@Nullable Object value) {
        return value == null ? "" : value instanceof LocalDate day ? DAY.format(day) : value.toString();
    }

    private static float[] widths(Table table) {
        var widths = new float[table.columns().size()];
        for (var c = 0; c < widths.length; c++) {
            var column = c;
            var longest = IntStream.concat(
                            IntStream.of(table.columns().get(c).length()),
                            table.rows().stream()
                                    .mapToInt(row -> say(row.get(column)).length()))
                    .max()
                    .orElse(1);
            widths[c] = Math.max(NARROWEST_CELL, Math.min(WIDEST_CELL, longest)) + 2f;
        }
        return widths;
    }

    /** The document; nothing is added afterwards. */
    public byte[] finished() {
        document.close();
        var text = bytes.toString(StandardCharsets.ISO_8859_1);
        return LOTS.matcher(text)
                .replaceAll(lot -> lot.group().startsWith("<") ? lot.group().replaceAll("[0-9a-f]", "0") : "CASEWO")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Page x of y, and the notice. */
    private static final class Footer extends PdfPageEventHelper {

        private static final float NUMBER_WIDTH = 30;

        private final String title;
        private final String notice;
        private @Nullable PdfTemplate count;

        Footer(String title, String notice) {
            this.title = title;
            this.notice = notice;
        }

        @Override
        public void onOpenDocument(PdfWriter writer, Document document) {
            count = writer.getDirectContent().createTemplate(NUMBER_WIDTH, 12);
        }

        @Override
        public void onEndPage(PdfWriter writer, Document document) {
            var canvas = writer.getDirectContent();
            var font = grey();
            var right = document.right() - NUMBER_WIDTH / 2;
            ColumnText.showTextAligned(
                    canvas,
                    Element.ALIGN_RIGHT,
                    new Phrase("%s, page %d of ".formatted(title, writer.getPageNumber()), font),
                    right,
                    24,
                    0);
            canvas.addTemplate(count, right + 2, 24);
            var text = new ColumnText(canvas);
            text.setSimpleColumn(
                    new Phrase(9, notice, font), document.left(), 30, document.right(), 58, 9, Element.ALIGN_LEFT);
            text.go();
        }

        @Override
        public void onCloseDocument(PdfWriter writer, Document document) {
            var pages = count;
            if (pages != null) {
                ColumnText.showTextAligned(
                        pages,
                        Element.ALIGN_LEFT,
                        new Phrase(String.valueOf(writer.getPageNumber() - 1), grey()),
                        0,
                        0,
                        0);
            }
        }

        private static Font grey() {
            try {
                return font(false, 7, GREY);
            } catch (IOException noFont) {
                throw new UncheckedIOException(noFont);
            }
        }
    }
}
