package org.msixcasework.correction;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Time;
import org.msixcasework.disclosure.Disclosure;
import org.msixcasework.disclosure.Disclosures;
import org.msixcasework.disclosure.Purpose;
import org.msixcasework.disclosure.Recipient;
import org.msixcasework.mail.Correspondence;
import org.msixcasework.mail.LetterPaper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

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

    private final LetterPaper paper;
    private final Correspondence correspondence;
    private final Disclosures disclosures;
    private final JdbcTemplate jdbc;
    private final Time time;

    ParentLetters(
            LetterPaper paper, Correspondence correspondence, Disclosures disclosures, JdbcTemplate jdbc, Time time) {
        this.paper = paper;
        this.correspondence = correspondence;
        this.disclosures = disclosures;
        this.jdbc = jdbc;
        this.time = time;
    }

    /** Writes a letter, and mails it where there is an address; a request has one letter of each kind. */
    void write(CaseRef ref, Kind kind, Correction request, LocalDate decideBy) {
        var language = request.language();
        var content = new Content(
                request.id(),
                request.requesterName(),
                LetterPaper.say(request.receivedOn(), language),
                LetterPaper.say(decideBy, language),
                request.ownerState(),
                request.forwardedTo(),
                request.forwardedOn() == null ? null : LetterPaper.say(request.forwardedOn(), language),
                request.reason());
        var text = paper.write(kind.name().toLowerCase(Locale.ROOT), language, content);
        var written = jdbc.update(
                """
                insert into parent_letter (request_id, kind, language, subject, body, on_paper, written_at)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                request.id(),
                kind.name(),
                language,
                text.subject(),
                text.body(),
                request.isOnPaper(),
                Timestamp.from(time.instant()));
        if (written > 0 && !request.isOnPaper()) {
            disclosed(request, kind);
        }
        if (request.requesterEmail() != null) {
            correspondence.queue(new Correspondence.Letter(
                    ref,
                    kind.name(),
                    language,
                    request.requesterName(),
                    request.requesterEmail(),
                    text.subject(),
                    text.body()));
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
        return paper.pdf(
                new LetterPaper.Text(letter.language(), letter.subject(), letter.body()),
                letter.writtenAt(),
                request.requesterName(),
                request.requesterAddress());
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
