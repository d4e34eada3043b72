package org.msixcasework.disclosure;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.msixcasework.disclosure.Disclosure.Kind;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The gate in front of every look at a record, and the log of what passed it (PRV-2 to PRV-4). Whether somebody may read the
 * child at all is for the caller to check. Joins the transaction of the caller: what is not shown is not in the log.
 */
@Component
public class Disclosures {

    /** How somebody outside of the programme can be told without this system. */
    private static final List<Kind> OUTSIDE = List.of(Kind.LETTER, Kind.FAXED, Kind.TOLD);

    /**
     * A disclosure that was made outside of the system.
     *
     * @param kind LETTER, FAXED or TOLD
     * @param on the day
     * @param part what was told, without the data themselves
     * @param called whether the recipient of a fax was called before and stands by (PRV-11)
     */
    public record Outside(
            @Nullable String kind,
            @Nullable LocalDate on,
            @Nullable String part,
            Use use,
            @Nullable String address,
            boolean called) {}

    private final JdbcTemplate jdbc;
    private final Purposes purposes;
    private final Consents consents;
    private final Audit audit;
    private final Time time;

    Disclosures(JdbcTemplate jdbc, Purposes purposes, Consents consents, Audit audit, Time time) {
        this.jdbc = jdbc;
        this.purposes = purposes;
        this.consents = consents;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Lets the current user see a record for the purpose he chose, and writes it down.
     *
     * @param part what of the record, in words without personal data
     * @throws Rejected INVALID without a purpose, with an unknown one, or for another one without the number of a consent;
     *     FORBIDDEN if no consent on file covers child, purpose, recipient and day
     */
    public void disclose(Kind kind, String student, String part, Use use) {
        var violations = new Violations();
        check(use, violations);
        violations.refuseIfAny("disclosure.bad-purpose", "The record was not shown.");
        var consent = cleared(student, use, time.today());
        var recipient = consent == null ? null : new Recipient(consent.recipient(), null);
        write(kind, List.of(student), part, use, recipient, time.today(), false);
    }

    private void check(Use use, Violations violations) {
        var isOther = Purpose.OTHER.equals(use.purpose());
        violations
                .unless(
                        isOther || purposes.isRoutine(use.purpose()),
                        "purpose",
                        "has to be one of %s, or OTHER with the number of a written consent"
                                .formatted(purposes.codes()))
                .unless(
                        !isOther || (use.consent() != null && !use.consent().isBlank()),
                        "consent",
                        "is required: no other disclosure without the prior written consent of the parent or student");
    }

    /** The consent a use rests on; null for a routine use. */
    private @Nullable Consent cleared(String student, Use use, LocalDate day) {
        if (purposes.isRoutine(use.purpose())) {
            return null;
        }
        return consents.find(student, Objects.requireNonNull(use.consent()).strip())
                .filter(consent -> consent.covers(day))
                .filter(consent -> agrees(use.what(), consent.purpose()))
                .filter(consent -> agrees(use.recipient(), consent.recipient()))
                .orElseThrow(() -> Rejected.forbidden(
                        "disclosure.no-consent",
                        "No written consent on file covers this child, purpose, recipient and day."));
    }

    private static boolean agrees(@Nullable String said, String signed) {
        return said == null || normal(said).equals(normal(signed));
    }

    private static String normal(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /** The current user sees children in the course of his work, whose purpose is known. */
    public void viewed(Collection<String> students, String part, String purpose) {
        note(Kind.VIEWED, students, part, purpose, null);
    }

    /**
     * Something about children is shown or passed on in the course of work whose purpose is known.
     *
     * @param purpose code of a routine use
     * @param recipient who is told, where it leaves the programme
     */
    public void note(
            Kind kind, Collection<String> students, String part, String purpose, @Nullable Recipient recipient) {
        if (!purposes.isRoutine(purpose)) {
            throw new IllegalArgumentException("No routine use: " + purpose);
        }
        write(kind, students, part, Use.of(purpose, null), recipient, time.today(), false);
    }

    /**
     * Writes down what was disclosed by fax, letter or telephone; the same gate as for a look (PRV-3, PRV-4, PRV-11).
     *
     * @throws Rejected INVALID naming each field that is missing or does not fit, FORBIDDEN without a consent that covers it
     */
    @Transactional
    public void enter(String student, Outside outside) {
        var violations = new Violations();
        var use = outside.use();
        var kind = Arrays.stream(Kind.values())
                .filter(each -> OUTSIDE.contains(each) && each.name().equals(outside.kind()))
                .findFirst();
        var day = outside.on();
        violations.unless(kind.isPresent(), "kind", "must be LETTER, FAXED or TOLD");
        violations.unless(day != null && !day.isAfter(time.today()), "on", "is required and not in the future");
        Consents.text(outside.part(), "part", violations);
        Consents.text(use.recipient(), "recipient", violations);
        Consents.text(outside.address(), "address", violations);
        check(use, violations);
        if (Purpose.OTHER.equals(use.purpose())) {
            Consents.text(use.what(), "what", violations);
        }
        violations.unless(
                kind.filter(Kind.FAXED::equals).isEmpty() || outside.called(),
                "called",
                "call the recipient first and ask to stand by at the machine");
        violations.refuseIfAny("disclosure.bad-entry", "The disclosure was not entered.");
        cleared(student, use, Objects.requireNonNull(day));
        write(
                kind.orElseThrow(),
                List.of(student),
                Consents.stripped(outside.part()),
                use,
                new Recipient(Consents.stripped(use.recipient()), Consents.stripped(outside.address())),
                day,
                outside.called());
        audit.note("disclosure.entered", student, kind.orElseThrow().name());
    }

    private void write(
            Kind kind,
            Collection<String> students,
            String part,
            Use use,
            @Nullable Recipient recipient,
            LocalDate day,
            boolean called) {
        var role = Capacity.ofCurrentUser();
        // one statement, however many children a list or a file has
        jdbc.update(
                """
                insert into disclosure (at, happened_on, actor, role, kind, student_id, part, purpose, interest,
                    recipient_name, recipient_address, consent, recipient_called)
                select ?, ?, ?, ?, ?, child, ?, ?, ?, ?, ?, ?, ? from unnest(?::text[]) as child
                """,
                Timestamp.from(time.instant()),
                Date.valueOf(day),
                Actor.current(),
                role,
                kind.name(),
                part,
                use.purpose(),
                Capacity.of(role).interest(),
                recipient == null ? null : recipient.name(),
                recipient == null ? null : recipient.address(),
                Purpose.OTHER.equals(use.purpose())
                        ? Objects.requireNonNull(use.consent()).strip()
                        : null,
                called,
                students.stream().distinct().toArray(String[]::new));
    }

    /**
     * The log of a child, latest first.
     *
     * @param students State student ids under which the child is or was known
     */
    public List<Disclosure> of(Collection<String> students) {
        return jdbc.query("""
                select d.*, c.purpose as consent_purpose from disclosure d left join consent c on c.number = d.consent
                where d.student_id = any (?) order by d.happened_on desc, d.id desc
                """, Disclosures::row, (Object) students.toArray(String[]::new));
    }

    private static Disclosure row(ResultSet row, int number) throws SQLException {
        var recipient = row.getString("recipient_name");
        return new Disclosure(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getObject("happened_on", LocalDate.class),
                row.getString("actor"),
                row.getString("role"),
                Kind.valueOf(row.getString("kind")),
                row.getString("student_id"),
                row.getString("part"),
                row.getString("purpose"),
                row.getString("interest"),
                recipient == null ? null : new Recipient(recipient, row.getString("recipient_address")),
                row.getString("consent"),
                row.getString("consent_purpose"));
    }
}
