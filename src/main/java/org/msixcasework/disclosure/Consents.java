package org.msixcasework.disclosure;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The written consents on file (PRV-3). Who may enter one for which child is for the caller to check. */
@Component
public class Consents {

    private static final int LONGEST = 200;

    /** A consent as it is entered; text of each field. */
    public record Given(
            @Nullable String givenBy,
            @Nullable String relation,
            @Nullable LocalDate signedOn,
            @Nullable String purpose,
            @Nullable String recipient,
            @Nullable String paper,
            @Nullable LocalDate validUntil) {}

    private final JdbcTemplate jdbc;
    private final Audit audit;
    private final Time time;

    Consents(JdbcTemplate jdbc, Audit audit, Time time) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.time = time;
    }

    /** The consents about a child, latest first, those included that hold no longer. */
    public List<Consent> of(String student) {
        return jdbc.query("""
                        select c.*, w.withdrawn_on from consent c left join consent_withdrawal w on w.number = c.number
                        where c.student_id = ? order by c.entered_at desc, c.number desc
                        """, Consents::row, student);
    }

    /** The consents about a child that hold today. */
    public List<Consent> today(String student) {
        return of(student).stream()
                .filter(consent -> consent.covers(time.today()))
                .toList();
    }

    Optional<Consent> find(String student, @Nullable String number) {
        return of(student).stream()
                .filter(consent -> consent.number().equals(number))
                .findFirst();
    }

    /**
     * Enters a signed consent.
     *
     * @return its number
     * @throws Rejected INVALID naming each field that is missing or does not fit
     */
    @Transactional
    public String enter(String student, Given given) {
        var violations = new Violations();
        var relation = Arrays.stream(Consent.Relation.values())
                .filter(each -> each.name().equals(given.relation()))
                .findFirst();
        var signed = given.signedOn();
        var until = given.validUntil();
        text(given.givenBy(), "givenBy", violations);
        text(given.purpose(), "purpose", violations);
        text(given.recipient(), "recipient", violations);
        text(given.paper(), "paper", violations);
        violations
                .unless(relation.isPresent(), "relation", "must be PARENT, GUARDIAN or STUDENT")
                .unless(
                        signed != null && !signed.isAfter(time.today()),
                        "signedOn",
                        "is required and not in the future: the consent has to be there before")
                .unless(until != null, "validUntil", "is required")
                .unless(
                        signed == null || until == null || !until.isBefore(signed),
                        "validUntil",
                        "lies before the signature");
        violations.refuseIfAny("disclosure.bad-consent", "The consent was not stored.");
        var count = jdbc.queryForObject("select nextval('consent_number')", Long.class);
        var number = "CONSENT-%d-%04d".formatted(time.today().getYear(), count);
        jdbc.update(
                """
                insert into consent (number, student_id, given_by, relation, signed_on, purpose, recipient_name, paper,
                    valid_until, entered_at, entered_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                number,
                student,
                stripped(given.givenBy()),
                relation.orElseThrow().name(),
                Date.valueOf(Objects.requireNonNull(signed)),
                stripped(given.purpose()),
                stripped(given.recipient()),
                stripped(given.paper()),
                Date.valueOf(Objects.requireNonNull(until)),
                Timestamp.from(time.instant()),
                Actor.current());
        audit.note("disclosure.consent-entered", student, number);
        return number;
    }

    static void text(@Nullable String value, String field, Violations violations) {
        violations
                .unless(value != null && !value.isBlank(), field, "is required")
                .unless(value == null || value.length() <= LONGEST, field, "is longer than 200 characters")
                .unless(value == null || value.indexOf('\0') < 0, field, "has characters that no text has");
    }

    static String stripped(@Nullable String value) {
        return Objects.requireNonNull(value).strip();
    }

    /**
     * A consent was withdrawn: from that day on it covers nothing.
     *
     * @throws NotFound if the child has no such consent
     * @throws Rejected INVALID for a day that is missing, in the future or before the signature; CONFLICT if it was withdrawn
     *     before
     */
    @Transactional
    public void withdraw(String student, String number, @Nullable LocalDate on) {
        var consent = find(student, number).orElseThrow(() -> new NotFound("The child has no such consent"));
        new Violations()
                .unless(
                        on != null && !on.isAfter(time.today()) && !on.isBefore(consent.signedOn()),
                        "withdrawnOn",
                        "has to be a day from the signature to today")
                .refuseIfAny("disclosure.bad-withdrawal", "The withdrawal was not stored.");
        var stored = jdbc.update(
                """
                insert into consent_withdrawal (number, withdrawn_on, entered_at, entered_by) values (?, ?, ?, ?)
                on conflict do nothing
                """, number, Date.valueOf(Objects.requireNonNull(on)), Timestamp.from(time.instant()), Actor.current());
        if (stored == 0) {
            throw Rejected.conflict("disclosure.withdrawn-before", "The consent was withdrawn before.");
        }
        audit.note("disclosure.consent-withdrawn", student, number);
    }

    private static Consent row(ResultSet row, int number) throws SQLException {
        return new Consent(
                row.getString("number"),
                row.getString("student_id"),
                row.getString("given_by"),
                Consent.Relation.valueOf(row.getString("relation")),
                row.getObject("signed_on", LocalDate.class),
                row.getString("purpose"),
                row.getString("recipient_name"),
                row.getString("paper"),
                row.getObject("valid_until", LocalDate.class),
                row.getObject("withdrawn_on", LocalDate.class));
    }
}
