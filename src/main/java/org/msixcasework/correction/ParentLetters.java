package org.msixcasework.correction;

import com.lowagie.text.Document;
import com.lowagie.text.HeaderFooter;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.PdfWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.librepdf.openpdf.fonts.Liberation;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.HandlingNotice;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Time;
import org.msixcasework.disclosure.Disclosure;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.disclosure.Recipient;
import org.msixcasework.mail.Correspondence;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Letters to parents about their own request, in English and Spanish (COR-3, COR-6, COR-12). Each is kept as it was written. With
 * an e-mail address it is mailed, without one it is printed from its PDF and posted.
 */
@Component
class ParentLetters {

    /** What a letter is for; each has a template {@code letters/<kind>_<language>.txt}, the first line of which is the subject. */
    enum Kind {
        ACKNOWLEDGED,
        FORWARDED,
        CORRECTED,
        REFUSED
    }

    /** Everything a template may say; dates as the language writes them. */
    record Content(
            String number,
            String name,
            String receivedOn,
            String decideBy,
            @Nullable String state,
            @Nullable String addressee,
            @Nullable String sentOn,
            @Nullable String reason) {}

    /** A letter as it was written. */
    record Written(
            Kind kind,
            String language,
            String subject,
            String body,
            boolean onPaper,
            Instant writtenAt,
            @Nullable LocalDate postedOn,
            @Nullable String postedBy) {}

    private static final float MARGIN = 72;
    private static final int FONT_SIZE = 11;
    private static final int NOTICE_SIZE = 8;
    private static final float LINE_HEIGHT = 15;

    private final SpringTemplateEngine engine = new SpringTemplateEngine();
    private final Correspondence correspondence;
    private final Disclosures disclosures;
    private final JdbcTemplate jdbc;
    private final Time time;

    ParentLetters(Correspondence correspondence, Disclosures disclosures, JdbcTemplate jdbc, Time time) {
        this.correspondence = correspondence;
        this.disclosures = disclosures;
        this.jdbc = jdbc;
        this.time = time;
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("letters/");
        resolver.setSuffix(".txt");
        resolver.setTemplateMode(TemplateMode.TEXT);
        resolver.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(resolver);
    }

    /** Writes a letter, and mails it where there is an address; a request has one letter of each kind. */
    void write(CaseRef ref, Kind kind, Correction request, LocalDate decideBy) {
        var locale = Locale.forLanguageTag(request.language());
        var content = new Content(
                request.id(),
                request.requesterName(),
                say(request.receivedOn(), locale),
                say(decideBy, locale),
                request.ownerState(),
                request.forwardedTo(),
                request.forwardedOn() == null ? null : say(request.forwardedOn(), locale),
                request.reason());
        var template = kind.name().toLowerCase(Locale.ROOT) + "_" + request.language();
        var text = engine.process(template, new Context(locale, Map.of("letter", content)));
        var end = text.indexOf('\n');
        var subject = text.substring(0, end).strip();
        var body = text.substring(end + 1).strip() + "\n";
        var written = jdbc.update(
                """
                insert into parent_letter (request_id, kind, language, subject, body, on_paper, written_at)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                request.id(),
                kind.name(),
                request.language(),
                subject,
                body,
                request.isOnPaper(),
                Timestamp.from(time.instant()));
        if (written > 0 && !request.isOnPaper()) {
            disclosed(request, kind);
        }
        if (request.requesterEmail() != null) {
            correspondence.queue(new Correspondence.Letter(
                    ref,
                    kind.name(),
                    request.language(),
                    request.requesterName(),
                    request.requesterEmail(),
                    subject,
                    body));
        }
    }

    private void disclosed(Correction request, Kind kind) {
        var address = request.isOnPaper() ? request.requesterAddress() : request.requesterEmail();
        disclosures.note(
                Disclosure.Kind.LETTER,
                List.of(request.studentId()),
                "letter %s of request %s".formatted(kind.name().toLowerCase(Locale.ROOT), request.id()),
                Purpose.PARTICIPATION,
                new Recipient(request.requesterName(), address));
    }

    private static String say(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(day);
    }

    /** The letters of a request, oldest first. */
    List<Written> of(String request) {
        return jdbc.query(
                "select * from parent_letter where request_id = ? order by written_at", ParentLetters::row, request);
    }

    void posted(Correction request, Kind kind, LocalDate on) {
        disclosed(request, kind);
        jdbc.update(
                "update parent_letter set posted_on = ?, posted_by = ? where request_id = ? and kind = ?",
                Date.valueOf(on),
                Actor.current(),
                request.id(),
                kind.name());
    }

    /**
     * A letter for the printer, with the postal address where there is one.
     *
     * @throws NotFound if it was not written
     */
    byte[] pdf(Correction request, Kind kind) {
        var letter = of(request.id()).stream()
                .filter(written -> written.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new NotFound("This letter was not written"));
        var bytes = new ByteArrayOutputStream();
        try (var document = new Document(PageSize.LETTER, MARGIN, MARGIN, MARGIN, MARGIN)) {
            PdfWriter.getInstance(document, bytes);
            document.addTitle(letter.subject());
            document.setDocumentLanguage(letter.language());
            document.setFooter(new HeaderFooter(
                    new Phrase(HandlingNotice.forParents(letter.language()), Liberation.SANS.create(NOTICE_SIZE)), false));
            document.open();
            var plain = Liberation.SANS.create(FONT_SIZE);
            var address = request.requesterAddress();
            document.add(new Paragraph(
                    LINE_HEIGHT,
                    request.requesterName() + "\n" + (address == null ? "" : address.replace(", ", "\n")) + "\n\n",
                    plain));
            var day = letter.writtenAt().atZone(Time.ZONE).toLocalDate();
            document.add(
                    new Paragraph(LINE_HEIGHT, say(day, Locale.forLanguageTag(letter.language())) + "\n\n", plain));
            document.add(new Paragraph(LINE_HEIGHT, letter.subject() + "\n\n", Liberation.SANS_BOLD.create(FONT_SIZE)));
            document.add(new Paragraph(LINE_HEIGHT, letter.body(), plain));
        } catch (IOException noFont) {
            throw new IllegalStateException(noFont);
        }
        return bytes.toByteArray();
    }

    private static Written row(ResultSet row, int number) throws SQLException {
        var posted = row.getDate("posted_on");
        return new Written(
                Kind.valueOf(row.getString("kind")),
                row.getString("language"),
                row.getString("subject"),
                row.getString("body"),
                row.getBoolean("on_paper"),
                row.getTimestamp("written_at").toInstant(),
                posted == null ? null : posted.toLocalDate(),
                row.getString("posted_by"));
    }
}
