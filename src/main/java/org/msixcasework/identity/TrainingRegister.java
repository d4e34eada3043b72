package org.msixcasework.identity;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msixcasework.audit.Audit;
import org.msixcasework.core.Actor;
import org.msixcasework.core.NotFound;
import org.msixcasework.core.Rejected;
import org.msixcasework.core.Time;
import org.msixcasework.core.Violations;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What each person was trained in, and until when it holds (ACC-6, ACC-24, TRN-10). */
@Component
public class TrainingRegister {

    /** Where a line comes from. */
    public enum Source {
        /** The training before the first access (ACC-2). */
        APPLICATION,
        /** The yearly refresher (ACC-24). */
        REFRESHER,
        /** Entered by an administrator who has seen the certificate. */
        ENTERED,
        /** Being at a training event (TRN-2); no security training, and it does not expire. */
        EVENT
    }

    /**
     * One line of a transcript.
     *
     * @param expiresOn last day on which it holds; null where nothing expires
     * @param caseKey number of the case or event it comes from
     */
    public record Line(
            String userId,
            String module,
            @Nullable String result,
            @Nullable String certificateNumber,
            LocalDate completedOn,
            @Nullable LocalDate expiresOn,
            Source source,
            @Nullable String caseKey,
            String recordedBy,
            Instant recordedAt) {}

    /**
     * A training as it is brought to the register.
     *
     * @param module name of the module, or of the event
     * @param result score or result
     */
    public record Entry(
            String module,
            @Nullable String result,
            @Nullable String certificateNumber,
            @Nullable LocalDate completedOn) {}

    /**
     * One person as the register lists him.
     *
     * @param completedOn day of the last security training; null if there is none
     * @param owes whether the person needs one at all
     */
    public record Person(
            String userId,
            List<String> groups,
            @Nullable LocalDate completedOn,
            @Nullable LocalDate expiresOn,
            boolean owes) {

        /** In words: never by colour alone. */
        public String state(LocalDate today) {
            if (!owes) {
                return "not needed";
            }
            if (expiresOn == null) {
                return "missing";
            }
            return expiresOn.isBefore(today)
                    ? "lapsed"
                    : expiresOn.minusDays(DUE_SOON).isAfter(today) ? "current" : "due soon";
        }
    }

    /** A security training was recorded; it holds until {@code expiresOn}. */
    public record Recorded(String userId, Source source, LocalDate expiresOn) {}

    private static final int DUE_SOON = 60;
    private static final int LONGEST = 120;
    private static final Set<String> RECORDERS = Set.of(Roles.STATE_USER_ADMINISTRATOR, Roles.ADMINISTRATOR);
    private static final Set<String> READERS =
            Set.of(Roles.STATE_USER_ADMINISTRATOR, Roles.MSIX_STATE_LEAD, Roles.ADMINISTRATOR);

    private final JdbcTemplate jdbc;
    private final Staff staff;
    private final IdentityProperties settings;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Time time;

    TrainingRegister(
            JdbcTemplate jdbc,
            Staff staff,
            IdentityProperties settings,
            Audit audit,
            ApplicationEventPublisher events,
            Time time) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.settings = settings;
        this.audit = audit;
        this.events = events;
        this.time = time;
    }

    /**
     * Writes a training of a person whose right to it the caller has decided on. A security training holds for a year.
     *
     * @param caseKey number of the case or event it comes from, or null
     */
    public void add(String userId, Entry entry, Source source, @Nullable String caseKey) {
        var completedOn = entry.completedOn() == null ? time.today() : entry.completedOn();
        var expiresOn = source == Source.EVENT ? null : completedOn.plusYears(1);
        var added = jdbc.update(
                """
                insert into training_record (user_id, module, result, certificate_number, completed_on, expires_on, source,
                    case_key, recorded_by, recorded_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                userId,
                entry.module(),
                entry.result(),
                entry.certificateNumber(),
                Date.valueOf(completedOn),
                expiresOn == null ? null : Date.valueOf(expiresOn),
                source.name(),
                caseKey,
                Actor.current(),
                Timestamp.from(time.instant()));
        if (added == 1) {
            audit.note("identity.training-recorded", userId, source.name());
            if (expiresOn != null) {
                events.publishEvent(new Recorded(userId, source, expiresOn));
            }
        }
    }

    /**
     * Enters a security training that was seen on paper. A suspension for want of one ends at once (ACC-24).
     *
     * @throws Rejected FORBIDDEN for oneself and for those without the right; INVALID naming each wrong field
     */
    @Transactional
    public void enter(String userId, Entry entry) {
        if (!Actor.uses(RECORDERS::contains)) {
            throw Rejected.forbidden(
                    "identity.no-register", "The State User Administrator enters trainings into the register.");
        }
        if (Actor.share(userId, Actor.current())) {
            throw Rejected.forbidden("identity.own-training", "Nobody enters his own training.");
        }
        requireAccount(userId);
        var violations = new Violations();
        violations.unless(
                isShort(entry.module(), true), "module", "is required, at most %d characters".formatted(LONGEST));
        violations.unless(isShort(entry.result(), false), "result", "has at most %d characters".formatted(LONGEST));
        requireCertificate(entry.certificateNumber(), entry.completedOn(), violations);
        violations.unless(owes(userId, staff.groupsOf(userId)), "userId", "belongs to no person who needs a training");
        var on = entry.completedOn();
        violations.unless(
                on == null
                        || expiresOn(userId)
                                .map(until -> on.plusYears(1).isAfter(until))
                                .orElse(true),
                "completedOn",
                "is not later than the training that is recorded");
        violations.refuseIfAny("identity.bad-training", "The training was not recorded.");
        add(userId, entry, Source.ENTERED, null);
    }

    /** What every certificate has to have: a number, and a day of the last year. */
    public void requireCertificate(@Nullable String number, @Nullable LocalDate completedOn, Violations violations) {
        violations.unless(
                number != null && number.strip().matches("[A-Za-z0-9][A-Za-z0-9 ./_-]{0,63}"),
                "certificateNumber",
                "is required: letters, digits and . / _ -");
        violations.unless(completedOn != null, "completedOn", "is required");
        violations.unless(
                completedOn == null || !completedOn.isAfter(time.today()), "completedOn", "lies in the future");
        violations.unless(
                completedOn == null || completedOn.plusYears(1).isAfter(time.today()),
                "completedOn",
                "is a year ago or more");
    }

    private static boolean isShort(@Nullable String text, boolean required) {
        return text == null || text.isBlank() ? !required : text.length() <= LONGEST;
    }

    private void requireAccount(String userId) {
        if (!Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from account where user_id = ?)", Boolean.class, userId))) {
            throw new NotFound("There is no account " + userId);
        }
    }

    /** Last day on which the security training of a person holds; empty if he never had one. */
    public Optional<LocalDate> expiresOn(String userId) {
        return Optional.ofNullable(jdbc.queryForObject(
                "select max(expires_on) from training_record where user_id = ?", LocalDate.class, userId));
    }

    /**
     * Whether a user is a person who needs a security training. Technical users are no persons; and the first administrator,
     * whom the configuration names, has to get in before anybody is there to record a training.
     */
    boolean owes(String userId, Set<String> groups) {
        return !groups.contains(Roles.TECHNICAL)
                && !(groups.contains(Roles.ADMINISTRATOR)
                        && settings.admin().id().equals(userId));
    }

    /** Whether a user gets nowhere until his first security training is recorded (ACC-6). */
    boolean isMissing(String userId, Set<String> groups) {
        return owes(userId, groups) && expiresOn(userId).isEmpty();
    }

    /** Made-up staff are trained in time, however far the clock is moved. */
    void keepCurrent(Collection<String> userIds) {
        var today = time.today();
        jdbc.update(
                """
                insert into training_record
                    (user_id, module, completed_on, expires_on, source, recorded_by, recorded_at)
                select user_id, 'demo', ?, ?, 'ENTERED', ?, ? from account
                where user_id = any (?) and not exists (
                    select 1 from training_record r where r.user_id = account.user_id and r.expires_on is not null)
                """,
                Date.valueOf(today),
                Date.valueOf(today.plusYears(1)),
                Actor.SYSTEM,
                Timestamp.from(time.instant()),
                userIds.toArray(String[]::new));
        jdbc.update("""
                update training_record set completed_on = ?, expires_on = ?
                where user_id = any (?) and expires_on is not null
                """, Date.valueOf(today), Date.valueOf(today.plusYears(1)), userIds.toArray(String[]::new));
    }

    /**
     * The transcript of a person, newest first.
     *
     * @throws Rejected FORBIDDEN unless it is one's own, a person of one's region as director, or one administers users
     */
    @Transactional(readOnly = true)
    public List<Line> transcript(String userId) {
        if (!userId.equals(Actor.user()) && !mayRead(staff.groupsOf(userId))) {
            throw Rejected.forbidden("identity.other-transcript", "This transcript is not yours to read.");
        }
        requireAccount(userId);
        return jdbc.query(
                "select * from training_record where user_id = ? order by completed_on desc, id desc",
                TrainingRegister::line,
                userId);
    }

    private static boolean mayRead(Set<String> groups) {
        return Actor.uses(READERS::contains) || AccountRights.directsOneOf(groups);
    }

    /** The people whose transcripts the current user may read, in the order of their ids. */
    @Transactional(readOnly = true)
    public List<Person> people() {
        return jdbc.query("""
                        select a.user_id, max(r.completed_on) filter (where r.expires_on is not null) as completed_on,
                            max(r.expires_on) as expires_on
                        from account a left join training_record r on r.user_id = a.user_id
                        group by a.user_id order by a.user_id
                        """, (row, number) -> person(row.getString("user_id"), row)).stream()
                .filter(person -> person.userId().equals(Actor.user()) || mayRead(Set.copyOf(person.groups())))
                .toList();
    }

    private Person person(String userId, ResultSet row) throws SQLException {
        var groups = staff.groupsOf(userId);
        return new Person(
                userId,
                groups.stream().sorted().toList(),
                row.getObject("completed_on", LocalDate.class),
                row.getObject("expires_on", LocalDate.class),
                owes(userId, groups));
    }

    /** Whether the current user may enter trainings of others. */
    public boolean mayEnter() {
        return Actor.holds(RECORDERS::contains);
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getString("user_id"),
                row.getString("module"),
                row.getString("result"),
                row.getString("certificate_number"),
                row.getObject("completed_on", LocalDate.class),
                row.getObject("expires_on", LocalDate.class),
                Source.valueOf(row.getString("source")),
                row.getString("case_key"),
                row.getString("recorded_by"),
                row.getTimestamp("recorded_at").toInstant());
    }
}
