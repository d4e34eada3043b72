package org.msixcasework.oversight;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.CaseworkProperties;
import org.msixcasework.core.EmailAddress;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.States;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whom to ask in another State: one office each (COL-2). */
@Component
class Contacts {

    /** What is sent of an office. */
    record Draft(
            @Nullable String state,
            @Nullable String office,
            @Nullable String role,
            @Nullable String email,
            @Nullable String telephone) {}

    /** The office of a State that answers for records exchange. */
    record Contact(
            String state,
            String office,
            String role,
            String email,
            String telephone,
            Instant storedAt,
            String storedBy) {}

    private static final int LONGEST = 200;
    private static final int LONGEST_NUMBER = 40;

    private final JdbcTemplate jdbc;
    private final CaseworkProperties casework;
    private final Audit audit;
    private final Time time;

    Contacts(JdbcTemplate jdbc, CaseworkProperties casework, Audit audit, Time time) {
        this.jdbc = jdbc;
        this.casework = casework;
        this.audit = audit;
        this.time = time;
    }

    /** The directory, by State; there are no more entries than States. */
    List<Contact> all() {
        return jdbc.query(
                "select * from state_contact order by state",
                (row, number) -> new Contact(
                        row.getString("state"),
                        row.getString("office"),
                        row.getString("role"),
                        row.getString("email"),
                        row.getString("telephone"),
                        row.getTimestamp("stored_at").toInstant(),
                        row.getString("stored_by")));
    }

    Optional<Contact> find(String state) {
        return all().stream().filter(contact -> contact.state().equals(state)).findFirst();
    }

    /**
     * Stores the office of a State, instead of the one before.
     *
     * @throws Rejected INVALID naming each field that does not fit
     */
    @Transactional
    public void put(Draft draft) {
        var violations = new Violations();
        var state = draft.state() == null ? "" : draft.state().strip();
        violations.unless(
                States.exists(state) && !state.equals(casework.state()),
                "state",
                "must be the two letters of another State");
        var office = Words.required(draft.office(), "office", LONGEST, violations);
        var role = Words.required(draft.role(), "role", LONGEST, violations);
        var email = Words.required(draft.email(), "email", LONGEST, violations);
        violations.unless(email.isEmpty() || EmailAddress.isOne(email), "email", "is no e-mail address");
        var telephone = Words.required(draft.telephone(), "telephone", LONGEST_NUMBER, violations);
        violations.unless(telephone.matches("[0-9+(). x-]*"), "telephone", "is no telephone number");
        violations.refuseIfAny("oversight.bad-contact", "The contact was not stored.");
        jdbc.update("""
                insert into state_contact (state, office, role, email, telephone, stored_at, stored_by)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (state) do update set office = excluded.office, role = excluded.role, email = excluded.email,
                    telephone = excluded.telephone, stored_at = excluded.stored_at, stored_by = excluded.stored_by
                """, state, office, role, email, telephone, Timestamp.from(time.instant()), Actor.current());
        audit.note("oversight.contact-stored", state, "");
    }
}
