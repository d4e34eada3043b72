package org.msixcasework.dispute;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseRef;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.mail.Correspondence;
import org.msixcasework.mail.LetterPaper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The answer to whoever asked, in English or Spanish, kept as it was written: mailed where there is an address, printed and
 * posted where there is none. A case writes one letter. Joins the transaction of the caller.
 */
@Component
class RequesterLetters {

    /** Everything a template may say; dates as the language writes them. */
    record Content(
            String number,
            String name,
            String receivedOn,
            @Nullable String givenOn,
            @Nullable String reason,
            List<String> elements) {}

    /** A letter as it was written. */
    record Written(
            String kind,
            String language,
            String subject,
            String body,
            boolean onPaper,
            Instant writtenAt,
            @Nullable LocalDate postedOn,
            @Nullable String postedBy) {}

    private final LetterPaper paper;
    private final Correspondence correspondence;
    private final JdbcTemplate jdbc;
    private final Time time;

    RequesterLetters(LetterPaper paper, Correspondence correspondence, JdbcTemplate jdbc, Time time) {
        this.paper = paper;
        this.correspondence = correspondence;
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * Writes the letter of a case, and mails it where there is an address.
     *
     * @param kind what became of the request; with the key of the process it is the name of the template
     */
    void write(CaseRef ref, String kind, Requester requester, Content content) {
        var text = paper.write(ref.process() + "_" + kind.toLowerCase(Locale.ROOT), requester.language(), content);
        jdbc.update(
                """
                insert into dispute_letter (process_key, business_key, kind, language, subject, body, on_paper, written_at)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                ref.process(),
                ref.businessKey(),
                kind,
                text.language(),
                text.subject(),
                text.body(),
                requester.isOnPaper(),
                Timestamp.from(time.instant()));
        var email = requester.email();
        if (email != null) {
            correspondence.queue(new Correspondence.Letter(
                    ref, kind, text.language(), requester.name(), email, text.subject(), text.body()));
        }
    }

    /** The letters of a case. */
    List<Written> of(CaseRef ref) {
        return jdbc.query(
                "select * from dispute_letter where process_key = ? and business_key = ? order by written_at",
                RequesterLetters::row,
                ref.process(),
                ref.businessKey());
    }

    /** @throws org.msixcasework.core.Rejected INVALID without tick and date, or with a date before the receipt or in the future */
    void posted(CaseRef ref, LocalDate receivedOn, @Nullable String on, boolean posted) {
        var violations = new Violations();
        violations.unless(posted, "sent", "say that the letter is posted");
        var day = Requester.day("sentOn", on, receivedOn, time.today(), violations);
        violations.refuseIfAny("dispute.bad-posting", "The letter was not recorded.");
        jdbc.update(
                "update dispute_letter set posted_on = ?, posted_by = ? where process_key = ? and business_key = ?",
                Date.valueOf(Objects.requireNonNull(day)),
                Actor.current(),
                ref.process(),
                ref.businessKey());
    }

    /**
     * The letter of a case for the printer, with the postal address where there is one.
     *
     * @throws NotFound if it was not written yet
     */
    byte[] pdf(CaseRef ref, Requester requester) {
        var letter =
                of(ref).stream().findFirst().orElseThrow(() -> new NotFound("There is no letter of this case yet"));
        return paper.pdf(
                new LetterPaper.Text(letter.language(), letter.subject(), letter.body()),
                letter.writtenAt(),
                requester.name(),
                requester.address());
    }

    private static Written row(ResultSet row, int number) throws SQLException {
        var posted = row.getDate("posted_on");
        return new Written(
                row.getString("kind"),
                row.getString("language"),
                row.getString("subject"),
                row.getString("body"),
                row.getBoolean("on_paper"),
                row.getTimestamp("written_at").toInstant(),
                posted == null ? null : posted.toLocalDate(),
                row.getString("posted_by"));
    }
}
