package org.msixcasework.agreement;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.TimeMoved;
import org.msixcasework.core.Violations;
import org.msixcasework.identity.Roles;
import org.msixcasework.mail.CaseNotice;
import org.msixcasework.mail.Mailbox;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The agreements, and the reminders before they end (SEC-16). */
@Component
class Agreements {

    /** Days left at which the State lead is told, shortest first; the first is the day after the end. Each is told of once. */
    private static final List<Integer> SPANS = List.of(-1, 30, 60);

    private static final int LONGEST = 200;

    /**
     * What is sent of an agreement.
     *
     * @param reference where the paper is found
     */
    record Draft(
            @Nullable String partner,
            @Nullable String reference,
            @Nullable String signedOn,
            @Nullable String expiresOn) {}

    /** @param daysLeft negative once it has ended */
    record Agreement(
            long id, String partner, String reference, LocalDate signedOn, LocalDate expiresOn, long daysLeft) {

        String number() {
            return "AG-" + id;
        }

        public boolean isOverdue() {
            return daysLeft < 0;
        }
    }

    private final JdbcTemplate jdbc;
    private final Mailbox mailbox;
    private final Audit audit;
    private final Time time;

    Agreements(JdbcTemplate jdbc, Mailbox mailbox, Audit audit, Time time) {
        this.jdbc = jdbc;
        this.mailbox = mailbox;
        this.audit = audit;
        this.time = time;
    }

    /** All of them, what ends first first. */
    @Transactional(readOnly = true)
    public List<Agreement> all() {
        return jdbc.query("select * from agreement order by expires_on, id", (row, number) -> {
            var expiresOn = row.getDate("expires_on").toLocalDate();
            return new Agreement(
                    row.getLong("id"),
                    row.getString("partner"),
                    row.getString("reference"),
                    row.getDate("signed_on").toLocalDate(),
                    expiresOn,
                    ChronoUnit.DAYS.between(time.today(), expiresOn));
        });
    }

    /**
     * Stores an agreement.
     *
     * @return its id
     * @throws Rejected INVALID naming each field that does not fit
     */
    @Transactional
    public long add(Draft draft) {
        var violations = new Violations();
        check(draft, violations);
        var partner = text(draft.partner(), "partner", violations);
        violations.refuseIfAny("agreement.bad-agreement", "The agreement was not stored.");
        var id = jdbc.queryForObject(
                """
                insert into agreement (partner, reference, signed_on, expires_on, stored_at, stored_by)
                values (?, ?, ?, ?, ?, ?) returning id
                """,
                Long.class,
                partner,
                String.valueOf(draft.reference()).strip(),
                date(draft.signedOn()),
                date(draft.expiresOn()),
                Timestamp.from(time.instant()),
                Actor.current());
        audit.note("agreement.stored", "AG-" + id, "");
        return id == null ? 0 : id;
    }

    /**
     * Stores the paper that renews an agreement.
     *
     * @throws Rejected INVALID naming each field that does not fit
     * @throws NotFound if there is no such agreement
     */
    @Transactional
    public void renew(long id, Draft draft) {
        var violations = new Violations();
        check(draft, violations);
        violations.refuseIfAny("agreement.bad-agreement", "The agreement was not renewed.");
        var changed = jdbc.update(
                """
                update agreement set reference = ?, signed_on = ?, expires_on = ?, stored_at = ?, stored_by = ? where id = ?
                """,
                String.valueOf(draft.reference()).strip(),
                date(draft.signedOn()),
                date(draft.expiresOn()),
                Timestamp.from(time.instant()),
                Actor.current(),
                id);
        if (changed == 0) {
            throw new NotFound("There is no such agreement");
        }
        audit.note("agreement.renewed", "AG-" + id, "until " + draft.expiresOn());
    }

    private void check(Draft draft, Violations violations) {
        text(draft.reference(), "reference", violations);
        var signedOn = day(draft.signedOn());
        var expiresOn = day(draft.expiresOn());
        violations.unless(signedOn != null, "signedOn", "must be a date such as 2026-09-04");
        violations.unless(
                signedOn == null || !signedOn.isAfter(time.today()),
                "signedOn",
                "lies in the future; it is signed first");
        violations.unless(expiresOn != null, "expiresOn", "must be a date such as 2026-09-04");
        violations.unless(
                signedOn == null || expiresOn == null || expiresOn.isAfter(signedOn),
                "expiresOn",
                "must be later than the day of signing");
    }

    private static String text(@Nullable String text, String field, Violations violations) {
        violations.unless(
                text != null && !text.isBlank() && text.length() <= LONGEST,
                field,
                "is required, at most %d characters".formatted(LONGEST));
        return String.valueOf(text).strip();
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }

    private static Date date(@Nullable String checked) {
        return Date.valueOf(LocalDate.parse(String.valueOf(checked)));
    }

    @EventListener
    @Order(4)
    @Transactional
    public void on(TimeMoved moved) {
        remind();
    }

    /** Reminds the State lead of each agreement that ends within 60 days, within 30, and that has ended; the outbox takes each once. */
    @Transactional
    public void remind() {
        for (var agreement : all()) {
            SPANS.stream()
                    .filter(span -> agreement.daysLeft() <= span)
                    .findFirst()
                    .ifPresent(span -> mailbox.queue(Roles.MSIX_STATE_LEAD, notice(agreement, span)));
        }
    }

    private static CaseNotice notice(Agreement agreement, int span) {
        return new CaseNotice(
                CaseNotice.Kind.AGREEMENT,
                new CaseNotice.Key("agreement"),
                new CaseNotice.Key(agreement.number()),
                new CaseNotice.Key("AGREEMENT"),
                new CaseNotice.Key(Roles.MSIX_STATE_LEAD),
                span,
                0,
                agreement.expiresOn(),
                false,
                null);
    }
}
