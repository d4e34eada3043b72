package org.msixcasework.mail;

import com.lowagie.text.Document;
import com.lowagie.text.HeaderFooter;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.PdfWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.librepdf.openpdf.fonts.Liberation;
import org.msixcasework.core.HandlingNotice;
import org.msixcasework.core.Time;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The texts of letters to people about their own request, in English and Spanish, for the mail and for the printer. */
@Component
public class LetterPaper {

    /** A letter in one language, {@code en} or {@code es}. */
    public record Text(String language, String subject, String body) {}

    private static final float MARGIN = 72;
    private static final int FONT_SIZE = 11;
    private static final int NOTICE_SIZE = 8;
    private static final float LINE_HEIGHT = 15;

    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    LetterPaper() {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("letters/");
        resolver.setSuffix(".txt");
        resolver.setTemplateMode(TemplateMode.TEXT);
        resolver.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(resolver);
    }

    /**
     * Writes a letter.
     *
     * @param template its name; {@code letters/<template>_<language>.txt} is the text, the first line of which is the subject
     * @param content what the template calls {@code letter}
     */
    public Text write(String template, String language, Object content) {
        var text = engine.process(
                template + "_" + language, new Context(Locale.forLanguageTag(language), Map.of("letter", content)));
        var end = text.indexOf('\n');
        return new Text(
                language,
                text.substring(0, end).strip(),
                text.substring(end + 1).strip() + "\n");
    }

    /** A day as a language writes it. */
    public static String say(LocalDate day, String language) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(Locale.forLanguageTag(language))
                .format(day);
    }

    /**
     * A letter for the printer.
     *
     * @param address of whom it goes to, its lines separated by commas, or null
     */
    public byte[] pdf(Text letter, Instant writtenAt, String name, @Nullable String address) {
        var bytes = new ByteArrayOutputStream();
        try (var document = new Document(PageSize.LETTER, MARGIN, MARGIN, MARGIN, MARGIN)) {
            PdfWriter.getInstance(document, bytes);
            document.addTitle(letter.subject());
            document.setDocumentLanguage(letter.language());
            document.setFooter(new HeaderFooter(
                    new Phrase(HandlingNotice.forParents(letter.language()), Liberation.SANS.create(NOTICE_SIZE)),
                    false));
            document.open();
            var plain = Liberation.SANS.create(FONT_SIZE);
            document.add(new Paragraph(
                    LINE_HEIGHT, name + "\n" + (address == null ? "" : address.replace(", ", "\n")) + "\n\n", plain));
            var day = writtenAt.atZone(Time.ZONE).toLocalDate();
            document.add(new Paragraph(LINE_HEIGHT, say(day, letter.language()) + "\n\n", plain));
            document.add(new Paragraph(LINE_HEIGHT, letter.subject() + "\n\n", Liberation.SANS_BOLD.create(FONT_SIZE)));
            document.add(new Paragraph(LINE_HEIGHT, letter.body(), plain));
        } catch (IOException noFont) {
            throw new IllegalStateException(noFont);
        }
        return bytes.toByteArray();
    }
}
